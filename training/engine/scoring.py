"""What a trained tagger predicts, and how good that is by the evaluator's measures."""

from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
import torch
from linking import link_scores
from network import NEVER, Tagger, grid
from numpy.typing import NDArray
from sequences import Ready, batch

from tellings.engine.decode import Chunks, chunks

Floats = NDArray[np.float32]
START = np.array([0, 0, NEVER, 0, NEVER, 0, NEVER], np.float32)
SHOWN = (
    "pair_50/all", "pair_50/speech", "pair_50/quoted", "pair_50/indirect", "marks_speaker",
    "content_soft/all", "content_piece", "source_piece", "cue_piece",
)  # fmt: skip
Record = dict[str, Any]


class Predicted(NamedTuple):
    """The tags and chunks of a paragraph, and what hangs on what (last column: on none)."""

    tags: list[int]
    chunks: Chunks
    cue: Floats
    source: Floats
    marginals: Floats


def predicted(model: Tagger, ready: list[Ready], size: int = 32) -> list[Predicted]:
    """What is predicted of each paragraph."""
    model.eval()
    found: list[Predicted | None] = [None] * len(ready)
    order = sorted(range(len(ready)), key=lambda k: ready[k].size)
    for first in range(0, len(order), size):
        places = order[first : first + size]
        for place, each in zip(places, _batch(model, [ready[k] for k in places]), strict=True):
            found[place] = each
    model.train()
    return [each for each in found if each]


def _batch(model: Tagger, held: list[Ready]) -> list[Predicted]:
    b = batch(held)
    with torch.no_grad():
        x = model(b)
    scores = model.heads.tags(grid(x)).detach().requires_grad_()
    # The gradient of the sum over all tags of a sequence is the chance of each.
    (marginals,) = torch.autograd.grad(model.heads.chain.logz(scores, b.mask).sum(), scores)
    moves = model.heads.chain.moves().detach().numpy()
    values = scores.detach().numpy()
    tags = [viterbi(values[k, : each.size], moves) for k, each in enumerate(held)]
    rows = [chunks(each) for each in tags]
    with torch.no_grad():
        cue = link_scores(model, x, rows, "content", "cue").numpy()
        source = link_scores(model, x, rows, "cue", "source").numpy()
    return [
        Predicted(
            tags[k],
            rows[k],
            _cut(cue[k], len(rows[k].content), len(rows[k].cue)),
            _cut(source[k], len(rows[k].cue), len(rows[k].source)),
            marginals[k, : each.size].numpy(),
        )
        for k, each in enumerate(held)
    ]


def _cut(scores: Floats, left: int, right: int) -> Floats:
    return np.concatenate([scores[:left, :right], scores[:left, -1:]], 1)


def viterbi(scores: Floats, moves: Floats) -> list[int]:
    """The best tags of one sequence."""
    best, back = scores[0] + START, []
    for row in scores[1:]:
        step = best[:, None] + moves
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def attributions(ready: list[Ready], found: list[Predicted]) -> dict[str, list[Record]]:
    """Attributions by article, each content with its best cue and that with its best source."""
    made: dict[str, list[Record]] = {}
    for each, one in zip(ready, found, strict=True):
        tokens = each.paragraph.tokens
        groups: dict[int, list[list[int]]] = {}
        for k, (first, last) in enumerate(one.chunks.content):
            span = [tokens[first][0], tokens[last - 1][1]]
            groups.setdefault(int(one.cue[k].argmax()), []).append(span)
        held = made.setdefault(each.paragraph.article, [])
        for cue, contents in groups.items():
            source = int(one.source[cue].argmax()) if cue < len(one.chunks.cue) else -1
            held.append(
                {
                    "content": contents,
                    "cue": _spans(tokens, one.chunks.cue[cue : cue + 1]),
                    "source": _spans(tokens, one.chunks.source[source:][:1] if source >= 0 else []),
                }
            )
    return made


def _spans(tokens: list[tuple[int, int]], held: list[tuple[int, int]]) -> list[list[int]]:
    return [[tokens[first][0], tokens[last - 1][1]] for first, last in held]


def report(gold: list[Record], found: dict[str, list[Record]]) -> str:
    """The figures of the evaluator (``eval/quotes.py``, whose folder is on the path)."""
    quotes = import_module("quotes")
    tallies = [quotes.score(r["text"], r["quotes"], found.get(r["doc_id"], [])) for r in gold]
    figures = quotes.figures(quotes.total(tallies))
    return "  ".join(f"{name} {figures[name]:.1f}" for name in SHOWN)
