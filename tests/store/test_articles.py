"""What is kept of articles: once, with every text they were seen with."""

from collections.abc import Iterator

import pytest

from command import SAMPLES
from stored import NOW, article, base, filled
from tellings.errors import StoreError
from tellings.pipeline import load
from tellings.store import Store, articles, first


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with base(where) as store:
        yield store


def _how(store: Store, text: str, name: str = "a", url: str | None = None) -> str:
    (taken,) = articles.keep(store, [article(text, name, **({"url": url} if url else {}))], now=NOW)
    return taken.how


def test_the_same_document_again_is_nothing_new(store: Store) -> None:
    said = [_how(store, "Rain fell."), _how(store, "Rain fell.")]

    assert said == ["new", "known"]
    assert first(store, "SELECT count(*) FROM documents") == 1


def test_another_text_of_an_id_is_a_revision_and_the_earlier_stays(store: Store) -> None:
    said = [_how(store, "Rain fell."), _how(store, "Hail fell."), _how(store, "Rain fell.")]

    assert said == ["new", "revised", "known"]
    assert [each.number for each in articles.revisions(store, "a")] == [1, 2]
    assert articles.document(store, "a").text == "Hail fell."
    assert articles.document(store, "a", 1).text == "Rain fell."


def test_a_text_seen_now_is_a_revision_even_if_it_was_there_before(store: Store) -> None:
    for text in ("Rain fell.", "Hail fell."):
        _how(store, text)

    (back,) = articles.keep(store, [article("Rain fell.")], now=NOW, fresh=True)

    assert (back.how, back.revision) == ("revised", 3)
    assert first(store, "SELECT count(*) FROM documents") == 2


def test_the_same_address_is_the_same_article(store: Store) -> None:
    url = "https://osk.example/2026/wall"

    said = [_how(store, "Rain fell.", "a", url), _how(store, "Hail fell.", "b", url)]

    assert said == ["new", "revised"]
    assert articles.document(store, "a").text == "Hail fell."


def test_the_address_of_a_whole_site_is_no_ones_own(store: Store) -> None:
    url = "https://osk.example/"

    said = [_how(store, "Rain fell.", "a", url), _how(store, "Hail fell.", "b", url)]

    assert said == ["new", "new"]


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    def broken() -> Iterator[object]:
        yield article("Rain fell.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        articles.keep(store, broken(), now=NOW)  # type: ignore[arg-type]

    assert [first(store, f"SELECT count(*) FROM {each}") for each in ("articles", "documents")] == [
        0,
        0,
    ]


def test_a_document_comes_back_as_it_went_in(store: Store) -> None:
    filled(store, SAMPLES)

    for document in load([str(SAMPLES / "corpus.jsonl"), str(SAMPLES / "treaty")]).documents:
        assert articles.document(store, document.id) == document


def test_what_no_file_can_hold_comes_back_too(store: Store) -> None:
    text = "Rain\x00 fell \U0001f327 on Łódź.\r\n"

    _how(store, text)

    assert articles.document(store, "a").text == text


def test_an_article_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(StoreError, match="no article 'zzz'; see tellings search"):
        articles.document(store, "zzz")
