"""Fits how likely two sentences are about the same matter, and measures what groups come of it.

    python pairs.py --series FILE… --read FOLDER [FOLDER…] --out pairs.json

FOLDER holds how series that a reader was not fitted on are read by it (`fit.py --read-to`), one file a series. The
weights that are written are fitted on all of them; every figure is of series left out: those of one folder by the
weights of the others.
"""

import argparse
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np

# As `comparison::words` in the domain crate has them.
COMMON = set("""a about across after all also although an and any are as at be because been before being both but by
can could did do does each for from had has have having he her him his how however if in into is it its may more most much
not now of on once one only or other our out over she should since so some such than that the their them then there these
they this those through to too under up was were what when where which while who whom whose will with within without would
you your child children young people person family families local authority council service services inspectors inspection
visit number small many few majority""".split())
ENDINGS = [("ingly", 4), ("ations", 4), ("ation", 4), ("ness", 4), ("ment", 5), ("ably", 4), ("able", 4), ("ively", 4),
           ("ive", 5), ("ing", 4), ("edly", 4), ("ed", 4), ("ly", 4), ("er", 5), ("y", 4), ("e", 4)]
FEATURES = ["alike", "words", "context", "themes", "heading", "same_paper", "neighbours"]
# Log-odds beyond this count as this: one pair does not outvote all others of its groups.
CLIP = 4.0


def words(text):
    out, word = [], ""
    for c in text + " ":
        if c in "’‘ʼ'":
            word += "'"
        elif c.isalnum():
            word += c.lower()
        else:
            w = word.strip("'")
            w = w.removesuffix("'s")
            if w:
                out.append(w)
            word = ""
    return out


def stem(word):
    def cut(end, least, put):
        base = word.removesuffix(end)
        return base + put if word.endswith(end) and len(base) >= least and base.isascii() else None

    base = cut("ies", 3, "y") or cut("sses", 2, "ss") or (word if word.endswith("ss") else None) or cut("s", 3, "") or word
    for end, least in ENDINGS:
        if base.endswith(end) and len(base) - len(end) >= least:
            return base[: -len(end)]
    return base


def stems(text):
    return [stem(w) for w in words(text) if len(w) > 1 and not (w.isdigit() and w.isascii()) and w not in COMMON]


def weighed(texts, counted):
    """tf-idf vectors of `texts`, by how rare each word is among `counted`."""
    often = Counter()
    for t in counted:
        often.update(set(stems(t)))
    number = {w: i for i, w in enumerate(often)}
    out = np.zeros((len(texts), len(number)), "f4")
    for row, t in zip(out, texts):
        for w, n in Counter(stems(t)).items():
            if w in number:
                row[number[w]] = (1 + math.log(n)) * math.log((1 + len(counted)) / (1 + often[w]))
    return out / np.maximum(1e-9, np.linalg.norm(out, axis=1, keepdims=True))


class Series:
    """The statements of inspectors in a series: what is read of each, and what its author meant."""

    def __init__(self, file, read):
        self.name = file.stem
        series = json.loads(file.read_text())
        self.matters_there = len(series["matters"])
        read = {(r["document"], r["index"]): r for r in map(json.loads, (read / f"{self.name}.jsonl").read_text().splitlines())}
        papers, rows = [], []
        for d in series["documents"]:
            if d["kind"] not in ("inspection_report", "monitoring_visit_letter"):
                continue
            papers.append(d["id"])
            index = passage = 0
            # Indices run over all of a paper's sentences, as `fit.py` counts them.
            for b in d["blocks"]:
                for kind in ("p", "b"):
                    some = b.get(kind, [])
                    text = " ".join(s["s"] for s in some)
                    for s in some:
                        rows.append((len(papers) - 1, passage, index, kind, text, s, read[d["id"], index]))
                        index += 1
                    passage += bool(some)
        themes = np.array([r[6]["themes"] for r in rows])
        level = np.array([r[6]["level"] for r in rows])
        statement = (level[:, 4] < 0.7) & (themes.max(1) > 0.2) | (themes.max(1) > 0.5)
        self.missed = sum(1 for r, s in zip(rows, statement) if r[5]["m"] and not s)
        self.truths = sum(1 for r in rows if r[5]["m"])
        rows = [r for r, s in zip(rows, statement) if s]
        self.paper, self.passage = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
        self.place = np.array([r[2] for r in rows])
        self.item = np.array([r[3] == "b" for r in rows])
        self.matters = [frozenset(r[5]["m"]) for r in rows]
        self.texts = [r[5]["s"] for r in rows]
        themes = np.array([r[6]["themes"] for r in rows])
        vector = np.array([r[6]["vector"] for r in rows])
        heading = weighed([r[6]["section"] for r in rows], [r[6]["section"] for r in rows])
        own, around = weighed(self.texts, self.texts), weighed([r[4] for r in rows], self.texts)
        length = np.sqrt((themes**2).sum(1, keepdims=True))
        same_paper = self.paper[:, None] == self.paper[None, :]
        near = same_paper & (self.passage[:, None] == self.passage[None, :])
        self.features = np.stack([
            vector @ vector.T, own @ own.T, around @ around.T, (themes / length) @ (themes / length).T,
            heading @ heading.T, same_paper.astype(float), near.astype(float)], -1)
        self.same = np.array([[bool(a & b) for b in self.matters] for a in self.matters])

    def pairs(self):
        i, j = np.triu_indices(len(self.texts), 1)
        known = np.array([bool(m) for m in self.matters])
        at = known[i] | known[j]
        return self.features[i[at], j[at]], self.same[i[at], j[at]].astype(float)


def logistic(x, y, columns, ridge=1.0):
    """Weights and constant, by Newton's way."""
    x = np.hstack([x[:, columns], np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        g = x.T @ (p - y) + ridge * np.append(w[:-1], 0)
        h = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        step = np.linalg.solve(h, g)
        w -= step
        if abs(step).max() < 1e-6:
            break
    return w


def odds(series, w, columns):
    return series.features[..., columns] @ w[:-1] + w[-1]


def first_right(series, score):
    right = n = 0
    for i, mine in enumerate(series.matters):
        earlier = np.flatnonzero(series.paper < series.paper[i])
        if mine and len(earlier) and series.same[i, earlier].any():
            n += 1
            right += series.same[i, earlier[score[i, earlier].argmax()]]
    return right, n


def average_link(score, least):
    """Groups: the two most alike on average are joined, as long as they are alike enough."""
    n = len(score)
    s = np.clip(score, -CLIP, CLIP).astype(float)
    np.fill_diagonal(s, -np.inf)
    size, groups = np.ones(n), {i: [i] for i in range(n)}
    while len(groups) > 1:
        at = s.argmax()
        a, b = divmod(at, n)
        if s[a, b] < least:
            break
        merged = (s[a] * size[a] + s[b] * size[b]) / (size[a] + size[b])
        merged[[a, b]] = -np.inf
        s[a], s[:, a] = merged, merged
        s[b], s[:, b] = -np.inf, -np.inf
        size[a] += size[b]
        groups[a] += groups.pop(b)
    return sorted(groups.values(), key=len, reverse=True)


def cubed(series, groups):
    """B-cubed precision and recall over the sentences that have a matter."""
    of = {i: set(g) for g in groups for i in g}
    precision, recall = [], []
    for i, mine in enumerate(series.matters):
        if not mine:
            continue
        there = [j for j in of[i] if series.matters[j]]
        alike = np.flatnonzero(series.same[i])
        precision.append(np.mean([bool(series.matters[j] & mine) for j in there]))
        recall.append(np.mean([j in of[i] for j in alike]))
    p, r = np.mean(precision), np.mean(recall)
    return p, r, 2 * p * r / (p + r)


def measure(all_series, w, columns, least):
    out = []
    for s in all_series:
        score = odds(s, w, columns)
        groups = average_link(score, least)
        several = [g for g in groups if len(set(s.paper[g])) > 1]
        out.append((*cubed(s, groups), len(several), len(groups), s.matters_there, *first_right(s, score)))
    return np.array(out, float)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--series", type=Path, nargs="+", required=True)
    a.add_argument("--read", type=Path, nargs="+", required=True)
    a.add_argument("--out", type=Path)
    args = a.parse_args()
    folds = [[Series(f, folder) for f in args.series if (folder / f"{f.stem}.jsonl").exists()] for folder in args.read]
    sets = {"alike": [0], "words": [1], "alike, words": [0, 1], "alike, words, themes": [0, 1, 3], "without alike": [1, 2, 3, 4], "all": list(range(len(FEATURES)))}
    thresholds = np.arange(-3.0, 2.01, 0.5)
    for name, columns in sets.items():
        lines = []
        for k, tested in enumerate(folds):
            if len(folds) == 1:
                train = tested
            else:
                train = [s for j, f in enumerate(folds) if j != k for s in f]
            x, y = (np.concatenate(c) for c in zip(*(s.pairs() for s in train)))
            w = logistic(x, y, columns)
            if name not in ("all", "alike", "without alike", "alike, words, themes"):
                for s in tested:
                    lines.append((s.name, *first_right(s, odds(s, w, columns))))
                continue
            best = max(thresholds, key=lambda t: measure(train, w, columns, t)[:, 2].mean())
            m = measure(tested, w, columns, best)
            for s, row in zip(tested, m):
                lines.append((s.name, int(row[6]), int(row[7])))
                if name == "all":
                    print(f"  {s.name}: B-cubed {row[0]:.2f} {row[1]:.2f} F1 {row[2]:.3f}, groups in several papers {row[3]:.0f} (of {row[4]:.0f}) for {row[5]:.0f} matters; first right {row[6] / row[7]:.3f}; statements not found {s.missed} of {s.truths}")
            print(f"{name}, fold {k + 1}: threshold {best}, B-cubed F1 {m[:, 2].mean():.3f} (P {m[:, 0].mean():.3f} R {m[:, 1].mean():.3f}), groups {m[:, 3].mean():.1f} for {m[:, 5].mean():.1f}")
        right, n = sum(l[1] for l in lines), sum(l[2] for l in lines)
        print(f"{name}: first right {right / n:.3f} of {n}", flush=True)
    x, y = (np.concatenate(c) for c in zip(*(s.pairs() for f in folds for s in f)))
    w = logistic(x, y, sets["all"])
    everything = [s for f in folds for s in f]
    best = max(thresholds, key=lambda t: measure(everything, w, sets["all"], t)[:, 2].mean())
    print({f: round(float(v), 3) for f, v in zip([*FEATURES, "constant"], w)}, "threshold", best)
    if args.out:
        args.out.write_text(json.dumps({
            "weights": {f: round(float(v), 4) for f, v in zip(FEATURES, w)}, "constant": round(float(w[-1]), 4),
            "clip": CLIP, "join_from": float(best)}, indent=1) + "\n")


if __name__ == "__main__":
    main()
