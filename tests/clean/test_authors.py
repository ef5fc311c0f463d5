"""Who wrote it: persons rather than houses, and everybody the byline names."""

import pytest

from paged import jsonld, meta, names, news, page, told
from tellings.clean.persons import persons
from tellings.model.document import Given

ANA = {"@type": "Person", "name": "Ana Brel"}
IVO = {"@type": "Person", "name": "Ivo Tarn"}
HOUSE = {"@type": "Organization", "name": "Harbour Dispatch"}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (ANA, ["Ana Brel"]),
        ([ANA, IVO], ["Ana Brel", "Ivo Tarn"]),
        ([[ANA], {"@type": "Person", "name": ["Ivo Tarn"]}], ["Ana Brel", "Ivo Tarn"]),
        ("Ana Brel and Ivo Tarn", ["Ana Brel", "Ivo Tarn"]),
        ({"@type": "Person", "givenName": "Ana", "familyName": "Brel"}, ["Ana Brel"]),
        ([ANA, HOUSE], ["Ana Brel", "Harbour Dispatch"]),
        (HOUSE, ["Harbour Dispatch"]),
        ({"@type": "Person", "name": "Ana Brel, professor of hydrology, tarn.example"}, None),
        ([ANA, ANA], ["Ana Brel"]),
        ({"@type": "Person", "name": "admin"}, []),
    ],
)
def test_the_authors_of_a_record(field: object, expected: list[str] | None) -> None:
    article = told(page(news(headline="Dam breaks", author=field)))

    assert names(article) == (["Ana Brel"] if expected is None else expected)[:2]


def test_an_author_is_found_by_the_id_of_its_record() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Dam breaks", "author": {"@id": "#ana"}},
            {"@type": "Person", "@id": "#ana", "name": "Ana Brel"},
        ]
    }

    article = told(page(jsonld(graph)))

    assert names(article) == ["Ana Brel"]


def test_a_person_in_the_byline_beats_the_house_in_the_field() -> None:
    head = news(headline="Dam breaks", author=HOUSE, publisher=HOUSE) + meta("author", "dispatch")
    markup = page(head, "<h1>Dam breaks</h1><p>By Ana Brel, Dispatch Norwia</p>")

    article = told(markup)

    assert names(article) == ["Ana Brel"]


def test_a_name_that_two_kinds_of_sources_give_beats_one() -> None:
    head = news(headline="Dam breaks", author="Olin Desk") + meta("author", "Ana Brel")
    markup = page(head, "<h1>Dam breaks</h1><p>By Ana Brel</p>")

    article = told(markup)

    assert names(article) == ["Ana Brel"]
    assert "authors" not in article.disagreements


def test_the_second_author_of_a_byline_is_added_to_the_one_of_the_field() -> None:
    markup = page(news(author=ANA), "<h1>Dam breaks</h1><p>By Ana Brel and Ivo Tarn</p>")

    article = told(markup)

    assert names(article) == ["Ana Brel", "Ivo Tarn"]


def test_an_author_of_the_head_has_the_place_of_the_byline() -> None:
    markup = page(news(author=ANA), "<h1>Dam breaks</h1><p>By Ana Brel</p>")

    (author,) = told(markup).authors

    assert author.span is not None


def test_what_runs_on_behind_a_name_is_cut_where_a_field_has_the_name_alone() -> None:
    markup = page(news(author=ANA), "<h1>Dam breaks</h1><p>By Ana BrelReporter</p>")

    article = told(markup)

    (author,) = article.authors
    assert author.span is not None
    assert (author.name, author.span.of(article.text)) == ("Ana Brel", "Ana Brel")
    assert "authors" not in article.disagreements


def test_a_name_that_is_catalogued_by_its_last_part_is_turned() -> None:
    article = told(page(meta("dc.creator", "Brel, Ana") + meta("dc.creator", "Tarn, Ivo")))

    assert names(article) == ["Ana Brel", "Ivo Tarn"]


def test_addresses_and_numbers_are_no_authors() -> None:
    head = "".join(
        meta(name, value)
        for name, value in (
            ("article:author", "https://social.example/dispatch"),
            ("author", "105092"),
            ("dc.creator", "ana@dispatch.example"),
            ("byl", "By Ana Brel"),
        )
    )

    article = told(page(head))

    assert names(article) == ["Ana Brel"]


def test_what_is_given_names_the_authors() -> None:
    article = told(page(news(author=ANA)), Given(authors=("Ivo Tarn",)))

    assert names(article) == ["Ivo Tarn"]
    assert "authors" in article.disagreements


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Von Ana Brel und Ivo Tarn", ["Ana Brel", "Ivo Tarn"]),
        ("ANA BREL, AP National Security Writer", ["ANA BREL"]),
        ("Ana Brel, Jr.", ["Ana Brel, Jr."]),
        ("Ana Ortega y Gassel", ["Ana Ortega y Gassel"]),
        ("Ana Ortega y Ivo Tarn", ["Ana Ortega", "Ivo Tarn"]),
        ("Text: Ana Brel", ["Ana Brel"]),
        ("Ana Brel (Tarn)", ["Ana Brel"]),
        ("Ana Brel - Reporter", ["Ana Brel"]),
        ("Channel 4", ["Channel 4"]),
        ("user4711", []),
        ("Redaktion", ["Redaktion"]),
        ("Ana Brel | ana@dispatch.example", ["Ana Brel"]),
    ],
)
def test_names_are_cut_out_of_a_field(value: str, expected: list[str]) -> None:
    assert persons(value) == expected
