"""Search: what is found, where it stands, and that no query is an error."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command import SAMPLES, Record
from stored import NOW, article, base, filled
from tellings.errors import StoreError
from tellings.pipeline import cleaned, load
from tellings.store import Store, articles
from tellings.store import search as searching
from tellings.store.records import Hit, Query
from tellings.store.search import search
from tellings.store.words import folded, terms, words

TREATY = [str(each) for each in sorted((SAMPLES / "treaty").glob("*.txt"))]


@pytest.fixture(scope="module")
def store(once: str) -> Iterator[Store]:
    with base(once) as store:
        filled(store, SAMPLES)
        yield store


def _found(store: Store, query: str = "", **filters: object) -> tuple[Hit, ...]:
    return search(store, Query(query, limit=1000)._replace(**filters)).hits  # type: ignore[arg-type]


@settings(deadline=None)  # a server answers when it can
@given(query=st.text() | st.text(alphabet='a"*:()-^+ AND OR NOT NEAR \x00\ud800', max_size=30))
def test_no_query_is_an_error(store: Store, query: str) -> None:
    for quoted in (False, True):
        for hit in _found(store, query, quoted=quoted):
            assert hit.text or not query.strip()
    _found(store, speaker=query)
    _found(store, entity=query)
    _found(store, publisher=query)


def test_every_hit_is_a_stretch_of_its_document(store: Store) -> None:
    for query in ("the", "dam", '"the river"', "valleys guards"):
        hits = _found(store, query)
        assert hits
        for hit in hits:
            document = articles.document(store, hit.article.id)
            assert hit.spans
            if document.media_type == "text/plain":
                assert " ".join(document.text[slice(*each)] for each in hit.spans) == hit.text


@pytest.mark.parametrize("path", TREATY)
def test_every_word_of_a_telling_leads_to_it(store: Store, path: str) -> None:
    (document,) = load([path]).documents
    spans = [each.span for each in cleaned(document).pieces if each.role == "body"]
    body = next(text for each in spans if (text := each.of(document.text)).count(" ") > 15)

    for word in words(body):
        assert path in {hit.article.origin for hit in _found(store, word)}
    assert path in {hit.article.origin for hit in _found(store, f'"{body}"')}


def test_all_words_must_be_there_and_a_phrase_in_a_row(store: Store) -> None:
    both = {hit.article.id for hit in _found(store, "dam guards")}
    either = [{hit.article.id for hit in _found(store, each)} for each in ("dam", "guards")]

    assert both == either[0] & either[1]
    assert _found(store, '"the dam"')
    assert _found(store, '"dam the"') == ()


def test_case_and_accents_are_set_aside(where: str) -> None:
    text = "River news\n\nThe Zürich council met at Łódź on Monday, the mayor Núñez said."
    with base(where) as store:
        articles.keep(store, [article(text)], now=NOW)

        for query in ("zurich", "ZÜRICH", "nunez", "Nu\u0301n\u0303ez", '"zurich council"'):
            assert len(_found(store, query)) == 1, query


def test_quoted_looks_only_between_marks(store: Store) -> None:
    everywhere = {hit.article.id for hit in _found(store, "agreement")}
    quoted = _found(store, "agreement", quoted=True)

    assert quoted
    assert {hit.article.id for hit in quoted} <= everywhere
    for hit in quoted:
        document = articles.document(store, hit.article.id)
        if document.media_type == "text/plain":
            before = document.text[hit.spans[0].start - 1]
            assert before in "\"'\u201c\u2018"
    assert _found(store, "demanded", quoted=True) == ()


def test_a_speaker_is_one_who_says_it(store: Store) -> None:
    hits = _found(store, "agreement", speaker="quint")

    assert hits
    assert {hit.speaker for hit in hits} == {"Teresa Quint"}


def test_filters_are_of_the_article(store: Store) -> None:
    houses = {hit.article.publisher for hit in _found(store, "dam", publisher="eastgate post")}
    days = {
        (hit.article.published or "")[:10]
        for hit in _found(store, start="2026-03-10", end="2026-03-10")
    }
    named = {hit.article.story for hit in _found(store, entity="Quint")}

    assert houses == {"Eastgate Post"}
    assert days == {"2026-03-10"}
    assert len(named) == 1


def test_the_newest_come_first_and_the_undated_last(store: Store) -> None:
    days = [hit.article.published for hit in _found(store, "the")]

    dated = [each[:10] for each in days if each]
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None] * (len(days) - len(dated))


def test_many_matches_give_the_same_hits_by_the_other_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries: list[tuple[str, Record]] = [
        ("the", {}),
        ("dam", {"publisher": "Eastgate Post"}),
        ("said", {"limit": 2}),
    ]
    few = [_found(store, query, **filters) for query, filters in queries]
    monkeypatch.setattr(searching, "MANY", 1)

    assert [_found(store, query, **filters) for query, filters in queries] == few
    assert search(store, Query("the")).total == 1


def test_the_text_before_a_revision_is_not_found(where: str) -> None:
    with base(where) as store:
        for text in ("Rain fell on Osk.", "Hail fell on Osk."):
            articles.keep(store, [article(text)], now=NOW)

        assert len(_found(store, "hail")) == 1
        assert _found(store, "rain") == ()


@pytest.mark.parametrize("day", ["soon", "2026-13-40", " "])
def test_a_day_that_is_none_is_said_to_be_none(store: Store, day: str) -> None:
    with pytest.raises(StoreError, match="is no day; write it as 2026-03-09"):
        _found(store, start=day)


@given(st.text())
def test_terms_are_words_and_folding_changes_no_number_of_them(query: str) -> None:
    for term in terms(query):
        assert words(term) == term.split(" ")
        assert folded(folded(term)) == folded(term)
