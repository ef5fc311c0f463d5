"""`tellings watch`: follow feeds, and tell what they bring and what is changed."""

import signal
import sys
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from tellings.commands import as_table, database, now, opened, say

if TYPE_CHECKING:
    from types import FrameType

    from tellings.model.document import Failure
    from tellings.store import Store
    from tellings.watch.opml import Feed
    from tellings.watch.run import Event, Until, Watch

NONE = "no feeds to follow; put one in with tellings watch --add URL"


class Options(TypedDict):
    """What `watch` was asked for, by the names of its options."""

    db: str | None
    added: tuple[str, ...]
    opml: tuple[str, ...]
    removed: tuple[str, ...]
    listed: bool
    exported: str | None
    once: bool
    idle: bool
    private: bool
    style: str


@click.command()
@database
@click.option("--add", "added", multiple=True, metavar="URL", help="Follow this feed, and end.")
@click.option(
    "--opml", multiple=True, metavar="FILE", help="Follow the feeds of this list, and end."
)
@click.option("--remove", "removed", multiple=True, metavar="URL", help="Follow it no more.")
@click.option("--list", "listed", is_flag=True, help="List the feeds, and end.")
@click.option("--export-opml", "exported", metavar="FILE", help="Write them as OPML (- prints).")
@click.option("--once", is_flag=True, help="Ask each feed once, due or not, and end.")
@click.option("--until-idle", "idle", is_flag=True, help="End when nothing is due.")
@click.option(
    "--allow-private",
    "private",
    is_flag=True,
    help="Fetch addresses of this machine and private networks too.",
)
@as_table
def watch(**options: Unpack[Options]) -> None:
    """Follow feeds: keep what they bring, find its stories, and print what is new or changed.

    A list is OPML, or addresses, one a line. Feeds are asked as often as they bring something,
    articles are read again for three days, and each host is asked one thing at a time. It can be
    ended at any time, however, and goes on where it was.
    """
    failed = False
    with opened(options["db"], make=True) as store:
        if options["added"] or options["opml"] or options["removed"]:
            failed = _arranged(store, options)
        if options["listed"]:
            _list(store, options["style"])
        if options["exported"]:
            _export(store, options["exported"])
        if not any(options[each] for each in ("added", "opml", "removed", "listed", "exported")):
            failed = _run(store, options)
    if failed:
        sys.exit(1)


def _arranged(store: "Store", options: Options) -> bool:
    """Put feeds in and take them out; whether something was wrong."""
    from tellings.model.document import Failure
    from tellings.store import feeds
    from tellings.watch.keeping import followed
    from tellings.watch.opml import Feed, is_url

    found: list[Feed] = []
    failures: list[Failure] = []
    for url in options["added"]:
        if is_url(url):
            found.append(Feed(url))
        else:
            failures.append(Failure(url, "no http or https address; check it"))
    for path in options["opml"]:
        for each in _read(path):
            if isinstance(each, Feed):
                found.append(each)
            else:
                failures.append(each)
    if options["added"] or options["opml"]:
        new, again = feeds.follow(store, [followed(each, now()) for each in found])
        say(f"{new:,} new, {len(found) - new - again:,} followed already, {again:,} asked again")
    for url in options["removed"]:
        if feeds.leave(store, url):
            say(f"{url} is followed no more; what it brought stays")
        else:
            failures.append(Failure(url, "not followed; tellings watch --list shows what is"))
    for failure in failures:
        say(str(failure))
    return bool(failures)


def _read(path: str) -> "list[Feed | Failure]":
    from tellings.errors import ReadError
    from tellings.model.document import Failure
    from tellings.watch.opml import LARGEST, feeds

    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(LARGEST + 1)
        return list(feeds(data, path))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return [Failure(path, f"cannot be read ({reason}); check the path")]
    except ReadError as error:
        return [Failure(error.origin, error.problem)]


def _list(store: "Store", style: str) -> None:
    from tellings.commands import printable
    from tellings.report.json import SCHEMA, dumps
    from tellings.store import feeds
    from tellings.watch.keeping import moment

    found = list(feeds.feeds(store))
    if not found:
        say(NONE)
    for each in found:
        due = None if each.due is None else moment(each.due) if each.looked else now()
        if style == "json":
            shown = ("url", "title", "added", "looked", "problem", "failures")
            record = {key: value for key, value in each._asdict().items() if key in shown}
            click.echo(dumps({"schema": SCHEMA} | record | {"due": due}))
            continue
        title = f"  {each.title}" if each.title else ""
        click.echo(printable(f"{each.url}{title}"))
        when = "due now" if not each.looked else f"next {due}" if due else "not asked any more"
        click.echo(printable(f"  last {each.looked or 'never'}, {when}"))
        if each.problem:
            click.echo(printable(f"  {each.problem}"))


def _export(store: "Store", path: str) -> None:
    from tellings.errors import OutputError
    from tellings.output import write
    from tellings.store import feeds
    from tellings.watch.opml import Feed, written

    text = written(Feed(each.url, each.title) for each in feeds.feeds(store)).decode()
    if path == "-":
        click.echo(text, nl=False)
        return
    try:
        write([(path, text)])
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    say(f"wrote {path}")


def _run(store: "Store", options: Options) -> bool:
    """Watch; whether a feed or a page could not be had."""
    from tellings.model.document import Failure, Note
    from tellings.settings import Settings
    from tellings.store import feeds
    from tellings.watch.fetching import SystemClock
    from tellings.watch.run import Watch

    if next(feeds.feeds(store), None) is None:
        say(NONE)
        return True
    settings = Settings(private=options["private"], cached=False)
    running = Watch(store, settings, SystemClock())
    _end_by_signal(running)
    until: Until = "once" if options["once"] else "idle" if options["idle"] else "ended"
    failed = False
    for each in running.events(until):
        if isinstance(each, Failure | Note):
            failed = failed or isinstance(each, Failure)
            say(str(each))
        else:
            _tell(each, options["style"])
    return failed and until != "ended"


def _end_by_signal(running: "Watch") -> None:
    """The first Ctrl-C or SIGTERM ends what is done in order, the second at once."""

    def end(number: int, frame: "FrameType | None") -> None:
        signal.signal(number, signal.SIG_DFL)
        running.end()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)


def _tell(event: "Event", style: str) -> None:
    from tellings.commands import printable
    from tellings.report.json import dumps
    from tellings.report.watching import event_line, event_record

    seen, article = event.seen, event.article._asdict()
    article["revision"] = seen.revision
    if style == "json":
        record = event_record(seen.kind, seen.at, seen.feed or None, article, event.revision)
        click.echo(dumps(record))
    else:
        click.echo(printable(event_line(seen.kind, article, event.revision)))
    sys.stdout.flush()
