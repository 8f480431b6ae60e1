"""The file of weights, as `src-tauri/crates/reader/src/weights.rs` reads it, and the cases its tests hold it to."""

import hashlib
import json
import struct
import zlib

import torch

from labels import THEMES
from model import HEADS, Reader

LAYOUT = 1


# A byte could hold 127; a little less packs smaller and keeps the file below 12 MB.
STEPS = 120


def rounded(matrix):
    """Rows in steps of their own: bytes from -STEPS to STEPS, and what a step of each row is worth."""
    steps = (matrix.abs().amax(1) / STEPS).clamp_min(1e-12)
    return (matrix / steps[:, None]).round().to(torch.int8), steps


def round_in_place(model):
    """The model as it is after rounding, for measuring what will be shipped."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 2:
                values, steps = rounded(parameter)
                parameter.copy_(values.float() * steps[:, None])
    return model


def write(path, model, names, name, thresholds, alone, sure):
    width, inner = model.pieces.weight.shape[1], model.layers[0].inner.out_features
    body = bytearray()

    def rows(matrix):
        values, steps = rounded(matrix.detach())
        body.extend(values.numpy().tobytes())
        body.extend(steps.float().numpy().astype("<f4").tobytes())

    def plain(vector):
        body.extend(vector.detach().float().numpy().astype("<f4").tobytes())

    def linear(l):
        rows(l.weight)
        plain(l.bias)

    def norm(n):
        plain(n.weight)
        plain(n.bias)

    vocabulary = "\n".join(names).encode()
    body.extend(struct.pack("<I", len(vocabulary)) + vocabulary)
    for table in (model.pieces, model.positions, model.segments):
        rows(table.weight)
    norm(model.norm)
    for l in model.layers:
        for part in (l.query, l.key, l.value, l.attended):
            linear(part)
        norm(l.attended_norm)
        linear(l.inner)
        linear(l.outer)
        norm(l.outer_norm)
    for head in (model.themes, model.level, model.direction):
        linear(head)
    head = json.dumps({
        "name": name, "layers": len(model.layers), "width": width, "inner": inner, "heads": HEADS,
        "positions": model.positions.weight.shape[0], "pieces": len(names), "themes": THEMES,
        "theme_thresholds": [round(float(t), 3) for t in thresholds], "theme_alone": alone, "sure": sure,
    }).encode()
    rest = struct.pack("<I", len(head)) + head + zlib.compress(bytes(body), 9)
    path.write_bytes(b"SDREADER" + struct.pack("<I", LAYOUT) + hashlib.sha256(rest).digest() + rest)
    return path.stat().st_size


# Sentences of our own; none is of a real report.
CASES = [
    ("The experiences and progress of children in care", "Leaders have acted on this.", "Most children in care are now seen alone by a social worker they know."),
    ("What needs to improve in this area of social work practice", None, "The timeliness of return home interviews, and how they are used."),
    ("Leadership", "Caseloads have come down since the last visit.", "However, in the two assessment teams they are still too high for good work."),
    (None, None, "Supervision is regular and reflective."),
    (None, None, "Supervision is irregular and rarely reflective."),
    ("Help and protection", "Thresholds are not well understood by partners.", "This leaves too many children waiting for help."),
    ("Help and protection", None, "Strategy meetings are prompt, but health professionals seldom take part."),
    ("Care leavers", None, "Pathway plans are of variable quality."),
    (None, None, "The council plans to appoint three more personal advisers in spring."),
    ("Leadership", None, "It is too early to see the impact of the new quality assurance framework."),
    (None, "A new head of service began in May.", "Since then the quality of audits has slipped."),
    ("Findings", None, "Zwölf naïve façade–cases (№ 7) at £1,250 each: “odd” wording, isn’t it?"),
]
WORDS = [
    "", "  ", "Safeguarding", "RE-REFERRALS", "don’t", "naïve façade", "Ångström", "e\u0301tude", "co-production/partnership",
    "£1,250.50 (62%)", "•\u00a0bullet", "soft\u00adhyphen", "tab\tand\nline", "zero\u200bwidth", "未成年 children", "x" * 101,
    "unaccompanied asylum-seeking", "antidisestablishmentarianism", "…‘quoted’—dash", "\uf0b7 glyph", "½ of 3²", "İstanbul", "ﬁnding", "🙂 ok",
]


def write_cases(folder, model, layout):
    """`agreement.json`: logits of the rounded model; `pieces.json`: how words are cut."""
    model.eval()
    agreement = []
    for section, before, sentence in CASES:
        ids, around = layout.lay(sentence, before or "", section or "")
        with torch.no_grad():
            t, l, d = model(torch.tensor([ids]), torch.tensor([around]), torch.ones(1, len(ids), dtype=torch.long))
        agreement.append({
            "section": section, "before": before, "sentence": sentence, "pieces": len(ids),
            "themes": [round(v, 4) for v in t[0].tolist()], "level": [round(v, 4) for v in l[0].tolist()],
            "direction": [round(v, 4) for v in d[0].tolist()],
        })
    (folder / "agreement.json").write_text(json.dumps(agreement, ensure_ascii=False, indent=1) + "\n")
    pieces = [{"text": w, "pieces": layout.tokenizer.encode(w, add_special_tokens=False).tokens} for w in WORDS]
    pieces += [{"text": s, "pieces": layout.tokenizer.encode(s, add_special_tokens=False).tokens} for _, _, s in CASES]
    (folder / "pieces.json").write_text(json.dumps(pieces, ensure_ascii=False, indent=1) + "\n")


def from_saved(saved):
    """The mean of models that `fit.py` kept: they began at one point, so their weights can be averaged."""
    first = saved[0]
    assert all(s["names"] == first["names"] for s in saved)
    model = Reader(len(first["names"]), first["state"]["positions.weight"].shape[0], first["layers"])
    model.load_state_dict({k: sum(s["state"][k] for s in saved) / len(saved) for k in first["state"]})
    return model
