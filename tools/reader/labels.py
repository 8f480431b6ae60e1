"""The labelled findings: what is fitted on, what is only measured on, and the heading each sentence stands under.

Nothing here knows the model. No sentence of the labels leaves this folder's memory: what is written is weights,
word pieces and figures.
"""

import json
from dataclasses import dataclass
from pathlib import Path

THEMES = [
    "front-door-thresholds", "early-help", "assessment", "plans", "strategy-and-child-protection",
    "visits-and-direct-work", "reviews-and-iros", "pre-proceedings-and-court", "neglect-and-domestic-abuse",
    "exploitation-and-missing", "permanence", "placements-and-sufficiency", "care-leavers", "health", "education",
    "specific-groups", "allegations", "workforce", "caseloads", "supervision", "management-oversight",
    "quality-assurance", "performance-data", "leadership", "partnership", "participation", "recording",
]
LEVELS = ["strength", "improving", "mixed", "weakness", "neutral"]
DIRECTIONS = ["better", "same", "worse", "none"]

# Never fitted on while choices are made; `choosing` is what choices are made on.
HELD_BACK = {"doncaster", "liverpool", "somerset", "worcestershire"}
CHOOSING = {"medway", "nottingham"}
DEVELOPMENT_HELD_BACK = {"north-east-lincolnshire", "sefton"}


@dataclass
class Sentence:
    document: str
    text: str
    before: str
    section: str
    themes: list  # of 27, 0 or 1
    level: int  # of five
    direction: int  # of four, or -1 where the label does not say
    part: str  # fit, choosing, held-back, development, development-held-back


def key(text):
    """Letters and digits, lower case: what a label and a reading of the same sentence have in common."""
    return "".join(c for c in text.lower() if c.isalnum())


def sections_of(readings):
    """(file name, key of sentence) → heading, from `scrutiny read --json` of the corpus; empty without."""
    found, whole = {}, {}
    if readings is None:
        return found, whole
    for document in json.loads(Path(readings).read_text())["documents"]:
        file = document["source"]["file"]
        for finding in document["findings"]:
            found[file, key(finding["quote"])] = finding.get("section") or ""
            whole.setdefault(file, []).append((key(finding["quote"]), finding.get("section") or ""))
    return found, whole


def read(folder, readings=None):
    """All labelled sentences, in the order of their files."""
    sections, whole = sections_of(readings)
    out, without = [], 0
    for file in ("train/findings.jsonl", "findings.jsonl"):
        for line in (Path(folder) / file).read_text().splitlines():
            label = json.loads(line)
            name = label["document"].rsplit("/", 1)[-1]
            authority = label["document"].split("/")[1]
            if file.startswith("train"):
                part = "held-back" if authority in HELD_BACK else "choosing" if authority in CHOOSING else "fit"
            else:
                part = "development-held-back" if authority in DEVELOPMENT_HELD_BACK else "development"
            this = key(label["text"])
            section = sections.get((name, this))
            if section is None:
                # A label is cut differently from a reading now and then: the first that holds the other.
                near = (s for k, s in whole.get(name, ()) if len(k) > 30 and (k in this or this in k))
                section = next(near, "")
                without += section == ""
            out.append(Sentence(
                label["document"], label["text"], label.get("before") or "", section,
                [int(t in label["themes"]) for t in THEMES], LEVELS.index(label["polarity"]),
                DIRECTIONS.index(label["direction"]) if label.get("direction") else -1, part,
            ))
    return out, without
