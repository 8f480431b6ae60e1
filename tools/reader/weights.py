"""The file of weights, as `src-tauri/crates/reader/src/weights.rs` reads it, and the cases its tests hold it to."""

import hashlib
import json
import struct
import zlib

import numpy as np
import torch

from model import HEADS, LIKENESS, Reader
from passages import THEMES

LAYOUT = 2


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
    for head in (model.themes, model.level, model.direction, model.likeness):
        linear(head)
    head = json.dumps({
        "name": name, "layers": len(model.layers), "width": width, "inner": inner, "heads": HEADS,
        "positions": model.positions.weight.shape[0], "pieces": len(names), "themes": THEMES,
        "theme_thresholds": [round(float(t), 3) for t in thresholds], "theme_alone": alone, "sure": sure,
        "likeness": LIKENESS,
    }).encode()
    rest = struct.pack("<I", len(head)) + head + zlib.compress(bytes(body), 9)
    path.write_bytes(b"SDREADER" + struct.pack("<I", LAYOUT) + hashlib.sha256(rest).digest() + rest)
    return path.stat().st_size


# Passages of our own; none is of a real report.
CASES = [
    ("The experiences and progress of children in care", [
        "Leaders have acted on this.", "Most children in care are now seen alone by a social worker they know.",
        "This helps them to trust adults again.", "However, records of these visits are thin."]),
    ("What needs to improve in this area of social work practice", [
        "The timeliness of return home interviews, and how they are used."]),
    ("Leadership", [
        "Caseloads have come down since the last visit.",
        "However, in the two assessment teams they are still too high for good work."]),
    (None, ["Supervision is regular and reflective."]),
    (None, ["Supervision is irregular and rarely reflective."]),
    ("Help and protection", [
        "Thresholds are not well understood by partners.", "This leaves too many children waiting for help.",
        "Strategy meetings are prompt, but health professionals seldom take part."]),
    ("Care leavers", ["Pathway plans are of variable quality."]),
    (None, ["The council plans to appoint three more personal advisers in spring."]),
    ("Leadership", ["A new head of service began in May.", "Since then the quality of audits has slipped.",
                    "It is too early to see the impact of the new quality assurance framework."]),
    ("Findings", ["Zwölf naïve façade–cases (№ 7) at £1,250 each: “odd” wording, isn’t it?"]),
    # More than is read at once.
    ("Areas for improvement", ["Inspectors asked for the following to be put right:"] + [
        f"The {n} team should see to it that {what}, and that managers know where it is not so, and why."
        for n in ("first", "second", "third", "fourth")
        for what in ("visits to children take place when they are due", "plans say who will do what, and by when",
                     "a strategy meeting is held without delay when a child goes missing")]),
]
WORDS = [
    "", "  ", "Safeguarding", "RE-REFERRALS", "don’t", "naïve façade", "Ångström", "e\u0301tude", "co-production/partnership",
    "£1,250.50 (62%)", "•\u00a0bullet", "soft\u00adhyphen", "tab\tand\nline", "zero\u200bwidth", "未成年 children", "x" * 101,
    "unaccompanied asylum-seeking", "antidisestablishmentarianism", "…‘quoted’—dash", "\uf0b7 glyph", "½ of 3²", "İstanbul", "ﬁnding", "🙂 ok",
]


def write_cases(folder, model, layout):
    """`agreement.json`: outputs of the rounded model; `pieces.json`: how words are cut."""
    model.eval()
    agreement = []
    for heading, sentences in CASES:
        each = []
        for ids, begin, spans in layout.lay(heading or "", sentences):
            pieces, whose = torch.tensor([ids]), torch.full((1, len(ids)), -1)
            segments = (torch.arange(len(ids)) < begin).long()[None]
            for row, (_, start, end) in enumerate(spans):
                whose[0, start:end] = row
            with torch.no_grad():
                outputs = model(pieces, segments, torch.ones_like(pieces), whose)
            each += [
                {name: [round(v, 4) for v in values[row].tolist()]
                 for name, values in zip(("themes", "level", "direction", "likeness"), outputs)}
                for row in range(len(spans))]
        agreement.append({"heading": heading, "sentences": sentences, "outputs": each})
    (folder / "agreement.json").write_text(json.dumps(agreement, ensure_ascii=False) + "\n")
    pieces = [{"text": w, "pieces": layout.tokenizer.encode(w, add_special_tokens=False).tokens} for w in WORDS]
    pieces += [{"text": s, "pieces": layout.tokenizer.encode(s, add_special_tokens=False).tokens} for _, some in CASES for s in some]
    (folder / "pieces.json").write_text(json.dumps(pieces, ensure_ascii=False, indent=1) + "\n")


def from_saved(saved):
    """The mean of models that `fit.py` kept: they began at one point, so their weights can be averaged."""
    first = saved[0]
    assert all(s["names"] == first["names"] for s in saved)
    model = Reader(len(first["names"]), first["state"]["positions.weight"].shape[0], first["layers"])
    model.load_state_dict({k: sum(s["state"][k] for s in saved) / len(saved) for k in first["state"]})
    return model


def read_weights(path, base, positions, layers):
    """A reader that begins as a file of weights of layout 1 (a sentence at a time, no likeness); positions that it
    did not have are the base's."""
    rest = path.read_bytes()[44:]
    (length,) = struct.unpack("<I", rest[:4])
    head = json.loads(rest[4 : 4 + length])
    body, at = zlib.decompress(rest[4 + length :]), 0

    def take(count, kind="<f4"):
        nonlocal at
        size = count * (1 if kind == "i1" else 4)
        at += size
        return torch.from_numpy(np.frombuffer(body[at - size : at], kind).astype("f4"))

    def rows(n, width):
        values = take(n * width, "i1").view(n, width)
        return values * take(n)[:, None]

    (size,) = struct.unpack("<I", body[:4])
    at = 4 + size
    names = body[4:at].decode().split("\n")
    w, inner = head["width"], head["inner"]
    state = {"pieces.weight": rows(head["pieces"], w), "positions.weight": rows(head["positions"], w), "segments.weight": rows(2, w)}
    more = base["embeddings.position_embeddings.weight"].float()[head["positions"] : positions]
    state["positions.weight"] = torch.cat([state["positions.weight"], more])

    def linear(name, out, width):
        state[f"{name}.weight"] = rows(out, width)
        state[f"{name}.bias"] = take(out)

    def norm(name):
        state[f"{name}.weight"], state[f"{name}.bias"] = take(w), take(w)

    norm("norm")
    for i in range(head["layers"]):
        for part in ("query", "key", "value", "attended"):
            linear(f"layers.{i}.{part}", w, w)
        norm(f"layers.{i}.attended_norm")
        linear(f"layers.{i}.inner", inner, w)
        linear(f"layers.{i}.outer", w, inner)
        norm(f"layers.{i}.outer_norm")
    linear("themes", len(head["themes"]), w)
    linear("level", 5, w)
    linear("direction", 4, w)
    assert at == len(body)
    model = Reader(head["pieces"], positions, head["layers"])
    model.load_state_dict(state, strict=False)
    model.layers = torch.nn.ModuleList(model.layers[i] for i in layers)
    torch.nn.init.orthogonal_(model.likeness.weight)
    torch.nn.init.zeros_(model.likeness.bias)
    return model, names
