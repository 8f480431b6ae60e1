"""Measures on probabilities: the same as `cargo xtask evaluate` prints, so that figures can be compared."""

import numpy as np

FOUR = [0, 0, 1, 2, 3]  # strength and improving are one
NAMES = ["strength", "mixed", "weakness", "neutral"]


def four(level):
    """Probabilities of five levels → of four."""
    out = np.zeros((len(level), 4))
    for i, j in enumerate(FOUR):
        out[:, j] += level[:, i]
    return out


def choose_themes(p, threshold, least=0.25, most=4):
    """The themes above a threshold, most probable four at most; the best alone where none is and it is not faint."""
    out = np.zeros(p.shape, bool)
    for i, row in enumerate(p):
        order = np.argsort(-row)[:most]
        out[i, [j for j in order if row[j] >= threshold]] = True
        if not out[i].any() and row[order[0]] >= least:
            out[i, order[0]] = True
    return out


def f1(is_, read):
    return 2 * (is_ & read).sum() / max(1, is_.sum() + read.sum())


def of(known, themes, level, direction, threshold, least, sure):
    """Figures of readings of sentences of which something is known."""
    is_ = np.array([k.themes for k in known], bool)
    out = {"n": len(known), "themes": f1(is_, choose_themes(themes, threshold, least))}
    at = np.array([k.level >= 0 for k in known])
    if at.any():
        truth = np.array([FOUR[k.level] for k in known if k.level >= 0])
        p = four(level[at])
        read, top = p.argmax(1), p.max(1)
        swapped = ((truth == 0) & (read == 2)) | ((truth == 2) & (read == 0))
        surely = top >= sure
        out |= {
            "level": (truth == read).mean(), "swapped": swapped.mean(), "sure": surely.mean(),
            "sure right": (truth == read)[surely].mean() if surely.any() else float("nan"),
        }
    at = np.array([k.direction >= 0 for k in known])
    if at.any():
        truth, way = np.array([k.direction for k in known])[at], direction[at].argmax(1)
        moved = truth != 3
        out["direction"] = (truth == way).mean()
        out["moved F1"] = 2 * ((truth == way) & moved).sum() / max(1, moved.sum() + (way != 3).sum())
    return {k: round(float(v), 4) for k, v in out.items()}


def first_alike(vectors, matters, order, allowed=None):
    """Of sentences about which an earlier paper says something too: how often the most alike of all earlier ones is
    about the same. `order` is the place of each sentence's paper in time."""
    alike = vectors @ vectors.T
    right = n = 0
    for i, mine in enumerate(matters):
        earlier = [j for j in range(len(matters)) if order[j] < order[i]]
        if not mine or not any(matters[j] & mine for j in earlier):
            continue
        n += 1
        right += bool(matters[max(earlier, key=lambda j: alike[i, j])] & mine)
    return right, n
