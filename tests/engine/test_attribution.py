"""The engine reads paragraphs alike whatever else is read with them, and never gives up."""

import random
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tellings.engine import Paragraph, Reading, attribution, read
from tellings.engine.attribution import BATCH, WINDOW, Window, windows
from tellings.engine.layers import forward, packed, whole
from tellings.engine.tokens import cut
from tellings.engine.weights import weights
from tellings.model.span import Span

TEXT = (
    "Dam talks falter.\n"
    "“We will not sign,” Ada Lind, the minister, told Radio Tarn on Monday. “Not this year.”\n"
    "According to two officials, the dam was safe, but the Harbour Dispatch reported cracks.\n"
    "The mayor denied that the gates had been opened.\n"
)


def _paragraphs(text: str) -> list[Paragraph]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\n"))
        if text[start:end].strip():
            found.append(Paragraph(Span(start, end), start == 0, False))
        start += len(line)
    return found


def _read(text: str) -> list[Reading]:
    return read(text, _paragraphs(text))


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    attribution._known().clear()
    attribution._lexicon.cache_clear()


def test_a_speaker_a_cue_and_the_words_are_found() -> None:
    one = _read(TEXT)[1].attributions[0]

    assert one.content[0].of(TEXT) == "We will not sign"
    assert one.source is not None
    assert one.source.of(TEXT).startswith("Ada Lind")
    assert one.cue is not None
    assert one.cue.of(TEXT) == "told"


def test_a_paragraph_is_read_alike_alone_and_among_others() -> None:
    together = _read(TEXT)

    for paragraph, found in zip(_paragraphs(TEXT), together, strict=True):
        attribution._known().clear()
        assert read(TEXT, [paragraph]) == [found]


def test_the_order_of_paragraphs_and_what_was_read_before_change_nothing() -> None:
    asked = _paragraphs(TEXT)
    expected = dict(zip(asked, read(TEXT, asked), strict=True))
    chance = random.Random(4)
    for _ in range(5):
        chance.shuffle(asked)
        attribution._known().clear()
        _read(" ".join(chance.sample(TEXT.split(), 20)))
        found = read(TEXT, asked)
        assert found == [expected[paragraph] for paragraph in asked]


def test_threads_that_read_at_once_find_the_same() -> None:
    texts = [TEXT.replace("Tarn", f"Tarn{number}") for number in range(12)] * 4
    expected = [_read(text) for text in texts]
    attribution._known().clear()
    attribution._lexicon.cache_clear()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(_read, texts))

    assert found == expected


def test_a_paragraph_printed_twice_is_read_once_and_placed_twice() -> None:
    line = TEXT.splitlines()[1]
    twice = f"Headline.\n{line}\n{line}\n"

    _, first, second = _read(twice)

    by = len(line) + 1
    assert [a.content[0].start + by for a in first.attributions] == [
        a.content[0].start for a in second.attributions
    ]
    assert len(attribution._known()) == 2


def test_the_network_gives_these_bits_on_every_machine() -> None:
    line = TEXT.splitlines()[1]
    tokens = cut(line, 0, len(line))
    shape = packed([len(tokens)])

    last = whole(
        forward(attribution._first([Window(line, 0, tokens)], shape), weights().layers, shape)
    ).astype(np.int8)

    assert zlib.crc32(last.tobytes()) == BITS


# Changes with the weights alone.
BITS = 928158179


def test_matrices_are_whole_numbers_whose_sums_are_exact() -> None:
    held = weights()
    products = [p for layer in held.layers for p in (*layer.inner, layer.outer) if p is not None]
    products += [held.tags, held.tables.mix]
    products += [p for each in (held.cue, held.source) for p in (each.left, each.right, each.none)]
    for product in products:
        assert np.array_equal(product.matrix, np.rint(product.matrix))
        assert np.abs(product.matrix).max() <= 127
        # 127 * 127 * 1040 is the last sum that a 32-bit float holds exactly.
        assert len(product.matrix) <= 1040


def test_a_long_paragraph_is_read_in_windows_that_hold_it_all() -> None:
    text = "He said so, and the dam held " * 1000
    tokens = cut(text, 0, len(text))

    pieces = list(windows(text, tokens))

    assert max(map(len, pieces)) <= WINDOW
    assert [token for piece in pieces for token in piece] == tokens
    assert len(tokens) < BATCH


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "“" * 3_000,
        "\"'" * 3_000,
        "\u202eשלום אמר הוא \u200f“כן” " * 50,
        "他说:“我们不会签署。” " * 50,
        "\ud800 said \udfff “so”",
        "-" * 5_000 + "'" * 5_000,
        "a'" * 5_000,
        "\x00\x01\x02 said",
    ],
)
def test_any_text_is_read_and_its_spans_lie_in_order_within_it(text: str) -> None:
    (found,) = read(text, [Paragraph(Span(0, len(text)), True, False)])

    for each in found.attributions:
        for span in (*each.content, *(s for s in (each.cue, each.source) if s)):
            assert 0 <= span.start < span.end <= len(text)
        assert list(each.content) == sorted(each.content)
