"""The encoder and its heads, written out so that the Rust inference is the same arithmetic line by line."""

import torch
from torch import nn
from torch.nn import functional as F

HEADS = 12
LIKENESS = 128


class Layer(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask, drop):
        b, n, w = x.shape
        split = lambda y: y.view(b, n, HEADS, w // HEADS).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = (q * (w // HEADS) ** -0.5) @ k.transpose(-1, -2) + mask
        y = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, w)
        x = self.attended_norm(x + drop(self.attended(y)))
        return self.outer_norm(x + drop(self.outer(F.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Pieces, segments (1 the heading with its marks, 0 the rest), mask, and to which sentence each piece belongs (-1
    to none) → of each sentence logits of themes, level and direction, and its likeness: a vector of length one."""

    def __init__(self, pieces, positions, layers, width=384, inner=1536, themes=27, levels=5, directions=4, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(pieces, width)
        self.positions = nn.Embedding(positions, width)
        self.segments = nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner) for _ in range(layers))
        self.themes = nn.Linear(width, themes)
        self.level = nn.Linear(width, levels)
        self.direction = nn.Linear(width, directions)
        self.likeness = nn.Linear(width, LIKENESS)
        self.drop = nn.Dropout(dropout)

    def forward(self, pieces, segments, mask, whose):
        n = pieces.shape[1]
        x = self.pieces(pieces) + self.segments(segments) + self.positions.weight[:n]
        x = self.drop(self.norm(x))
        hidden = ((1.0 - mask.float()) * -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden, self.drop)
        # The mean over each sentence itself; what stands around it has been seen by attention.
        own = whose >= 0
        sentences = int(whose.max()) + 1
        sums = torch.zeros(sentences, x.shape[-1]).index_add(0, whose[own], x[own].float())
        counts = torch.bincount(whose[own], minlength=sentences).float()
        mean = sums / counts[:, None]
        x = self.drop(mean)
        with torch.autocast("cpu", enabled=False):
            return self.themes(x), self.level(x), self.direction(x), F.normalize(self.likeness(mean), dim=-1)


HEAD_NAMES = ("themes", "level", "direction", "likeness")


def from_base(tensors, kept, positions, layers):
    """A reader that begins as the base encoder, with the pieces and the layers of it that are kept."""
    model = Reader(len(kept), positions, len(layers))
    t = lambda name: tensors[name].float()
    state = {
        "pieces.weight": t("embeddings.word_embeddings.weight")[kept],
        "positions.weight": t("embeddings.position_embeddings.weight")[:positions],
        "segments.weight": t("embeddings.token_type_embeddings.weight"),
        "norm.weight": t("embeddings.LayerNorm.weight"), "norm.bias": t("embeddings.LayerNorm.bias"),
    }
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "attended": "attention.output.dense", "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm",
    }
    for i, layer in enumerate(layers):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = t(f"encoder.layer.{layer}.{theirs}.{part}")
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected and all(m.split(".")[0] in HEAD_NAMES for m in missing), missing
    for head in (model.themes, model.level, model.direction):
        nn.init.normal_(head.weight, std=0.02)
        nn.init.zeros_(head.bias)
    nn.init.orthogonal_(model.likeness.weight)
    nn.init.zeros_(model.likeness.bias)
    return model
