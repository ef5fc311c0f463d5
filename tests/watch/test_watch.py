"""A watch over feeds that change between two looks: what is kept, what is told, what goes wrong."""

import json
import operator
from pathlib import Path

import pytest

from served import Answer, site
from stored import base, filled
from tellings.store import articles
from tellings.store import feeds as kept
from tellings.watch.run import Event, Watch
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


BROKEN = {
    "/broken": (Answer(b"<rss><channel><item><title>Rain</wrong>"), "broken XML"),
    "/page": (page("Rain", LEAD), "a page, no feed"),
    "/picture": (Answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 99), "a picture"),
    "/empty": (Answer(b""), "empty"),
    "/gone": (Answer(b"", 410), "gone for good (status 410)"),
    "/missing": (Answer(b"", 404), "the server answers with status 404"),
    "/busy": (Answer(b"", 503, {"Retry-After": "7200"}), "the server answers with status 503"),
    "/short": (Answer(b"<rss>", length=10_000), "the answer breaks off"),
    "/huge": (Answer(b"", length=10**12), "larger than"),
}


@pytest.mark.parametrize("path", sorted(BROKEN))
def test_a_feed_that_cannot_be_used_is_one_line_and_the_rest_goes_on(where: str, path: str) -> None:
    answer, problem = BROKEN[path]
    with site({path: answer, "/feed": feed(item("Rain", LONG))}) as served:
        desk = Desk(where, f"{served.url}{path}", f"{served.url}/feed")
        told, said = desk.watch()
        again, _ = desk.watch(later=MINUTE)

    assert lines(told) == [("new", "Rain")]
    assert again == []
    (line,) = said
    assert problem in line
    assert line.startswith(f"{served.url}{path}")
    assert "; " in line
    assert served.paths.count(path) == 1
    row = kept.feed(desk.store, f"{served.url}{path}")
    assert row is not None
    assert row.problem


def test_a_feed_that_never_answers_is_given_up_and_asked_later(where: str) -> None:
    from http.server import BaseHTTPRequestHandler
    from threading import Event

    over = Event()

    def silent(_: BaseHTTPRequestHandler) -> None:
        over.wait(30)

    with site({"/slow": Answer(raw=silent), "/feed": feed(item("Rain", LONG))}) as served:
        other = served.url.replace("127.0.0.1", "home.example")
        desk = Desk(where, f"{served.url}/slow", f"{other}/feed", seconds=1.0)
        told, said = desk.watch()
        over.set()

    assert lines(told) == [("new", "Rain")]
    assert said[0].startswith(f"{served.url}/slow: no whole answer within 1 seconds; ")


def test_what_a_server_asks_for_is_kept_to(where: str) -> None:
    with site({"/busy": Answer(b"", 503, {"Retry-After": "7200"})}) as served:
        desk = Desk(where, f"{served.url}/busy")
        desk.watch()
        desk.watch(later=HOUR)
        desk.watch(later=HOUR)

    assert served.paths == ["/busy", "/busy"]


def test_a_feed_that_is_gone_is_not_asked_again_until_it_is_added_again(where: str) -> None:
    answers = {"/feed": Answer(b"", 410)}
    with site(answers) as served:
        url = f"{served.url}/feed"
        desk = Desk(where, url)
        desk.watch()
        desk.watch(later=30 * DAY)
        answers["/feed"] = feed(item("Rain", LONG))
        (row,) = kept.feeds(desk.store)
        kept.follow(desk.store, [row._replace(due=0.0)])
        told, _ = desk.watch()

    assert served.paths == ["/feed", "/feed"]
    assert lines(told) == [("new", "Rain")]


def test_a_feed_that_has_moved_for_good_is_asked_there_and_brings_nothing_twice(
    where: str,
) -> None:
    answers = {"/old": feed(item("Rain", LONG))}
    with site(answers) as served:
        desk = Desk(where, f"{served.url}/old")
        desk.watch()
        answers["/new"] = feed(item("Rain", LONG), item("Snow", f"{LEAD} {LONG}"))
        answers["/old"] = Answer(b"", 301, {"Location": "/new"})
        told, said = desk.watch(later=HOUR)
        desk.watch(later=HOUR)

    assert lines(told) == [("new", "Snow")]
    assert said == [f"{served.url}/old: has moved to {served.url}/new, asked from now on"]
    assert [each.url for each in kept.feeds(desk.store)] == [f"{served.url}/new"]
    assert served.paths == ["/old", "/old", "/new", "/new"]


def test_a_site_that_asks_not_to_be_read_is_not(where: str) -> None:
    robots = Answer(b"User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
    with site({"/robots.txt": robots, "/feed": feed(item("Rain", LONG))}) as served:
        told, said = Desk(where, f"{served.url}/feed").watch()

    assert told == []
    assert "robots.txt" in said[0]
    assert served.paths == []


def test_once_asks_each_feed_once_whether_it_is_due_or_not(where: str) -> None:
    answers = {"/feed": feed(item("Rain", LONG))}
    with site(answers) as served:
        desk = Desk(where, f"{served.url}/feed")
        desk.watch()
        answers["/feed"] = feed(item("Snow", f"{LEAD} {LONG}"))
        idle, _ = desk.watch("idle", later=1.0)
        once, _ = desk.watch("once")

    assert idle == []
    assert lines(once) == [("new", "Snow")]
    assert served.paths == ["/feed", "/feed"]


def test_a_host_is_asked_one_thing_at_a_time(where: str) -> None:
    import threading
    import time
    from http.server import BaseHTTPRequestHandler

    running, most, lock = 0, 0, threading.Lock()

    def counted(handler: BaseHTTPRequestHandler) -> None:
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        time.sleep(0.02)
        with lock:
            running -= 1
        handler.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    paths = [f"/{number}" for number in range(6)]
    with site(dict.fromkeys(paths, Answer(raw=counted))) as served:
        Desk(where, *(served.url + path for path in paths)).watch()

    assert most == 1
    assert sorted(served.paths) == paths


def test_what_another_process_adds_meanwhile_is_of_the_same_stories(
    where: str, tmp_path: Path
) -> None:
    bakers = "The bakers of Castria strike for the third day and there is no bread in the town. "
    answers = {
        "/a": feed(item("Rain", LONG)),
        "/b": feed(item("Bakers strike in Castria", bakers * 10), title="Tarn Post"),
    }
    (tmp_path / "bakers.txt").write_text(f"Bakers strike in Castria\n\n{bakers * 9}\n", "utf-8")
    with site(answers) as served, base(where) as other:
        desk = Desk(where, f"{served.url}/a", f"{served.url}/b")
        told = []
        for each in Watch(desk.store, desk.settings, desk.clock).events("idle"):
            if isinstance(each, Event):
                told.append(each)
            if len(told) == 1:
                (added,) = filled(other, tmp_path / "bakers.txt")
        row = articles.row_of(other, added.id)

    assert lines(told) == [("new", "Rain"), ("new", "Bakers strike in Castria")]
    assert row is not None
    assert told[1].article.story == row.story


def test_an_article_that_was_added_by_hand_is_known_to_the_watch(
    where: str, tmp_path: Path
) -> None:
    with site({"/1": page("Rain floods Tarn", LEAD, LONG, around="x")}) as served:
        markup = page("Rain floods Tarn", LEAD, LONG).body.decode()
        canonical = f"<link rel='canonical' href='{served.url}/1'></head>"
        (tmp_path / "page.html").write_text(markup.replace("</head>", canonical), "utf-8")
        with site({"/feed": feed(item("Rain", "It rained.", f"{served.url}/1"))}) as second:
            desk = Desk(where, f"{second.url}/feed")
            filled(desk.store, tmp_path / "page.html")
            told, _ = desk.watch()

    assert told == []
    assert desk.count("articles") == desk.count("revisions") == 1
