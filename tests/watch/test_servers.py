"""A watch over servers that fail, are slow, move away or ask for something."""

from pathlib import Path

import pytest

from served import Answer, site
from stored import base, filled
from tellings.store import articles
from tellings.store import feeds as kept
from tellings.watch.run import Event, Watch
from tellings.watch.schedule import DAY, HOUR, MINUTE
from watch.followed import LEAD, LONG, Desk, feed, item, lines, page

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
