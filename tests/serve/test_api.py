"""The API gives the records of the contract, in pages without end, and says what is asked wrong."""

import json
import re
import threading
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from report.held import faults
from standing import Server, standing
from stored import base
from tellings.report.schema import schema
from tellings.store import articles

SLASHED = {"id": "2031/05/rain #1?", "text": "Rain fell on Osk\n\nThe river rose by two metres."}


def _get(served: Server, path: str, **values: Any) -> Any:  # noqa: ANN401 - JSON
    answer = served.client.get(path, params=values)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _pages(served: Server, path: str, key: str, mark: str, **values: Any) -> list[Any]:  # noqa: ANN401
    found: list[Any] = []
    following = None
    while True:
        asked = values | ({mark: following} if following is not None else {})
        page = _get(served, path, limit=1, **asked)
        found += page[key]
        following = page["next"]
        if following is None:
            return found


def test_the_pages_of_a_list_are_the_list(served: Server) -> None:
    whole = _get(served, "/api/stories", limit=500)

    assert whole["next"] is None
    assert len(whole["stories"]) > 1
    assert _pages(served, "/api/stories", "stories", "after") == whole["stories"]


def test_stories_are_counted_and_the_one_told_last_comes_first(served: Server) -> None:
    found = _get(served, "/api/stories")["stories"]

    days = [each["last_published"] for each in found]
    assert days == sorted(days, reverse=True)
    assert all(1 <= each["publishers"] <= each["articles"] for each in found)


def test_the_parts_of_a_story_are_those_of_its_record(served: Server) -> None:
    story = _get(served, "/api/stories")["stories"][0]["id"]
    record = _get(served, f"/api/stories/{story}")

    for part in ("claims", "tellings", "conflicts", "timeline"):
        path = f"/api/stories/{story}/{part}"
        assert _pages(served, path, part, "skip") == record[part]


def test_hits_of_a_search_go_on_to_the_last(served: Server) -> None:
    whole = _get(served, "/api/search", q="river", limit=500)

    assert whole["total"] == len(whole["hits"]) > 1
    assert _pages(served, "/api/search", "hits", "skip", q="river") == whole["hits"]


def test_the_pages_of_a_search_go_on_to_the_last(served: Server) -> None:
    total = _get(served, "/api/search", start="2026-01-01", quoted=True)["total"]

    path, hits, pages = "/search?start=2026-01-01&quoted=true", 0, 0
    while path:
        page = served.client.get(path).text
        hits, pages = hits + page.count('<li class="hit">'), pages + 1
        onward = re.search('rel="next" href="([^"]*)"', page)
        path = unescape(onward[1]) if onward else ""

    assert hits == total
    assert pages > 1


def test_a_hit_stands_where_it_says(served: Server) -> None:
    for hit in _get(served, "/api/search", q="river")["hits"]:
        text = served.client.get(f"/api/articles/{hit['article']['id']}/text").text
        assert " ".join(text[start:end] for start, end in hit["spans"]) == hit["text"]


def test_the_records_are_those_of_the_contract(served: Server) -> None:
    whole = schema()
    story = _get(served, "/api/stories")["stories"][0]["id"]

    for path, name in ((f"/api/stories/{story}", "comparison"), (f"/api/articles/{story}",
                                                                 "annotated")):  # fmt: skip
        assert list(faults(_get(served, path), whole["$defs"][name], whole)) == []


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/stories/nothing-of-this", 404, "no story"),
        ("/api/stories/nothing-of-this/claims", 404, "no story"),
        ("/api/articles/nothing-of-this", 404, "no article"),
        ("/api/articles/nothing-of-this/text", 404, "no article"),
        ("/api/articles/nothing-of-this/revisions", 404, "no article"),
        ("/api/nothing", 404, "nothing at this address"),
        ("/api/search", 422, "nothing to look for"),
        ("/api/search?start=soon", 422, "no day"),
        ("/api/stories?after=!!", 422, "not a mark"),
        ("/api/stories?after=W10=", 422, "not a mark"),
        ("/api/stories?limit=0", 422, "limit"),
        ("/api/stories?limit=99999999999999999999", 422, "limit"),
        ("/api/stories/x/verdicts", 422, "part"),
    ],
)
def test_what_is_asked_wrong_is_told(served: Server, path: str, status: int, said: str) -> None:
    answer = served.client.get(path)

    assert answer.status_code == status
    assert said in answer.json()["problem"]


def test_an_error_names_no_file_of_the_server(served: Server, database: Path) -> None:
    answer = served.client.get("/api/stories/nothing-of-this")

    assert str(database) not in answer.text


def test_who_has_it_is_not_sent_it_again(served: Server) -> None:
    story = _get(served, "/api/stories")["stories"][0]["id"]
    for path in ("/api/stories", f"/api/stories/{story}", f"/stories/{story}", "/api/schema"):
        tag = served.client.get(path).headers["etag"]
        for known in (tag, tag.removeprefix("W/"), f'"other",{tag}', f'"other" , {tag}', "*"):
            answer = served.client.get(path, headers={"if-none-match": known})
            assert (answer.status_code, answer.content) == (304, b"")
        assert served.client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_same_is_sent_packed_and_plain(served: Server) -> None:
    story = _get(served, "/api/stories")["stories"][0]["id"]
    for path in (f"/api/stories/{story}", f"/stories/{story}", "/api/schema", "/search?q=river"):
        forms = [
            served.client.get(path, headers={"accept-encoding": each})
            for each in ("gzip", "identity", "gzip;q=0", "br, gzip;q=0.5")
        ]
        assert [each.headers.get("content-encoding") for each in forms] == [
            "gzip", None, None, "gzip",
        ]  # fmt: skip
        assert len({each.content for each in forms}) == 1
        assert {each.headers["vary"] for each in forms} == {"accept-encoding"}


def test_a_head_is_that_of_the_answer(served: Server) -> None:
    for path in ("/", "/api/stories", "/stories.rss", "/api/changes"):
        head, body = served.client.head(path), served.client.get(f"{path}?follow=false")
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers.get("etag") == body.headers.get("etag")


def test_what_is_posted_is_there_and_sent_again_is_known(tmp_path: Path) -> None:
    with standing(str(tmp_path / "t.db")) as server:
        kept = [server.client.post("/api/articles", json=SLASHED) for _ in range(2)]
        with base(tmp_path / "t.db") as store:  # at once, in another process as it were
            text = articles.document(store, SLASHED["id"]).text

    assert [each.status_code for each in kept] == [201, 201]
    assert [each.json()["articles"][0]["how"] for each in kept] == ["new", "known"]
    assert text == SLASHED["text"]


def test_an_id_may_hold_anything(tmp_path: Path) -> None:
    with standing(str(tmp_path / "t.db")) as server:
        server.client.post("/api/articles", json=SLASHED)
        name = "2031%2F05%2Frain%20%231%3F"
        _followed(server)

        for path in (f"/api/articles/{name}", f"/api/articles/{name}/text", f"/stories/{name}",
                     f"/api/stories/{name}", f"/api/stories/{name}/tellings"):  # fmt: skip
            assert server.client.get(path).status_code == 200, path


def _followed(server: Server) -> None:
    """Wait until what was posted has its story and is annotated."""
    for _ in range(300):
        waiting = [
            server.client.get(f"/api/articles/{quote(each['article'], safe='')}").status_code
            for each in _changes(server)
        ]
        if waiting and set(waiting) == {200}:
            return
        threading.Event().wait(0.1)
    raise AssertionError("it was not annotated in half a minute")


def _changes(server: Server) -> list[dict[str, Any]]:
    found = server.client.get("/api/changes?after=0&follow=false").text
    data = [line[6:] for line in found.splitlines() if line.startswith("data: ")]
    return [json.loads(each) for each in data]


def test_many_who_post_at_once_lose_nothing(tmp_path: Path) -> None:
    def post(number: int) -> None:
        text = f"Rain fell on Osk\n\nThe river rose by {number} metres, the mayor said."
        answer = server.client.post("/api/articles", json={"id": f"p{number}", "text": text})
        statuses.append(answer.status_code)

    statuses: list[int] = []
    with standing(str(tmp_path / "t.db")) as server:
        threads = [threading.Thread(target=post, args=(each,)) for each in range(12)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    with base(tmp_path / "t.db") as store:
        (count,) = store.row("SELECT count(*) FROM articles") or (0,)
    assert (statuses, count) == ([201] * 12, 12)


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "nothing was sent"), (b" \n", "nothing was sent"), (b'{"id": 1}', "record"),
     (b"\x00\x01\x02PK", "")],
)  # fmt: skip
def test_a_body_that_is_no_article_is_told(served: Server, body: bytes, said: str) -> None:
    answer = served.client.post("/api/articles", content=body)

    assert answer.status_code == 400
    assert said in answer.json()["problem"]


def test_what_is_compared_is_not_kept(served: Server) -> None:
    lines = "\n".join(
        json.dumps({"id": f"c{at}", "text": f"Rain fell\n\nThe river rose by {at} metres."})
        for at in (2, 3)
    )

    answer = served.client.post("/api/compare", content=lines)

    assert answer.status_code == 200
    assert [each["article"] for each in answer.json()["tellings"]] == ["c2", "c3"]
    assert served.client.get("/api/articles/c2").status_code == 404


def test_without_a_database_articles_are_compared_and_nothing_is_there() -> None:
    with standing(None) as server:
        compared = server.client.post("/api/compare", json={"text": "Rain fell on the town."})
        listed = server.client.get("/api/stories")

    assert (compared.status_code, listed.status_code) == (200, 404)
    assert "--db" in listed.json()["problem"]


def test_the_feed_names_stories_by_their_address(served: Server) -> None:
    answer = served.client.get("/stories.rss")

    assert answer.headers["content-type"].startswith("application/rss+xml")
    assert f'<guid isPermaLink="true">{served.url}/stories/' in answer.text


def test_a_list_said_to_be_json_is_read_as_records(served: Server) -> None:
    for data in (b'[{"": 1}]', b'[{"": {"a": 1}}, null, [{}]]', b'[{"text": "Rain fell."'):
        answer = served.client.post(
            "/api/compare", content=data, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 400
        assert "JSON" in answer.json()["problem"] or "no text" in answer.json()["problem"]

    kept = served.client.post("/api/compare", json=[{"text": "Rain fell."}, {"text": "Snow fell."}])
    assert len(kept.json()["tellings"]) == 2
