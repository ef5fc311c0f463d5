"""What documents() makes of files, folders, streams and addresses."""

import gzip
import io
import json
from pathlib import Path

import pytest

from tellings.model.document import Document, Failure, Note
from tellings.read import documents
from tellings.settings import Settings


def _only(path: Path | str, settings: Settings | None = None) -> Document | Failure:
    (found,) = documents([str(path)], stdin=None, settings=settings or Settings())
    assert not isinstance(found, Note)
    return found


def _document(path: Path) -> Document:
    found = _only(path)
    assert isinstance(found, Document)
    return found


def _problem(path: Path | str, settings: Settings | None = None) -> str:
    found = _only(path, settings)
    assert isinstance(found, Failure)
    assert "\n" not in str(found)
    return found.problem


def test_a_text_keeps_its_line_ends_and_blanks(tmp_path: Path) -> None:
    file = tmp_path / "rain.txt"
    file.write_bytes(b"  Rain fell.\r\nIt stopped.\r")

    found = _document(file)

    assert found.text == "  Rain fell.\r\nIt stopped.\r"
    assert found.id == found.sha256[:16]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "rain.txt"
    file.write_bytes(b"\xef\xbb\xbfRain fell.")

    assert _document(file).text == "Rain fell."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = "“Rain fell,” she said — all day in the café, with nobody about to see it.\n" * 3
    file = tmp_path / "rain.txt"
    file.write_bytes(text.encode(encoding))

    assert _document(file).text == text


def test_a_page_may_declare_its_encoding(tmp_path: Path) -> None:
    page = '<!doctype html><meta charset="windows-1251"><p>Плотина у Тарна прорвана в мае.'
    file = tmp_path / "page.html"
    file.write_bytes(page.encode("cp1251"))

    assert _document(file).text == page


def test_bytes_that_are_no_characters_are_replaced_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "rain.txt"
    file.write_bytes(
        "Ça va, déjà là, été à Tarn, où l’été était frais, né là-bas, ".encode() + b"\xff"
    )

    found = _document(file)

    assert found.text.endswith("\N{REPLACEMENT CHARACTER}")
    assert found.replaced == 1


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("zeros.txt", b"abc\0\1\2def" * 9, "binary"),
        ("page.txt", b"%PDF-1.7 ...", "PDF"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("pack.txt", b"PK\x03\x04....", "zip"),
        ("half.jsonl.gz", gzip.compress(b'{"text": "Rain."}')[:-9], "gzip"),
        ("feed.txt", b'<?xml version="1.0"?><rss></rss>', "without items"),
        ("data.xml", b'<?xml version="1.0"?><table><row/></table>', "no feed"),
        ("bad.json", b'{"text": ', "JSON"),
        ("none.json", b"[]", "record"),
        ("deep.json", b"[" * 100_000, "JSON"),
    ],
)
def test_what_is_no_article_is_named_with_its_cure(
    tmp_path: Path, name: str, data: bytes, part: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    assert part in _problem(file)


def test_what_is_not_there_is_a_failure(tmp_path: Path) -> None:
    assert "no such file" in _problem(tmp_path / "nothing.txt")


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.md", ".hidden/3.txt", "b/.4.txt", "b/5.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Rain fell in {name}.")

    found = [each.origin for each in documents([str(tmp_path)])]

    assert found == [str(tmp_path / "a" / "1.md"), str(tmp_path / "b" / "2.txt")]


def test_json_that_is_no_record_is_passed_over_in_a_folder_and_a_failure_where_it_is_named(
    tmp_path: Path,
) -> None:
    stray = tmp_path / "package.json"
    stray.write_text('[{"name": "tarn"}, 7]')
    (tmp_path / "rain.json").write_text('[{"text": "Rain."}, {"text": ""}]')
    (tmp_path / "wrong.json").write_text("{")

    found = list(documents([str(tmp_path)]))

    assert [type(each) for each in found] == [Note, Document, Failure, Failure]
    assert [type(each) for each in documents([str(stray)])] == [Failure, Failure]


def test_a_folder_with_nothing_to_read_is_a_failure(tmp_path: Path) -> None:
    assert "nothing to read" in _problem(tmp_path)


def test_a_large_input_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rain.txt"
    file.write_text("Rain. " * 100)

    assert "larger than 100" in _problem(file, Settings(largest_input=100))
    assert "characters" in _problem(file, Settings(largest_text=100))


def test_a_gzip_bomb_is_never_unpacked_whole(tmp_path: Path) -> None:
    file = tmp_path / "bomb.jsonl.gz"
    file.write_bytes(gzip.compress(b"0" * 20_000_000))

    assert "200 times its size" in _problem(file, Settings(largest_input=1_000_000))


def test_standard_input_is_told_by_its_content() -> None:
    page = io.BytesIO(b"<!DOCTYPE html><p>Rain fell.</p>")

    (found,) = documents(["-"], stdin=page)

    assert isinstance(found, Document)
    assert (found.media_type, found.origin) == ("text/html", "-")


def test_a_corpus_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    lines = ['{"id": 7, "text": "Rain."}', "{broken", '{"text": ""}', "", '{"html": "<p>Snow"}']
    file.write_text("\n".join(lines))

    found = list(documents([str(file)]))

    assert [each.origin for each in found] == [f"{file}{at}" for at in ("#7", ":2", ":3", ":5")]
    assert [isinstance(each, Failure) for each in found] == [False, True, True, False]


def test_a_record_brings_what_is_given_beside_its_text(tmp_path: Path) -> None:
    record = {
        "id": "a1", "text": "Rain.", "title": "Rain", "publisher": "Harbour Dispatch",
        "published": "2031-05-03", "url": None,
    }  # fmt: skip
    file = tmp_path / "one.json"
    file.write_text(json.dumps(record))

    found = _document(file)

    assert found.id == "a1"
    assert (found.given.title, found.given.publisher) == ("Rain", "Harbour Dispatch")
    assert (found.given.published, found.given.url) == ("2031-05-03", None)


def test_a_surrogate_that_stands_alone_can_be_written_again(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"text": "Rain \\ud800 fell."}')

    found = _document(file)

    assert found.text.encode("utf-8").decode("utf-8") == found.text
    assert (len(found.text), found.replaced) == (12, 1)


def test_a_line_separator_inside_a_record_parts_no_lines(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"text": "Rain\u2028fell."}\n', encoding="utf-8")

    assert _document(file).text == "Rain\u2028fell."
