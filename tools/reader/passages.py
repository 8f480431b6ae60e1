"""Passages to fit and to measure on: paragraphs and lists as the program reads them, with what is known of each sentence.

From two sources: hand labels on sentences of real reports (`scrutiny read --json` says in which passage each stands),
and series of invented papers of which every sentence is known. Nothing here knows the model.
"""

import hashlib
import json
from dataclasses import dataclass, field
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
class Known:
    """What is known of a sentence; None or -1 where it is not."""

    themes: list = None  # of 27, 0 or 1
    level: int = -1  # of five
    direction: int = -1  # of four


@dataclass
class Sentence:
    text: str
    known: Known = None
    # What it is about, as far as sentences of other papers of its group are about the same; None where not known.
    matters: frozenset = None
    near: frozenset = frozenset()
    index: int = -1


@dataclass
class Passage:
    document: str
    heading: str
    sentences: list = field(default_factory=list)
    part: str = ""  # fit, choosing, held-back, development, development-held-back, or a series


@dataclass
class Pair:
    part: str
    authority: str
    passages: list
    matches: int


def key(text):
    """Letters and digits, lower case: what a label and a reading of the same sentence have in common."""
    return "".join(c for c in text.lower() if c.isalnum())


def of_findings(document, findings):
    """Paragraphs and lists of a document, from its findings in their order: `scrutiny_reader::passages` does the same.
    What stands between two of them, or before the first, is there as what the next one has `before` it."""
    out, last = [], None
    for f in findings:
        before, heading = f.get("before") or "", f.get("section") or ""
        one_list = out and before.endswith(":") and out[-1].sentences[0].text == before
        goes_on = before and last and last["section"] == f["section"] and (last["paragraph"] == f["paragraph"] or one_list)
        if not goes_on:
            out.append(Passage(document, heading))
        passage = out[-1]
        said = [s.text for s in passage.sentences]
        if before and before not in said[-1:] and not (before.endswith(":") and before in said):
            passage.sentences.append(Sentence(before))
        passage.sentences.append(Sentence(f["quote"], index=f["index"]))
        last = f
    return out


def part_of(file, authority):
    if file.startswith("train"):
        return "held-back" if authority in HELD_BACK else "choosing" if authority in CHOOSING else "fit"
    return "development-held-back" if authority in DEVELOPMENT_HELD_BACK else "development"


def known_of(label):
    return Known(
        [int(t in label["themes"]) for t in THEMES], LEVELS.index(label["polarity"]),
        DIRECTIONS.index(label["direction"]) if label.get("direction") else -1)


def read_documents(corpus, readings):
    """All passages of every document of the corpus, by its path there: files of two authorities may have one name."""
    paths = {hashlib.sha256(f.read_bytes()).hexdigest(): f.relative_to(corpus).as_posix() for f in Path(corpus).rglob("*.pdf")}
    out = {}
    for document in json.loads(Path(readings).read_text())["documents"]:
        path = paths[document["source"]["sha256"]]
        out[path] = of_findings(path, document["findings"])
    return out


def read_labels(folder, documents):
    """The passages in which a labelled sentence stands, and how many sentences our own reading cuts otherwise."""
    at = {}
    for file, passages in documents.items():
        for passage in passages:
            for sentence in passage.sentences:
                if sentence.index >= 0:
                    at.setdefault((file, key(sentence.text)), (passage, sentence))
    out, alone = [], 0
    for file in ("train/findings.jsonl", "findings.jsonl"):
        for line in (Path(folder) / file).read_text().splitlines():
            label = json.loads(line)
            name = label["document"]
            part = part_of(file, label["document"].split("/")[1])
            passage, sentence = at.get((name, key(label["text"])), (None, None))
            if passage is None or sentence.known is not None:
                # Cut otherwise than by our own reading: it stands alone, with what the label says is before it.
                this = key(label["text"])
                near = (p.heading for p in documents.get(name, ()) for s in p.sentences
                        if len(key(s.text)) > 30 and (key(s.text) in this or this in key(s.text)))
                before = [Sentence(label["before"])] if label.get("before") else []
                sentence = Sentence(label["text"])
                passage = Passage(name, next(near, ""), before + [sentence])
                alone += 1
            sentence.known = known_of(label)
            if not passage.part:
                passage.part = part
                out.append(passage)
    return out, alone


LEVEL_MARKS = {"s": "strength", "m": "mixed", "w": "weakness", "n": "none"}
DIRECTION_MARKS = {"+": "better", "-": "worse", "=": "same", ".": "none"}


def parse_series(text):
    """A series of our own (`series/README.md` says how they are written) in the form of the others."""
    documents, blocks, begun = [], None, False
    for line in text.splitlines():
        if line.startswith("document: "):
            blocks = []
            documents.append({"id": line.split()[1], "blocks": blocks})
        elif blocks is None:
            continue  # the name and the matters
        elif line.startswith("#"):
            blocks.append({"h": line.lstrip("#").strip()})
        elif line.strip():
            kind = "b" if line.startswith("- ") else "p"
            marks, matters, sentence = line.removeprefix("- ").split("|", 2)
            level, direction, *themes = marks.split()
            themes = themes[0].split(",") if themes else []
            said = {"s": sentence.strip(), "m": [m for m in matters.strip().split(",") if m], "t": themes,
                    "l": LEVEL_MARKS[level], "d": DIRECTION_MARKS[direction]}
            goes_on = begun and kind in blocks[-1]
            blocks[-1][kind].append(said) if goes_on else blocks.append({kind: [said]})
        begun = bool(blocks) and bool(line.strip()) and not line.startswith(("#", "document: "))
    return {"documents": documents}


def read_series(file):
    """All passages of a series of invented papers; of who is no inspector the level is not known."""
    text = Path(file).read_text()
    series = parse_series(text) if Path(file).suffix == ".txt" else json.loads(text)
    name = Path(file).stem
    out = []
    for document in series["documents"]:
        heading, lead_in, index = "", None, 0
        for block in document["blocks"]:
            if "h" in block:
                heading, lead_in = block["h"], None
            for kind in ("p", "b"):
                if kind not in block:
                    continue
                passage = Passage(document["id"], heading, part=name)
                if kind == "b" and lead_in:
                    passage.sentences.append(Sentence(lead_in))
                for s in block[kind]:
                    passage.sentences.append(Sentence(s["s"], known_of_series(s), frozenset(s["m"]), index=index))
                    index += 1
                out.append(passage)
                if kind == "p":
                    last = block[kind][-1]["s"]
                    lead_in = last if last.endswith(":") else None
    return out


def known_of_series(s):
    themes = [int(t in s.get("t", ())) for t in THEMES]
    level, direction = s.get("l") or "none", s.get("d") or "none"
    if (s.get("who") or "inspectors") != "inspectors":
        return Known(themes)
    level = {"none": "neutral"}.get(level, level)
    if level == "strength" and direction == "better":
        level = "improving"
    return Known(themes, LEVELS.index(level), DIRECTIONS.index(direction))


def read_pairs(folder, documents):
    """Pairs of reports with matches between them. A match's number is the matter of its earlier sentence and of those
    of the later report that are about the same; `near` says to which a sentence is only related."""
    by_pair = {}
    for file in ("train/matches.jsonl", "matches.jsonl"):
        for line in (Path(folder) / file).read_text().splitlines():
            match = json.loads(line)
            by_pair.setdefault((file, match["earlier"], match["later"]), []).append(match)
    out = []
    for (file, earlier, later), matches in by_pair.items():
        same, near = {}, {}
        for number, match in enumerate(matches):
            same.setdefault(("earlier", key(match["text"])), set()).add(number)
            for text in match["same"]:
                same.setdefault(("later", key(text)), set()).add(number)
            for text in match["related"]:
                near.setdefault(("later", key(text)), set()).add(number)
        pair = Pair(part_of(file, earlier.split("/")[1]), earlier.split("/")[1], [], len(matches))
        for side, document in (("earlier", earlier), ("later", later)):
            for passage in documents.get(document, ()):
                copy = Passage(side, passage.heading, part=pair.part)
                for s in passage.sentences:
                    at = (side, key(s.text))
                    told = s.index >= 0 and (side == "later" or at in same)
                    copy.sentences.append(Sentence(s.text, index=s.index, near=frozenset(near.get(at, ())),
                                                   matters=frozenset(same.get(at, ())) if told else None))
                pair.passages.append(copy)
        out.append(pair)
    return out
