"""Fits the tables of statements on labelled series: `likeness.toml`, `balance.toml`, `certainty.toml`.

`--read` names the folders in which `tools/reader/fit.py --read-to` left how weights that have not seen a series read it.
`--out` gets the tables fitted on all series, `--work` those with each series left out, in a folder named after it:
`measure.py` measures with these. Which findings are about one matter is fitted first; groups, and all that follows from
them, are then made for each series by the likeness that was fitted without it.
"""

from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from series import Series, arguments

LEVELS = ["strength", "mixed", "weakness"]
DIRECTIONS = ["better", "same", "worse", "none"]
# As `score.py` beside the series takes them: authors divide these two pairs differently.
ALIKE = {"resolved": "improved", "no_finding_since": "not_looked_at_since", "never_looked_at_again": "not_looked_at_since",
         "declined_from_strength": "fell_from_strength"}
JOIN_FROM, ALSO_FROM, BESIDE_FROM = -1.5, 1.0, 0.0
# How often what is sure has to be right where the fit did not see it.
SURE = {"level": 0.95, "direction": 0.95, "silence": 0.975, "pattern": 0.92}


def fitted(x, y, c=1.0):
    """(bias, weights) of a logistic on features as they are; several rows where there are more than two classes."""
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=c, max_iter=2000).fit(scale.transform(x), y)
    weights = model.coef_ / scale.scale_
    bias = model.intercept_ - (weights * scale.mean_).sum(1)
    return bias, weights


def toml_row(names, bias, weights):
    lines = [f"bias = {bias:.5f}", "", "{weights}"]
    lines += [f"{n} = {w:.5f}" for n, w in zip(names, weights) if abs(w) > 1e-6]
    return lines


def pairs(series, studies):
    """(numbers, whether both are about one matter) of every two findings that the author follows."""
    x, y = [], []
    for study in studies:
        matters = [set((series.meant(f) or {"m": []})["m"]) for f in study["findings"]]
        at = 0
        for i, one in enumerate(matters):
            for other in matters[i + 1 :]:
                if one and other:
                    x.append(study["pairs"][at])
                    y.append(bool(one & other))
                at += 1
    return np.array(x, dtype=np.float32), np.array(y)


class Likeness:
    """Which findings are about one matter."""

    def __init__(self, labelled, names):
        self.names = names
        self.bias, self.weights = fitted(np.concatenate([x for x, _ in labelled]), np.concatenate([y for _, y in labelled]))

    def write(self, folder):
        text = [
            "# How likely two findings are about the same matter; fitted by tools/statements on labelled series.",
            "", "# Least mean log-odds at which two groups are one matter.", f"join_from = {JOIN_FROM}",
            "# Least mean log-odds with a group at which a finding is evidence for it beside its own.", f"also_from = {ALSO_FROM}",
            "# Least mean log-odds at which what others than inspectors say stands beside a matter.", f"beside_from = {BESIDE_FROM}", "",
        ]
        text += [l.replace("{weights}", "[weights]") for l in toml_row(self.names, self.bias[0], self.weights[0])]
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / "likeness.toml").write_text("\n".join(text) + "\n")


def rows(series, studies):
    """Every matter of the program's making with the author's matter that most of its findings are of."""
    for study in studies:
        for matter in study["matters"]:
            votes = Counter()
            for at in matter["findings"]:
                meant = series.meant(study["findings"][at])
                for m in (meant or {}).get("m") or ([None] if meant else []):
                    votes[m] += 1
            whose = votes.most_common(1)[0][0] if votes else None
            keys = {f["visit"]: series.key(f) for f in study["findings"] if series.key(f)}
            yield study, matter, series.matters.get(whose), keys


def examples(series, studies):
    """For each kind of statement: (numbers, what was meant or whether it is right)."""
    out = {k: [] for k in ("level", "direction", "level_standing", "direction_standing", "silence", "pattern")}
    told = series.told()
    for study, matter, whose, keys in rows(series, studies):
        if whose is None or len(matter["findings"]) < 2:
            continue
        for cell in matter["cells"]:
            key = keys.get(cell["visit"])
            if key not in told:
                continue
            want = whose["cells"].get(key)
            if cell["level_numbers"]:
                # Where the author follows the matter at no such visit there is no level to learn; the statement is wrong.
                if want and want["level"] in LEVELS:
                    out["level"].append((cell["level_numbers"], LEVELS.index(want["level"])))
                if want:
                    out["direction"].append((cell["direction_numbers"], DIRECTIONS.index(want.get("direction") or "none")))
                if cell["level"] in LEVELS:
                    out["level_standing"].append((cell["level_standing"], bool(want) and want["level"] == cell["level"]))
                if cell["direction"] != "none":
                    out["direction_standing"].append((cell["direction_standing"], bool(want) and want.get("direction") == cell["direction"]))
            elif cell["covered"] == "not_covered":
                out["silence"].append((cell["silence"], want is None))
        if not any("/" in v for v in told):
            course = ALIKE.get(matter["pattern"], matter["pattern"])
            out["pattern"].append((matter["pattern_numbers"], course == ALIKE.get(whose["pattern"], whose["pattern"])))
    return out


def joined(many):
    out = {k: [] for k in many[0]}
    for one in many:
        for k, v in one.items():
            out[k] += v
    return out


def arrays(pairs):
    return np.array([x for x, _ in pairs]), np.array([y for _, y in pairs])


def write_balance(folder, names, ex):
    text = ["# How good a matter is at a visit, and which way it moved: a row for strength, mixed and weakness; for better, same,",
            "# worse and none. Fitted by tools/statements on labelled series.", ""]
    for kind, c in (("level", 0.3), ("direction", 0.3)):
        bias, weights = fitted(*arrays(ex[kind]), c)
        for b, w in zip(bias, weights):
            text.append(f"[[{kind}.rows]]")
            text += [l.replace("{weights}", f"[{kind}.rows.weights]") for l in toml_row(names[kind], b, w)]
            text.append("")
    (Path(folder) / "balance.toml").write_text("\n".join(text) + "\n")


def sure_from(p, right, share):
    """The least probability from which on `share` of the statements were right; above 1 where there is none."""
    order = np.argsort(-p)
    of = np.cumsum(right[order]) / np.arange(1, len(right) + 1)
    enough = np.flatnonzero(of >= share)
    enough = enough[enough >= 9]
    return float(p[order[enough[-1]]]) if len(enough) else 2.0


def write_certainty(folder, names, ex, left_out):
    """`left_out` has for each kind (probability, right, confirmed) of series that the fit did not see: they give what is sure."""
    text = ["# How often statements with such evidence were right, and from which probability on one is sure. Fitted by",
            "# tools/statements on labelled series; what is sure was chosen on series left out of the fit.", ""]
    of = {"level": ("level_standing", "spoken"), "direction": ("direction_standing", "spoken"), "silence": ("silence", "silence"),
          "pattern": ("pattern", "pattern")}
    for kind, (which, named) in of.items():
        bias, weights = fitted(*arrays(ex[which]), 0.3)
        p, right, confirmed = left_out[kind]
        least = [sure_from(p[confirmed == is_so], right[confirmed == is_so], SURE[kind]) for is_so in (False, True)]
        text += [f"[{kind}]", f"sure_from = {least[0]:.5f}", f"sure_from_confirmed = {least[1]:.5f}"]
        text += [l.replace("{weights}", f"[{kind}.weights]") for l in toml_row(names[named], bias[0], weights[0])]
        text.append("")
    (Path(folder) / "certainty.toml").write_text("\n".join(text) + "\n")


def left_out_certainty(per_series, names):
    """(probability, right, confirmed) of every statement, by a fit on the other series."""
    out = {}
    for kind, which, named in (("level", "level_standing", "spoken"), ("direction", "direction_standing", "spoken"),
                               ("silence", "silence", "silence"), ("pattern", "pattern", "pattern")):
        ps, rs, cs = [], [], []
        for name, ex in per_series.items():
            if not ex[which]:
                continue
            rest = [e for other, es in per_series.items() if other != name for e in es[which]]
            bias, weights = fitted(*arrays(rest), 0.3)
            x, y = arrays(ex[which])
            ps.append(1 / (1 + np.exp(-(x @ weights[0] + bias[0]))))
            rs.append(y)
            cs.append(x[:, names[named].index("confirmed")] > 0.5)
        out[kind] = (np.concatenate(ps), np.concatenate(rs).astype(float), np.concatenate(cs))
    return out


if __name__ == "__main__":
    p = arguments()
    p.add_argument("--start", required=True, help="folder with the tables to begin from")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    work = Path(a.work)
    work.mkdir(parents=True, exist_ok=True)
    all_series = [Series(f, work, a.read, a.scrutiny, a.statements) for f in a.series]
    labelled, names = {}, None
    for s in all_series:
        studies = s.study(a.start)
        labelled[s.name], names = pairs(s, studies), studies[0]["names"]
    folder = {s.name: work / f"without-{s.name}" for s in all_series}
    for s in all_series:
        rest = [pair for name, pair in labelled.items() if name != s.name]
        Likeness(rest, names["likeness"]).write(folder[s.name])
        for name in ("balance.toml", "certainty.toml"):
            (folder[s.name] / name).write_text((Path(a.start) / name).read_text())
    Likeness(list(labelled.values()), names["likeness"]).write(a.out)
    # Levels by the balance first, then what is said with them, then how sure that is.
    for step in ("balance", "certainty", "patterns"):
        per = {s.name: joined([examples(s, s.study(folder[s.name], confirmed)) for confirmed in (False, True)]) for s in all_series}
        for target in [*folder, None]:
            rest = {n: e for n, e in per.items() if n != target}
            to = folder[target] if target else a.out
            if step == "balance":
                write_balance(to, names, joined(list(rest.values())))
            else:
                write_certainty(to, names, joined(list(rest.values())), left_out_certainty(rest, names))
    print({k: len(v) for k, v in joined(list(per.values())).items()})
