"""The tagger as it is trained: embeddings, light layers, heads for tags, links and helpers.

Every input of a matrix product is put on a grid of whole numbers, as at run time, gradients
passing straight through; so what is shipped as integers is what was trained.
"""

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from tellings.engine.places import FAR
from tellings.engine.tokens import BEGINNINGS, ENDINGS, SHAPES, SHORT_ENDINGS

TAGS = 7
LINK = 64
STEP = 1 / 16  # activations are whole sixteenths, at most 127 of them
NEVER = -1e4


def grid(x: Tensor) -> Tensor:
    """The nearest point of the grid, the gradient passing straight through."""
    return x + (torch.clamp(torch.round(x / STEP), -127, 127) * STEP - x).detach()


class Batch(NamedTuple):
    """Padded sequences: (sequences, tokens) numbers; spans and links of gold beside them."""

    static: Tensor
    word: Tensor
    ending: Tensor
    short: Tensor
    beginning: Tensor
    shape: Tensor
    inside: Tensor
    since: Tensor
    until: Tensor
    opens: Tensor
    kind: Tensor
    mask: Tensor
    wordpieces: Any = None


class Lexicon(nn.Module):
    """Token and place to the first vector."""

    def __init__(self, vectors: Tensor, words: int, width: int) -> None:
        super().__init__()
        self.static = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.project = nn.Linear(vectors.shape[1], width, bias=False)
        self.word = nn.Embedding(words + 1, 32)
        self.ending = nn.Embedding(ENDINGS, 16)
        self.short = nn.Embedding(SHORT_ENDINGS, 16)
        self.beginning = nn.Embedding(BEGINNINGS, 16)
        self.shape = nn.Embedding(SHAPES, 16)
        for each in (self.word, self.ending, self.short, self.beginning, self.shape):
            nn.init.normal_(each.weight, std=0.3)
        self.mix = nn.Linear(32 + 4 * 16, width)
        self.places = Where(width)

    def forward(self, b: Batch, drop_words: float) -> Tensor:
        """(sequences, tokens, width); in training some words are taken for unknown."""
        word, static = b.word, b.static
        if self.training and drop_words:
            gone = torch.rand(word.shape) < drop_words
            word = word.masked_fill(gone, 0)
            static = static.masked_fill(gone & (torch.rand(word.shape) < 0.5), 0)
        small = torch.cat(
            [
                self.word(word),
                self.ending(b.ending),
                self.short(b.short),
                self.beginning(b.beginning),
                self.shape(b.shape),
            ],
            -1,
        )
        return self.project(self.static(static)) + self.mix(small) + self.places(b)


class Where(nn.Module):
    """What the place of a token adds."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inside = nn.Embedding(2, width)
        self.since = nn.Embedding(FAR + 1, width)
        self.until = nn.Embedding(FAR + 1, width)
        self.opens = nn.Embedding(2, width)
        self.kind = nn.Embedding(4, width)
        for each in (self.inside, self.since, self.until, self.opens, self.kind):
            nn.init.normal_(each.weight, std=0.1)

    def forward(self, b: Batch) -> Tensor:
        """(sequences, tokens, width)."""
        return (
            self.inside(b.inside)
            + self.since(b.since)
            + self.until(b.until)
            + self.opens(b.opens)
            + self.kind(b.kind)[:, None]
        )


class Convolution(nn.Module):
    """Three taps, ``dilation`` apart; what it finds is added."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.inner = nn.Linear(3 * width, width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The vectors, and what the taps find."""
        y = grid(x) * mask[..., None]
        d = self.dilation
        pad = torch.zeros_like(y[:, :d])
        before = torch.cat([pad, y[:, :-d]], 1) if y.shape[1] > d else torch.zeros_like(y)
        after = torch.cat([y[:, d:], pad], 1) if y.shape[1] > d else torch.zeros_like(y)
        return x + torch.clamp(self.inner(torch.cat([before, y, after], -1)), 0, 4)


class Recurrence(nn.Module):
    """A gate and a value a token, run both ways: h = f h + (1 - f) z."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.half = width // 2
        self.inner = nn.Linear(width, 4 * self.half)
        self.out = nn.Linear(2 * self.half, width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The vectors, and what both ways remember."""
        gate_f, gate_b, value_f, value_b = self.inner(grid(x)).split(self.half, -1)
        seen = mask[..., None]
        forward = scan(keep(gate_f, seen), torch.clamp(value_f, -1, 1))
        backward = scan(keep(gate_b, seen).flip(1), torch.clamp(value_b, -1, 1).flip(1)).flip(1)
        return x + self.out(grid(torch.cat([forward, backward], -1) * 4))


def keep(gate: Tensor, seen: Tensor) -> Tensor:
    """How much of the state before stays: all of it where the sequence is over."""
    return torch.clamp(gate * 0.25 + 0.5, 0, 1) * seen + (1 - seen)


def scan(f: Tensor, z: Tensor) -> Tensor:
    """The recurrence over all tokens in logarithmically many steps."""
    a, b = f, (1 - f) * z
    step = 1
    while step < a.shape[1]:
        b = torch.cat([b[:, :step], b[:, step:] + a[:, step:] * b[:, :-step]], 1)
        a = torch.cat([a[:, :step], a[:, step:] * a[:, :-step]], 1)
        step *= 2
    return b


def crf_edges() -> Tensor:
    """0 where a tag may follow another, else never: "goes on" follows its own begin only."""
    edges = torch.zeros(TAGS, TAGS)
    for to in (2, 4, 6):
        edges[:, to] = NEVER
        edges[to - 1, to] = edges[to, to] = 0
    return edges


class Chain(nn.Module):
    """Tags in a row: a linear-chain CRF."""

    def __init__(self) -> None:
        super().__init__()
        self.edges = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.register_buffer("never", crf_edges())

    def moves(self) -> Tensor:
        """(from, to): what a step is worth."""
        return self.edges + self.never

    def logz(self, scores: Tensor, mask: Tensor) -> Tensor:
        """The sum over all tags of each sequence, in logarithms."""
        moves = self.moves()
        start = torch.tensor([0, 0, NEVER, 0, NEVER, 0, NEVER])
        alpha = scores[:, 0] + start
        for t in range(1, scores.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + moves, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None] > 0, new, alpha)
        return torch.logsumexp(alpha, 1)

    def gold(self, scores: Tensor, tags: Tensor, soft: Tensor, mask: Tensor) -> Tensor:
        """The score of the tags, each token's own by how sure they are (``soft``)."""
        moves = self.moves()
        unary = (scores * soft).sum(-1) * mask
        steps = moves[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        return unary.sum(1) + steps.sum(1)


BUCKETS = 16


class Links(nn.Module):
    """How well each of some chunks hangs on each of others, or on none (last column)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.left = nn.Linear(2 * width, LINK)
        self.right = nn.Linear(2 * width, LINK)
        self.none = nn.Linear(2 * width, 1)
        self.near = nn.Embedding(BUCKETS, 1)
        self.between = nn.Embedding(8, 1)
        nn.init.zeros_(self.near.weight)
        nn.init.zeros_(self.between.weight)

    def forward(self, left: Tensor, right: Tensor, near: Tensor, between: Tensor) -> Tensor:
        """(sequences, left, right + 1) scores from chunk vectors and their distances."""
        scores = torch.einsum("nik,njk->nij", grid(self.left(left)), grid(self.right(right))) / 8
        scores = scores + self.near(near)[..., 0] + self.between(between)[..., 0]
        return torch.cat([scores, self.none(left)], -1)


def chunk_vectors(x: Tensor, chunks: Tensor) -> Tensor:
    """The vectors of the first and last token of chunks (sequences, chunks, 2)."""
    rows = torch.arange(len(x))[:, None]
    return torch.cat([grid(x[rows, chunks[..., 0]]), grid(x[rows, chunks[..., 1] - 1])], -1)


class Heads(nn.Module):
    """Tags, links and helper tasks from the last vectors."""

    def __init__(self, width: int, parts: int, dependencies: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, TAGS)
        self.chain = Chain()
        self.cue = Links(width)
        self.source = Links(width)
        self.helpers = nn.ModuleList([nn.Linear(width, n) for n in (parts, dependencies, 11)])


class Tagger(nn.Module):
    """The whole of it: ``layers`` names a convolution by its dilation, a recurrence by r."""

    # What is left out while it is trained: channels of the first vectors and between layers, words.
    RATES = (0.3, 0.15, 0.05)

    def __init__(
        self, vectors: Tensor, words: int, width: int, layers: str, parts: int, dependencies: int
    ) -> None:
        super().__init__()
        self.lexicon = Lexicon(vectors, words, width)
        made = [
            Recurrence(width) if each == "r" else Convolution(width, int(each)) for each in layers
        ]
        self.layers = nn.ModuleList(made)
        self.heads = Heads(width, parts, dependencies)

    def first(self, b: Batch) -> Tensor:
        """The first vectors."""
        x = self.lexicon(b, self.RATES[2])
        return x * dropped(x, self.RATES[0]) if self.training else x

    def forward(self, b: Batch) -> Tensor:
        """The last vectors (sequences, tokens, width)."""
        x = self.first(b)
        for layer in self.layers:
            x = layer(x, b.mask)
            if self.training and layer is not self.layers[-1]:
                x = x * dropped(x, self.RATES[1])
        return x


def dropped(x: Tensor, rate: float) -> Tensor:
    """One mask a sequence and channel."""
    return (torch.rand(x.shape[0], 1, x.shape[2]) >= rate) / (1 - rate)
