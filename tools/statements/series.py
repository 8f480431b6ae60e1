"""The labelled series: their papers as cases of the program, and what their authors meant."""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path


def norm(text):
    """Letters and digits, lower case, single spaces: what a label and a reading of a sentence have in common."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def arguments():
    """What every step is given: the series, the programs, where the cases are kept, and how others read them."""
    p = argparse.ArgumentParser()
    p.add_argument("--series", nargs="+", required=True)
    p.add_argument("--scrutiny", required=True)
    p.add_argument("--statements", required=True)
    p.add_argument("--work", required=True)
    p.add_argument("--read", nargs="+", required=True)
    return p


class Series:
    """A series with its case; `study` answers in numbers (see `comparison/study.rs`)."""

    def __init__(self, file, work, read, scrutiny, statements):
        sys.path.insert(0, str(Path(file).parent))
        import typeset

        self.name = Path(file).stem
        self.truth = json.loads(Path(file).read_text())
        self.statements = statements
        self.case = Path(work) / f"{self.name}.scrutiny"
        self.read = unseen(read, self.name)
        papers = Path(work) / self.name
        self.papers = {path.name: d for d, path in typeset.typeset(self.truth, papers)}
        if not self.case.exists():
            for verb in (["import", self.case, papers], ["second", self.case]):
                subprocess.run([scrutiny, *map(str, verb)], check=True, capture_output=True)
        self.sentences = {}
        for name, document in self.papers.items():
            for block in document["blocks"]:
                for sentence in block.get("p", []) + block.get("b", []):
                    self.sentences[name, norm(sentence["s"])] = sentence
        self.matters = {m["id"]: m for m in self.truth["matters"]}

    def study(self, tables, confirmed=False):
        """The cycles in numbers, by the tables of a folder and as weights that have not seen the series read it; with
        `confirmed`, after a person put the matters together as their author meant them."""
        args = [self.statements, "study", str(self.case), str(tables), str(self.read)]
        if confirmed:
            args.append(str(self.confirmed(tables)))
        answer = subprocess.run(args, check=True, capture_output=True, text=True).stdout
        return json.loads(answer)

    def confirmed(self, tables):
        """A file of the matters as their author meant them, each other finding by itself."""
        file = self.case.with_suffix(".confirmed.json")
        if not file.exists():
            findings = [f for study in self.study(tables) for f in study["findings"]]
            meant = [(f["quote"], (self.meant(f) or {"m": []})["m"]) for f in findings]
            groups = [{"thread": m, "title": self.matters[m]["title"], "findings": [q for q, of in meant if m in of]} for m in self.matters]
            rest = [q for q, of in meant if not set(of) & set(self.matters)]
            alone = [{"thread": f"alone-{i}", "title": None, "findings": [q]} for i, q in enumerate(rest)]
            file.write_text(json.dumps([g for g in groups if g["findings"]] + alone))
        return file

    def meant(self, finding):
        """The author's label of a finding of a study; none where a sentence was cut otherwise."""
        return self.sentences.get((paper(finding), norm(finding["quote"])))

    def key(self, finding):
        """The author's name of the visit that a finding of inspectors' own paper is of; none of others'."""
        document = self.papers[paper(finding)]
        return visit_key(document) if document["kind"] in ("inspection_report", "monitoring_visit_letter") else None

    def told(self):
        """Visits that the author says something of."""
        return {v for m in self.truth["matters"] for v in m["cells"]}


def paper(finding):
    """Name of the file that a finding is in, also where it is in a part of it."""
    return Path(finding["file"]).name.split(" – part ")[0]


def unseen(folders, name):
    """How weights that were not fitted on a series read it: the file of one of the folders."""
    return next(f for f in (Path(folder) / f"{name}.jsonl" for folder in folders) if f.exists())


def visit_key(document):
    """As `score.py` beside the series names visits."""
    if document["kind"] == "inspection_report":
        return document["id"]
    found = re.match(r"(?:letter|visit)-?(2[/-])?(\d+)$", document["id"])
    number = str(document["visit"].get("number"))
    return document.get("cell_key") or ("2/" + number if found and found.group(1) else number)
