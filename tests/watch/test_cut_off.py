"""A watch that is cut off at any statement, and gone on with, ends as if it had not been."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from served import Answer, site
from tellings.store import Row, Store, Values
from tellings.store.feeds import unsaid
from watch.followed import LEAD, LONG, Desk, feed, item, page


class CutOffError(Exception):
    """The power is gone."""


class Failing:
    """A store whose power goes after so many statements that write."""

    def __init__(self, inner: Store, left: int) -> None:
        self._inner, self.left = inner, left

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - all else is the store's
        return getattr(self._inner, name)

    def run(self, sql: str, values: Values = ()) -> None:
        """Run it, if there is power."""
        self._count()
        self._inner.run(sql, values)

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run it, if there is power."""
        self._count()
        self._inner.many(sql, rows)

    def index(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Put words in, if there is power."""
        self._count()
        self._inner.index(table, columns, rows)

    def unindex(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Take words out, if there is power."""
        self._count()
        self._inner.unindex(table, columns, rows)

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise CutOffError


def _answers(answers: dict[str, Answer], url: str, *, later: bool) -> None:
    """The feed and its page as they are at first, and as they are an hour later."""
    word, end = ("rebuild", " Nobody was hurt.") if later else ("mend", "")
    answers["/page"] = page("Snow in Tarn", LEAD.replace("mend", word), LONG)
    answers["/feed"] = feed(
        item("Rain", f"It rained. {LONG}{end}"), item("Snow", f"It snowed.{end}", f"{url}/page")
    )


def _content(store: Store) -> list[Row]:
    """What is there in the end, but for ids, which are made of the address of the server."""
    found = store.rows(
        "SELECT headline, articles.revision, kind, seen.revision, whole, items.url IS NULL, place"
        " FROM articles JOIN seen ON seen.article = articles.id"
        " JOIN items ON items.article = articles.id WHERE annotated IS NOT NULL"
        " ORDER BY headline, seen.revision"
    )
    return list(found)


def _through(folder: Path, left: int) -> tuple[list[Row], int]:
    """Both looks, the power going once: what is there, and how many statements were left."""
    answers: dict[str, Answer] = {}
    with site(answers) as served:
        desk = Desk(str(folder / "watch.db"), f"{served.url}/feed")
        whole, failing = desk.store, Failing(desk.store, left)
        desk.store = failing
        for later in (False, True):
            _answers(answers, served.url, later=later)
            desk.clock.time += 3600.0 * later
            try:
                desk.watch("once")
            except CutOffError:
                desk.store = whole
                desk.watch("once")
        assert unsaid(whole) == []
        return _content(whole), failing.left


WHOLE = [
    ("Rain", 2, "new", 1, 1, 1, 1),
    ("Rain", 2, "changed", 2, 1, 1, 1),
    ("Snow in Tarn", 2, "new", 1, 1, 0, 2),
    ("Snow in Tarn", 2, "changed", 2, 1, 0, 2),
]


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements write, if none is cut off."""
    content, left = _through(tmp_path_factory.mktemp("whole"), 10_000)
    assert content == WHOLE
    return 10_000 - left


@pytest.mark.parametrize("part", range(24))
def test_cut_off_at_any_statement_it_ends_as_in_one_go(
    tmp_path: Path, statements: int, part: int
) -> None:
    content, left = _through(tmp_path, statements * part // 24)

    assert left < 0
    assert content == WHOLE
