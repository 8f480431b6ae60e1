"""Measures what the program says of the labelled series, each by the tables that were fitted without it.

Runs `score.py` beside the series on the cases that `fit.py` left in `--work`, with the comparison made by
`without-SERIES/`. `--show N` lists N of the wrong statements of each series.
"""

import json
import subprocess
import sys
from pathlib import Path

from series import arguments, unseen

if __name__ == "__main__":
    p = arguments()
    p.add_argument("--show", type=int, default=0)
    p.add_argument("--confirmed", action="store_true", help="after a person put the matters together")
    a = p.parse_args()
    sys.path.insert(0, str(Path(a.series[0]).parent))
    import score

    work, measured = Path(a.work), {"name": ""}

    def run(_, *args):
        """As `score.run`, on the case that is there, and with the comparison by its own tables."""
        case = str(work / f"{measured['name']}.scrutiny")
        if args[0] in ("import", "second"):
            return None
        program = [a.scrutiny, args[0], case, *map(str, args[2:])]
        if args[0] == "compare":
            name = measured["name"]
            program = [a.statements, "compare", case, str(work / f"without-{name}"), str(unseen(a.read, name))]
            if a.confirmed:
                program.append(str(work / f"{name}.confirmed.json"))
        return subprocess.run(program, check=True, capture_output=True, text=True)

    score.run = run
    everything = score.Tally()
    for file in a.series:
        measured["name"] = Path(file).stem
        one = score.score(json.loads(Path(file).read_text()), a.scrutiny, a.show)
        everything.update(one)
        print(score.line(measured["name"], one), flush=True)
    print(score.line("together", everything))
    print(f"said as fact {everything['sure']} of {everything['said']}: {everything.share('sure', 'said'):.3f}")
