"""Saved pages: which part is the page, and how its characters are found."""

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.model.document import Document
from tellings.read import documents
from tellings.read.mhtml import read
from tellings.read.source import of_bytes

HEAD = (
    "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?Rain_=7C_Post?=\r\n"
    "Date: Fri, 6 Jun 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="cut"\r\n\r\n'
)


def _page(body: str, charset: str = "utf-8", kind: str = "text/html") -> bytes:
    packed = base64.encodebytes(body.encode(charset)).decode()
    return (
        f"{HEAD}--cut\r\nContent-Type: image/png\r\n\r\nnone\r\n"
        f"--cut\r\nContent-Type: {kind}; charset={charset}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://post.example/rain\r\n\r\n{packed}\r\n--cut--\r\n"
    ).encode()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "utf-16"])
def test_a_saved_page_is_its_html(charset: str) -> None:
    (found,) = read(of_bytes(_page("<p>Дождь в Тарне.</p>", charset)))

    assert isinstance(found, Document)
    assert (found.text, found.media_type) == ("<p>Дождь в Тарне.</p>", "text/html")


def test_a_saved_page_brings_its_address_and_neither_date_nor_title() -> None:
    (found,) = documents(["-"], stdin=io.BytesIO(_page("<p>Rain.</p>")))

    assert isinstance(found, Document)
    assert found.given.url == "https://post.example/rain"
    assert (found.given.published, found.given.title) == (None, None)


@pytest.mark.parametrize("kind", ["image/png", "application/zip"])
def test_a_saved_page_without_a_page_is_a_failure(kind: str) -> None:
    (found,) = documents(["-"], stdin=io.BytesIO(_page("<p>Rain.</p>", kind=kind)))

    assert "without a page" in str(found)


def test_parts_in_parts_without_end_are_read_or_refused_in_one_line() -> None:
    nest = "".join(
        f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(5_000)
    )
    data = f"Content-Type: multipart/related; boundary=b0\r\n\r\n{nest}".encode()

    (found,) = documents(["-"], stdin=io.BytesIO(data))

    assert "\n" not in str(found)


@given(st.integers(0, 500), st.binary(max_size=30))
def test_whatever_is_damaged_there_is_one_document_or_failure(at: int, more: bytes) -> None:
    page = _page("<p>Rain fell on Tarn.</p>")

    found = list(documents(["-"], stdin=io.BytesIO(page[:at] + more + page[at:])))

    assert len(found) == 1
