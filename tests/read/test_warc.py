"""WARC archives: which records are pages, and what becomes of damaged ones."""

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import brotli
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archives import PAGE, answer, packed, pages, record
from tellings.model.document import Document, Failure
from tellings.read import documents
from tellings.read.source import Source, of_bytes, opened
from tellings.read.warc import read
from tellings.settings import Settings


def _read(data: bytes, settings: Settings | None = None) -> list[Document | Failure]:
    return list(read(of_bytes(data, "a.warc.gz", settings or Settings())))


def _names(data: bytes, settings: Settings | None = None) -> list[str | None]:
    """The names of the records, none for a failure."""
    found = _read(data, settings)
    return [each.record if isinstance(each, Document) else None for each in found]


def _failure(data: bytes, settings: Settings | None = None) -> str:
    (found,) = (each for each in _read(data, settings) if isinstance(each, Failure))
    assert "\n" not in str(found)
    return str(found)


@pytest.mark.parametrize("pack", [list, packed, lambda each: [gzip.compress(b"".join(each))]])
def test_an_archive_is_read_packed_or_not(pack: Callable[[list[bytes]], list[bytes]]) -> None:
    found = _read(b"".join(pack(pages(3))))

    assert [each.text for each in found if isinstance(each, Document)] == [
        PAGE.format(number) for number in range(3)
    ]


def test_a_page_brings_its_address_and_the_name_of_its_record() -> None:
    members = packed(pages(2))

    found = _read(b"".join(members))[1]

    assert isinstance(found, Document)
    assert (found.given.url, found.record) == ("https://dispatch.example/1", "urn:uuid:1")
    assert found.origin == f"a.warc.gz:{len(members[0])}"
    assert found.media_type == "text/html"


def test_records_that_are_no_pages_are_passed_over() -> None:
    missing = answer(b"<p>gone").replace(b"200 OK", b"404 Not Found")
    records = [
        record(b"software: a crawler\r\n", "warcinfo", "application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"),
        record(missing),
        record(answer(b"\x89PNG", "image/png")),
        record(b"fetchTimeMs: 9", "metadata", "application/warc-fields"),
        record(b"", "revisit"),
        record(b"\xff", "resource", "image/jpeg"),
        record(b"Rain.", "conversion", "text/plain", number=7),
        record(b"<p>Rain.", "resource", "text/html", number=8),
    ]

    assert _names(b"".join(records)) == ["urn:uuid:7", "urn:uuid:8"]


def test_the_encoding_of_the_header_counts() -> None:
    text = "<p>Плотина у Тарна прорвана в мае.</p>"

    (found,) = _read(record(answer(text.encode("cp1251"), "text/html; charset=windows-1251")))

    assert isinstance(found, Document)
    assert found.text == text


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_a_body_is_unpacked_as_its_header_says(coding: str, pack: Callable[[bytes], bytes]) -> None:
    body = PAGE.encode()
    packed_body = answer(pack(body), more=f"Content-Encoding: {coding}\r\n")

    (found,) = _read(record(packed_body))

    assert isinstance(found, Document)
    assert found.text == PAGE


def test_a_body_that_was_unpacked_under_its_old_header_is_as_it_is() -> None:
    more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"

    (found,) = _read(record(answer(PAGE.encode(), more=more)))

    assert isinstance(found, Document)
    assert found.text == PAGE


def test_chunks_are_joined() -> None:
    body = b"8;a=b\r\n<p>Rain \r\n5\r\nfell.\r\n0\r\n\r\n"

    (found,) = _read(record(answer(body, more="Transfer-Encoding: chunked\r\n")))

    assert isinstance(found, Document)
    assert found.text == "<p>Rain fell."


@pytest.mark.parametrize("pack", [list, packed])
def test_an_archive_is_told_by_its_content(pack: Callable[[list[bytes]], list[bytes]]) -> None:
    found = documents(["-"], stdin=io.BytesIO(b"".join(pack(pages(2)))))

    assert [each.record for each in found if isinstance(each, Document)] == [
        "urn:uuid:0",
        "urn:uuid:1",
    ]


# Damage -----------------------------------------------------------------------------------------


def test_a_damaged_member_is_named_with_its_place_and_the_rest_is_read() -> None:
    members = packed(pages(4))
    place = len(members[0])
    damaged = bytearray(members[1])
    damaged[40:80] = b"\xff" * 40

    data = b"".join([members[0], bytes(damaged), *members[2:]])

    assert _names(data) == ["urn:uuid:0", None, "urn:uuid:2", "urn:uuid:3"]
    assert f"a.warc.gz: at byte {place}: " in _failure(data)


def test_an_archive_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    members = packed(pages(3))

    data = b"".join(members)[:-20]

    assert _names(data) == ["urn:uuid:0", "urn:uuid:1", None]
    assert f"at byte {len(members[0]) + len(members[1])}: " in _failure(data)


def test_an_archive_whose_first_member_is_damaged_is_still_one(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"\x1f\x8b\x08" + b"\xff" * 30 + b"".join(packed(pages(2))))

    found = list(documents([str(path)]))

    assert [type(each) for each in found] == [Failure, Document, Document]


def test_a_record_that_is_not_packed_and_damaged_is_passed_over() -> None:
    records = pages(3)

    data = records[0] + records[1].replace(b"WARC/1.1", b"WARP/1.1") + records[2]

    assert _names(data) == ["urn:uuid:0", None, "urn:uuid:2"]
    assert f"at byte {len(records[0])}: " in _failure(data)


@pytest.mark.parametrize("pack", [list, packed])
@pytest.mark.parametrize("size", [10, 400, 10**9, 10**18])
def test_a_length_that_lies_costs_no_other_record(
    pack: Callable[[list[bytes]], list[bytes]], size: int
) -> None:
    liar = record(answer(PAGE.encode()), number=9, size=size)

    data = b"".join(pack([*pages(1), liar, *pages(3)[1:]]))

    assert _names(data) == ["urn:uuid:0", None, "urn:uuid:1", "urn:uuid:2"]


@pytest.mark.parametrize("length", [b"", b"-1", b"1e3", b"9" * 40, "١".encode()])
def test_a_length_that_is_none_is_damage(length: bytes) -> None:
    bad = pages(1)[0].replace(b"Content-Length: ", b"Content-Length: " + length + b"x", 1)

    assert _names(bad + pages(1)[0]) == [None, "urn:uuid:0"]


def test_a_bomb_is_named_and_the_rest_is_read_in_bounded_memory() -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    bomb = gzip.compress(head + b"Content-Length: 50000000\r\n\r\n" + b"0" * 50_000_000)
    members = packed(pages(2))
    data = members[0] + bomb + members[1]

    tracemalloc.start()
    found = _names(data, Settings(largest_input=1_000_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == ["urn:uuid:0", None, "urn:uuid:1"]
    assert most < 20_000_000


def test_a_bomb_in_a_body_is_named_and_the_rest_is_read() -> None:
    body = gzip.compress(b"0" * 5_000_000)
    bomb = record(answer(body, more="Content-Encoding: gzip\r\n"), number=5)
    small = Settings(largest_input=1_000_000)

    assert _names(bomb + pages(1)[0], small) == [None, "urn:uuid:0"]


def test_a_large_record_is_passed_over_without_being_held() -> None:
    large = record(answer(b"<p>" + b"Rain " * 1_000_000), number=5)
    data = b"".join(packed([large, *pages(1)]))

    assert _names(data, Settings(largest_input=1_000_000)) == [None, "urn:uuid:0"]


class _Endless(io.RawIOBase):
    """A packed archive of so many pages, made as it is read."""

    def __init__(self, count: int) -> None:
        self._member = packed([record(answer(b"<p>" + b"Rain fell. " * 900))])[0]
        self._left, self._ahead = count, b""

    def read(self, size: int = -1) -> bytes:
        if not self._ahead and self._left:
            self._left -= 1
            self._ahead = self._member
        given, self._ahead = self._ahead[:size], self._ahead[size:]
        return given


def test_an_archive_of_any_size_is_read_in_bounded_memory() -> None:
    source = Source(opened(cast(BinaryIO, _Endless(3_000))), "-", "-")

    tracemalloc.start()
    count = sum(1 for _ in read(source))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 3_000
    assert most < 5_000_000


@pytest.mark.parametrize("again", [0, 100_000_000])
def test_an_archive_that_is_damaged_everywhere_is_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch, again: int
) -> None:
    monkeypatch.setattr("tellings.read.unpack.Again._FREE", again)
    head = b"WARC/1.0\r\nContent-Length: 4000000\r\n\r\n"
    liars = [head * 500, gzip.compress(head) * 500, gzip.compress(head + PAGE.encode())[:-9] * 500]

    for liar in liars:
        assert all(isinstance(each, Failure) for each in _read(liar))


@given(st.data())
def test_whatever_is_damaged_every_line_is_a_document_or_a_failure(data: st.DataObject) -> None:
    records = packed(pages(4)) if data.draw(st.booleans()) else pages(4)
    archive = bytearray(b"".join(records))
    start = data.draw(st.integers(0, len(archive) - 1))
    kind = bytes(archive[:2])
    archive[start : start + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=60))
    # Its first bytes say whether an archive is packed: where they lie, all of it is lost.
    assume(archive.startswith(kind) or not archive.startswith((b"WA", b"\x1f\x8b")))

    found = _read(bytes(archive))

    names = {each.record for each in found if isinstance(each, Document)}
    assert len(names) >= 2, "damage in one place costs two records at most"
