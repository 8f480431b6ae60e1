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


def of(sentences, themes, level, direction, threshold, least, sure):
    is_ = np.array([s.themes for s in sentences], bool)
    truth = np.array([FOUR[s.level] for s in sentences])
    p = four(level)
    read, top = p.argmax(1), p.max(1)
    swapped = ((truth == 0) & (read == 2)) | ((truth == 2) & (read == 0))
    surely = top >= sure
    known = np.array([s.direction for s in sentences])
    way = direction.argmax(1)
    out = {
        "n": len(sentences),
        "themes": f1(is_, choose_themes(themes, threshold, least)),
        "level": (truth == read).mean(),
        "swapped": swapped.mean(),
        "sure": surely.mean(),
        "sure right": (truth == read)[surely].mean() if surely.any() else float("nan"),
    }
    if (known >= 0).all():
        out["direction"] = (known == way).mean()
        moved = known != 3
        out["moved F1"] = 2 * ((known == way) & moved).sum() / max(1, moved.sum() + (way != 3).sum())
    return {k: round(float(v), 4) for k, v in out.items()}
