"""A watch over feeds that change between two looks: what is kept, what is told, what goes wrong."""

import json
import operator

import pytest

from served import Answer, site
from tellings.store import articles
from tellings.store import feeds as kept
from tellings.watch.schedule import AGAIN, DAY, FIRST, HOUR, MINUTE
from watch.followed import LEAD, LONG, Desk, feed, item, lines, page


def test_what_a_feed_brings_is_kept_and_told_once(where: str) -> None:
    with site({"/feed": feed(item("Rain", LONG), item("Snow", f"{LEAD} {LONG}"))}) as served:
        desk = Desk(where, f"{served.url}/feed")
        first, said = desk.watch()
        second, _ = desk.watch(later=HOUR)

    assert lines(first) == [("new", "Rain"), ("new", "Snow")]
    assert second == []
    assert said == []
    assert desk.count("articles") == desk.count("revisions") == 2
    assert first[0].article.publisher == "Harbour Dispatch"
    assert first[0].article.story is not None
    assert desk.count("articles WHERE annotated IS NULL") == 0


def test_only_what_is_new_is_told_at_the_next_look(where: str) -> None:
    answers = {"/feed": feed(item("Rain", LONG))}
    with site(answers) as served:
        desk = Desk(where, f"{served.url}/feed")
        desk.watch()
        answers["/feed"] = feed(item("Snow", f"{LEAD} {LONG}"), item("Rain", LONG))
        told, _ = desk.watch(later=HOUR)

    assert lines(told) == [("new", "Snow")]


def test_of_a_teaser_the_page_is_read_and_of_the_whole_text_it_is_not(where: str) -> None:
    answers = {"/1": page("Rain floods Tarn", LEAD, LONG)}
    with site(answers) as served:
        answers["/feed"] = feed(
            item("Rain", "It rained.", f"{served.url}/1"), item("Snow", LONG, f"{served.url}/2")
        )
        desk = Desk(where, f"{served.url}/feed")
        told, said = desk.watch()

    assert said == []
    assert sorted(lines(told)) == [("new", "Rain floods Tarn"), ("new", "Snow")]
    assert served.paths == ["/feed", "/1"]


def test_a_long_text_that_breaks_off_is_a_teaser(where: str) -> None:
    answers = {"/1": page("Rain floods Tarn", LEAD, LONG, LONG)}
    with site(answers) as served:
        answers["/feed"] = feed(item("Rain", f"{LONG} And then ...", f"{served.url}/1"))
        desk = Desk(where, f"{served.url}/feed")
        told, _ = desk.watch()

    assert lines(told) == [("new", "Rain floods Tarn")]


def test_a_page_that_its_publisher_changes_is_told_with_what_changed(where: str) -> None:
    answers = {"/1": page("Rain floods Tarn", LEAD, "Fourteen homes were flooded.")}
    with site(answers) as served:
        answers["/feed"] = feed(item("Rain", "It rained.", f"{served.url}/1"))
        desk = Desk(where, f"{served.url}/feed")
        desk.watch()
        answers["/1"] = page("Rain floods Tarn", LEAD, "Sixteen homes were flooded.")
        early, _ = desk.watch(later=14 * MINUTE)
        told, _ = desk.watch(later=2 * MINUTE)

    assert early == []
    assert lines(told) == [("changed", "Rain floods Tarn")]
    assert told[0].seen.revision == 2
    assert told[0].revision is not None
    assert [(each.was, each.now) for each in told[0].revision.figures] == [("14", "16")]
    name = told[0].article.id
    texts = [articles.document(desk.store, name, number).text for number in (1, 2)]
    assert ["Fourteen" in texts[0], "Sixteen" in texts[1]] == [True, True]


def test_what_changes_around_an_article_is_no_revision(where: str) -> None:
    answers = {"/1": page("Rain floods Tarn", LEAD, LONG, around="<a href='/a'>Ten dams</a>")}
    with site(answers) as served:
        answers["/feed"] = feed(item("Rain", "It rained.", f"{served.url}/1"))
        desk = Desk(where, f"{served.url}/feed")
        desk.watch()
        answers["/1"] = page("Rain floods Tarn", LEAD, LONG, around="<a href='/b'>Ten cakes</a>")
        told, _ = desk.watch(later=HOUR)

    assert told == []
    assert served.paths.count("/1") == 2
    assert desk.count("revisions") == 1


def test_an_article_is_read_again_five_times_in_three_days_and_then_no_more(where: str) -> None:
    answers = {"/1": page("Rain floods Tarn", LEAD, LONG)}
    with site(answers) as served:
        answers["/feed"] = feed(item("Rain", "It rained.", f"{served.url}/1"))
        desk = Desk(where, f"{served.url}/feed")
        desk.watch()
        for later in (*map(operator.sub, AGAIN, (0.0, *AGAIN)), 5 * DAY, 30 * DAY):
            desk.watch(later=later + 2.0)  # the page was read a moment after the feed

    assert served.paths.count("/1") == 1 + 5


def test_a_feed_is_asked_by_its_marks_and_less_often_while_nothing_comes(where: str) -> None:
    answers = {"/feed": feed(item("Rain", LONG), ETag='"7"')}
    with site(answers) as served:
        desk = Desk(where, f"{served.url}/feed")
        desk.watch()
        answers["/feed"] = Answer(b"", 304)
        desk.watch(later=HOUR)

    asked = [headers.get("if-none-match") for path, headers in served.asked if path == "/feed"]
    assert asked == [None, '"7"']
    (row,) = kept.feeds(desk.store)
    assert row.pace == FIRST / 2 * 1.5
    assert row.problem is None


def test_an_item_that_changes_in_its_feed_is_a_revision_of_the_same_article(where: str) -> None:
    answers = {"/feed": feed(item("Rain", LONG))}
    with site(answers) as served:
        desk = Desk(where, f"{served.url}/feed")
        (first,), _ = desk.watch()
        answers["/feed"] = feed(item("Rain", f"{LONG} Nobody was hurt."))
        (told,), _ = desk.watch(later=HOUR)

    assert (told.seen.kind, told.article.id) == ("changed", first.article.id)
    assert told.revision is not None
    assert told.revision.words_added == 3


def test_the_same_article_in_two_feeds_is_one(where: str) -> None:
    answers = {"/1": page("Rain floods Tarn", LEAD, LONG)}
    with site(answers) as served:
        entry = item("Rain", "It rained.", f"{served.url}/1")
        answers["/a"] = answers["/b"] = feed(entry)
        desk = Desk(where, f"{served.url}/a", f"{served.url}/b")
        told, _ = desk.watch()

    assert lines(told) == [("new", "Rain floods Tarn")]
    assert served.paths.count("/1") == 1


def test_items_that_share_an_address_are_articles_of_their_own(where: str) -> None:
    with site({}) as served:
        live = f"{served.url}/live"
        entries = [item(name, f"{name}. {LONG}", live) for name in ("Noon", "One", "Two")]
        answers = {"/feed": feed(*entries)}
        with site(answers) as second:
            desk = Desk(where, f"{second.url}/feed")
            told, _ = desk.watch()

    assert [each for _, each in lines(told)] == ["Noon", "One", "Two"]
    assert desk.count("articles") == 3


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn Post</title><entry><id>urn:1</id>
<title>Rain</title><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tarn Post",
        "items": [{"id": "1", "title": "Rain", "content_text": LONG}],
    }
)


@pytest.mark.parametrize("body", [ATOM, JSON_FEED], ids=["Atom", "JSON Feed"])
def test_feeds_of_every_kind_are_followed(where: str, body: str) -> None:
    with site({"/feed": Answer(body.encode())}) as served:
        desk = Desk(where, f"{served.url}/feed")
        told, said = desk.watch()
        again, _ = desk.watch(later=HOUR)

    assert said == []
    assert [(each.article.publisher, each.article.headline) for each in told] == [
        ("Tarn Post", "Rain")
    ]
    assert again == []


def test_an_item_is_the_publishers_whom_it_credits(where: str) -> None:
    credit = "<source url='https://post.example/f'>Tarn Post</source>"
    with site({"/feed": feed(item("Rain", LONG, more=credit))}) as served:
        told, _ = Desk(where, f"{served.url}/feed").watch()

    assert told[0].article.publisher == "Tarn Post"


def test_where_the_page_cannot_be_had_the_teaser_is_kept_until_it_can(where: str) -> None:
    answers = {"/1": Answer(b"", 503)}
    with site(answers) as served:
        answers["/feed"] = feed(item("Rain", "It rained in Tarn.", f"{served.url}/1"))
        desk = Desk(where, f"{served.url}/feed")
        first, said = desk.watch()
        answers["/1"] = page("Rain floods Tarn", LEAD, LONG)
        second, _ = desk.watch(later=20 * MINUTE)

    assert lines(first) == [("new", "Rain")]
    assert len(said) == 1
    assert said[0].startswith(f"{served.url}/1: the server answers with status 503; ")
    assert "its words in the feed are kept" in said[0]
    assert lines(second) == [("whole", "Rain floods Tarn")]
    assert second[0].article.id == first[0].article.id


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_page_that_is_not_given_is_not_asked_for_again(where: str, status: int) -> None:
    answers = {"/1": Answer(b"", status)}
    with site(answers) as served:
        answers["/feed"] = feed(item("Rain", "It rained in Tarn.", f"{served.url}/1"))
        desk = Desk(where, f"{served.url}/feed")
        desk.watch()
        desk.watch(later=DAY)

    assert served.paths.count("/1") == 1


def test_a_page_of_fewer_words_than_its_teaser_is_not_the_article(where: str) -> None:
    answers = {"/1": page("Cookies", "Accept all.")}
    with site(answers) as served:
        answers["/feed"] = feed(item("Rain", f"{LEAD} Nobody was hurt.", f"{served.url}/1"))
        told, said = Desk(where, f"{served.url}/feed").watch()

    assert lines(told) == [("new", "Rain")]
    assert said == [f"{served.url}/1: fewer words than the feed has; those of the feed are kept"]
