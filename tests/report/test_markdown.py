"""Markdown: the structure is ours, whatever the sources hold."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from report.hostile import poisoned
from report.invented import comparison
from tellings.report.markdown import escaped, report

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(source: str) -> list[Token]:
    return [each for token in READER.parse(source) for each in (token, *(token.children or ()))]


def test_hostile_text_adds_no_structure() -> None:
    ours = Counter(each.type for each in tokens(report(comparison())))

    theirs = Counter(each.type for each in tokens(report(poisoned())))

    del ours["text"], theirs["text"], ours["text_special"], theirs["text_special"]
    more = {"td_open", "inline"}  # none: a cell or paragraph more would show here
    assert {kind: theirs[kind] for kind in more} == {kind: ours[kind] for kind in more}
    assert set(theirs) == set(ours)
    assert not {"html_block", "html_inline", "link_open", "fence", "hr"} & set(theirs)


def test_hostile_text_is_read_back_as_it_stands() -> None:
    text = "<b>*a*</b> | `c` [d](http://e) ~~f~~ _g_ &amp; $h$ # i \\j"

    (paragraph,) = (each for each in READER.parse(f"x {escaped(text)}") if each.type == "inline")

    assert "".join(each.content for each in paragraph.children or ()) == f"x {text}"


@given(st.text())
def test_any_text_escaped_is_text_and_nothing_else(text: str) -> None:
    found = READER.parse(f"x {escaped(text)} y")

    (paragraph,) = (each for each in found if each.type == "inline")
    kinds = {each.type for each in paragraph.children or ()}

    assert kinds <= {"text", "text_special"}
    assert [each.type for each in found] == ["paragraph_open", "inline", "paragraph_close"]


def test_words_that_differ_are_struck_or_bold() -> None:
    text = report(comparison())

    assert "~~we~~ **they** will mend the dam ~~and we will mend it~~" in text


def test_every_table_row_has_a_cell_for_every_column() -> None:
    for line in report(poisoned()).splitlines():
        if line.startswith("|"):
            assert line.endswith("|")
