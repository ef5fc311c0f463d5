"""Scores of what hangs on what, for many paragraphs at once."""

import numpy as np
import torch
from network import NEVER, Tagger, chunk_vectors
from torch import Tensor

from tellings.engine.decode import Chunks
from tellings.engine.linking import distances


def link_scores(model: Tagger, x: Tensor, rows: list[Chunks], left: str, right: str) -> Tensor:
    """(sequences, left chunks, right chunks + 1); what is padding is never chosen."""
    lefts, rights = [getattr(each, left) for each in rows], [getattr(each, right) for each in rows]
    shape = (len(rows), max(1, *map(len, lefts)), max(1, *map(len, rights)))
    near, between = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    seen = np.zeros((shape[0], shape[2] + 1), np.float32)
    seen[:, -1] = 1
    for k, (a, b) in enumerate(zip(lefts, rights, strict=True)):
        seen[k, : len(b)] = 1
        if a and b:
            found = np.array(distances(a, b)).reshape(2, len(a), len(b))
            near[k, : len(a), : len(b)], between[k, : len(a), : len(b)] = found
    head = model.heads.cue if left == "content" else model.heads.source
    scores = head(
        chunk_vectors(x, _padded(lefts, shape[1])),
        chunk_vectors(x, _padded(rights, shape[2])),
        torch.from_numpy(near),
        torch.from_numpy(between),
    )
    return scores + (1 - torch.from_numpy(seen))[:, None] * NEVER


def _padded(chunks: list[list[tuple[int, int]]], size: int) -> Tensor:
    found = np.zeros((len(chunks), size, 2), np.int64)
    found[..., 1] = 1
    for k, each in enumerate(chunks):
        if each:
            found[k, : len(each)] = each
    return torch.from_numpy(found)
