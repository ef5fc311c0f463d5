"""JSON-LD is read whatever its JSON is worth, and never for longer than it is long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paged import jsonld, meta, news, page, told
from tellings.clean.jsonld import Value, read
from tellings.clean.told import Told
from tellings.report.json import article_record, dumps

GOOD = '{"@type": "NewsArticle", "headline": "Dam breaks", "datePublished": "2031-02-10"}'


@pytest.mark.parametrize(
    "script",
    [
        GOOD,
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/* data */ {GOOD};",
        GOOD.replace("}", ",}"),
        f"[{GOOD},]",
        f'{{"@context": "https://schema.org", "@graph": [{GOOD}]}}',
        GOOD.replace('"NewsArticle"', '["Article", "NewsArticle"]'),
        GOOD.replace("Dam breaks", "Dam\n\tbreaks"),
        GOOD.replace("Dam breaks", "Dam\\u0020breaks\x01".replace("\x01", " ")),
        GOOD[:-1],
        GOOD.replace(", ", "\n" + " " * 500 + ", "),
        GOOD + GOOD,
        '{"@type": "Organization", "name": "Harbour"} ' + GOOD,
        GOOD.replace('"datePublished"', '"about": {"a": [1, true, null, -2.5e3]}, "datePublished"'),
    ],
)
def test_a_record_is_read_although_the_grammar_is_broken(script: str) -> None:
    article = told(page(jsonld(script)))

    assert article.headline == "Dam breaks"
    assert article.published.value == "2031-02-10"


def test_quotation_marks_that_nobody_escaped_are_part_of_the_string() -> None:
    article = told(
        page(jsonld('{"@type": "NewsArticle", "headline": "Police: "Run!" they cried"}'))
    )

    assert article.headline == 'Police: "Run!" they cried'


def test_a_script_of_another_type_is_not_read() -> None:
    article = told(page(f'<script type="text/javascript">{GOOD}</script>'))

    assert article.published.value is None


def _strings(value: Value) -> list[Told]:
    if isinstance(value, Told):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [told for each in inner for told in _strings(each)]


@settings(deadline=None)
@given(st.text(alphabet='{}[]",:\\ \nau', max_size=80))
def test_every_string_stands_where_it_says(script: str) -> None:
    values = read(script, 0, len(script))

    assert all(each.span.of(script) == each.value for each in _strings(values) if each.value)


JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "name", "author", "url", "headline"])
            | st.text(max_size=5),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)
FIELDS = st.sampled_from(
    ["@id", "author", "creator", "headline", "datePublished", "dateModified", "publisher", "url",
     "mainEntityOfPage", "inLanguage"]
)  # fmt: skip
METAS = st.sampled_from(
    ["og:title", "author", "article:published_time", "og:url", "og:locale", "og:site_name", "date"]
)


@settings(deadline=None)
@given(
    st.dictionaries(FIELDS, JUNK, max_size=6),
    st.lists(st.tuples(METAS, st.text(max_size=30)), max_size=5),
    st.text(max_size=20),
)
def test_no_record_and_no_tag_makes_the_line_raise(
    fields: dict[str, object], metas: list[tuple[str, str]], junk: str
) -> None:
    head = news(**fields) + "".join(meta(*each) for each in metas) + jsonld(junk)
    markup = page(head + f'<link rel="canonical" href="{junk}"><time datetime="{junk}">')

    article = told(markup)

    assert dumps(article_record(article))
    places = [each.place for each in article.candidates if each.place]
    assert all(0 <= start < end <= len(markup) for start, end in places)


@pytest.mark.parametrize(
    "script",
    [
        "[" * 400_000,
        '{"a":' * 80_000,
        '"' * 400_000,
        '" ' * 200_000,
        '"a' * 200_000,
        '"' + "\\" * 400_000,
        '"a"' + " " * 400_000 + '"b"',
        '{"@type":"NewsArticle","author":[' + '{"name":"Ana Brel"},' * 20_000 + "]}",
        '[' + '{"@type":"NewsArticle","url":"http://a.example/b"},' * 8_000 + "]",
    ],
    ids=["open", "deep", "marks", "apart", "words", "escapes", "blanks", "authors", "records"],
)  # fmt: skip
def test_a_hostile_script_takes_no_longer_than_it_is_long(script: str) -> None:
    began = time.process_time()

    told(page(jsonld(script)))

    assert time.process_time() - began < 2
