"""Checks series of our own (`series/README.md`): says what is wrong, and counts. Exit 1 where anything is."""

import collections
import re
import sys

from passages import DIRECTION_MARKS, LEVEL_MARKS, THEMES

SENTENCE = re.compile(r"(?:- )?([smwn]) ([-+=.]) ([a-z,-]*) ?\| ?([a-z0-9,-]*) ?\| (.+)")


def check(file):
    matters, counts, seen, faults = set(), collections.Counter(), set(), []
    document, among_matters = None, False
    for at, line in enumerate(open(file, encoding="utf8"), 1):
        line = line.rstrip("\n")
        fault = lambda what: faults.append(f"{file}:{at}: {what}: {line[:80]}")
        if not line.strip() or line.startswith(("#", "series:")):
            continue
        if line.startswith("matters:"):
            among_matters = True
        elif line.startswith("document:"):
            among_matters, document = False, line.split()[1]
            if not re.fullmatch(r"document: (inspection|letter-\d) \d{4}-\d\d-\d\d", line):
                fault("no document")
        elif among_matters:
            matter = re.fullmatch(r"\s+([a-z0-9-]+) = (.+)", line)
            matters.add(matter[1]) if matter else fault("no matter")
        else:
            sentence = SENTENCE.fullmatch(line)
            if not sentence:
                fault("no sentence")
                continue
            level, direction, themes, about, text = sentence.groups()
            themes = [t for t in themes.split(",") if t]
            for theme in set(themes) - set(THEMES):
                fault(f"no theme {theme}")
            if level != "n" and not themes:
                fault("without a theme")
            for matter in {m for m in about.split(",") if m} - matters:
                fault(f"no matter {matter}")
            if text in seen:
                fault("there already")
            seen.add(text)
            counts.update([LEVEL_MARKS[level], DIRECTION_MARKS[direction] + " (direction)", document])
    return faults, counts


if __name__ == "__main__":
    wrong = 0
    for name in sys.argv[1:]:
        found, counted = check(name)
        print(*found, f"{name}: {dict(counted)}", sep="\n")
        wrong += len(found)
    sys.exit(1 if wrong else 0)
