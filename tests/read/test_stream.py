"""Corpora as streams: bounds on a line, damage in the packing, memory."""

import gzip
import io
import json
import tracemalloc
from typing import BinaryIO, cast

from tellings.model.document import Document, Failure, Note
from tellings.read import documents
from tellings.settings import Settings

SMALL = Settings(largest_input=1_000_000)


def _read(data: bytes, settings: Settings | None = None) -> list[Document | Failure | Note]:
    return list(documents(["-"], stdin=io.BytesIO(data), settings=settings or Settings()))


def _line(text: str) -> bytes:
    return json.dumps({"text": text}).encode() + b"\n"


def test_a_line_of_ten_megabytes_is_a_record() -> None:
    found = _read(_line("Rain") + _line("Rain fell. " * 900_000) + _line("Snow"))

    assert [len(each.text) for each in found if isinstance(each, Document)] == [4, 9_900_000, 4]


def test_a_line_beyond_the_bound_is_passed_over_without_being_held() -> None:
    long = gzip.compress(
        _line("Rain") + b'{"text": "' + b"Rain " * 4_000_000 + b'"}\n' + _line("Snow")
    )

    tracemalloc.start()
    found = _read(long, Settings(largest_input=1_000_000, largest_ratio=10_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [type(each) for each in found] == [Document, Failure, Document]
    assert str(found[1]) == "-:2: a line larger than 1,000,000 bytes; split the record"
    assert isinstance(found[2], Document)
    assert found[2].origin == "-:3"
    assert most < 10_000_000


def test_a_bomb_under_the_name_of_a_corpus_is_given_up() -> None:
    bomb = gzip.compress(_line("Rain") + b" " * 50_000_000)

    found = _read(bomb, SMALL)

    assert [type(each) for each in found] == [Document, Failure]
    assert "at byte 0: it unpacks to more than 200 times its size" in str(found[1])


def test_a_bomb_of_plain_text_is_given_up() -> None:
    (found,) = _read(gzip.compress(b"Rain " * 10_000_000), SMALL)

    assert isinstance(found, Failure)


def test_a_packed_corpus_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    lines = [
        _line(f"Rain fell on day {number}: {number * 7919 % 104729}") for number in range(9999)
    ]
    packed = gzip.compress(b"".join(lines))

    found = _read(packed[: len(packed) // 2])

    assert len(found) > 2_000
    assert all(isinstance(each, Document) for each in found[:-1])
    assert "cut off" in str(found[-1])


def test_a_corpus_packed_in_several_members_is_one_corpus() -> None:
    packed = b"".join(gzip.compress(_line(each)) for each in ("Rain", "Snow", "Hail"))

    assert [each.text for each in _read(packed) if isinstance(each, Document)] == [
        "Rain",
        "Snow",
        "Hail",
    ]


def test_a_pipe_that_gives_a_few_bytes_at_a_time_is_told_by_its_content() -> None:
    class Pipe(io.RawIOBase):
        """Gives seven bytes whatever it is asked for."""

        def __init__(self, data: bytes) -> None:
            self._data = io.BytesIO(data)

        def read(self, size: int = -1) -> bytes:
            return self._data.read(min(size, 7))

    feed = b"<?xml version='1.0'?><rss><channel><item><title>Rain</title></item></channel></rss>"

    (found,) = documents(["-"], stdin=cast(BinaryIO, Pipe(feed)))

    assert isinstance(found, Document)
    assert found.text == "Rain"


def test_a_stream_that_breaks_is_a_failure_after_what_it_gave() -> None:
    class Broken(io.RawIOBase):
        """A disk that fails after the first megabyte."""

        def __init__(self) -> None:
            self._data = io.BytesIO(_line("Rain" * 10_000) * 20)

        def read(self, size: int = -1) -> bytes:
            data = self._data.read(size)
            if not data:
                raise OSError(5, "Input/output error")
            return data

    found = list(documents(["-"], stdin=cast(BinaryIO, Broken())))

    assert sum(isinstance(each, Document) for each in found) == 20
    assert "input/output error" in str(found[-1])
