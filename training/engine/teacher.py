"""A bigger tagger over a small language model: it reads unlabelled news for the shipped one.

Used at training time only. Its encoder is MiniLM (six layers, Apache-2.0), its lexicon, places
and heads are the tagger's own.
"""

from pathlib import Path
from typing import Any

import torch
from network import Batch, Tagger, dropped
from torch import Tensor, nn

LONGEST = 512


class Encoder(nn.Module):
    """The language model; the vector of a token is that of its first wordpiece."""

    def __init__(self, folder: Path, width: int) -> None:
        super().__init__()
        from tokenizers import Tokenizer
        from transformers import BertModel

        self.cut = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.cut.no_padding()
        self.cut.no_truncation()
        self.model = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="sdpa"
        )
        self.out = nn.Linear(384, width)
        self.known: dict[Any, tuple[list[int], list[int]]] = {}

    def pieces(self, each: Any) -> tuple[list[int], list[int]]:  # noqa: ANN401
        """The wordpieces of a paragraph, and the first of each token."""
        p = each.paragraph
        key = (p.article, p.tokens[0][0])
        if key not in self.known:
            found = self.cut.encode(
                [p.text[a:b].lower().replace("\u2019", "'") for a, b in p.tokens],
                is_pretokenized=True,
            )
            first = [0] * len(p.tokens)
            for at, word in enumerate(found.word_ids[:LONGEST]):
                if word is not None and not first[word]:
                    first[word] = at
            self.known[key] = (found.ids[:LONGEST], first)
        return self.known[key]

    def forward(self, b: Batch) -> Tensor:
        """(sequences, tokens, width)."""
        held = [self.pieces(each) for each in b.wordpieces]
        longest = max(len(ids) for ids, _ in held)
        ids = torch.zeros(len(held), longest, dtype=torch.long)
        seen = torch.zeros(len(held), longest, dtype=torch.long)
        first = torch.zeros(b.mask.shape, dtype=torch.long)
        for at, (each, places) in enumerate(held):
            ids[at, : len(each)] = torch.tensor(each)
            seen[at, : len(each)] = 1
            first[at, : len(places)] = torch.tensor(places)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.model(input_ids=ids, attention_mask=seen).last_hidden_state
        hidden = hidden.float().gather(1, first[..., None].expand(-1, -1, hidden.shape[-1]))
        return self.out(hidden)


class Teacher(Tagger):
    """The tagger with the language model's vectors added to its own."""

    RATES = (0.3, 0.1, 0.05)

    def __init__(self, folder: Path, vectors: Tensor, words: int, width: int, *given: Any) -> None:  # noqa: ANN401
        super().__init__(vectors, words, width, *given)
        self.encoder = Encoder(folder, width)

    def first(self, b: Batch) -> Tensor:
        """The first vectors: those of the tagger and, now and then without a channel, ours."""
        known = self.encoder(b)
        if self.training:
            known = known * dropped(known, 0.1)
        return super().first(b) + known
