"""How fast a server gives stories during an import, and beside a bare page of the same bytes.

    .venv/bin/python benchmarks/serving.py [--sizes 20 1000] [--requests 2000]

For each number of tellings: the first page of the story (made), the first after a restart (kept),
then pages and records one after the other while an import of other articles runs, and how many a
second beside a bare Starlette page of the same packed bytes, in turns. Figures are of one client
on the same machine.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import httpx
from crowd import crowd

# Rounds in which the story and the bare page take turns.
ROUNDS = 5


def main() -> None:
    """Print the figures of each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[20, 1000])
    options.add_argument("--requests", type=int, default=2000)
    asked = options.parse_args()
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, asked.requests)


def measure(folder: Path, size: int, requests: int) -> None:
    """The figures of a story of so many tellings."""
    database = folder / "t.db"
    lines = [json.dumps(each) for each in crowd(size)]
    _command("add", folder, database, lines, "told.jsonl").wait()
    print(f"{size:,} tellings")
    with _serving(database) as url, httpx.Client(base_url=url, timeout=900) as client:
        story = client.get("/api/stories").json()["stories"][0]["id"]
        page, record = f"/stories/{story}", f"/api/stories/{story}"
        print(f"  first view: {_timed(client, page):,.0f} ms")
        packed = _packed(client, page)
    with _serving(database) as url, httpx.Client(base_url=url, timeout=900) as client:
        print(f"  first view after a restart: {_timed(client, page):,.0f} ms")
        print(f"  page of {len(packed):,} bytes packed")
        _while_importing(folder, client, (page, record), packed, requests // 4)
    with _serving(database) as url, _bare(folder, packed) as bare:
        _beside(url, page, bare, requests // ROUNDS)


def _while_importing(
    folder: Path,
    ours: httpx.Client,
    paths: Sequence[str],
    packed: bytes,
    turns: int,
) -> None:
    """Page, record and the bare page in turns, so that all have the same machine."""
    with _bare(folder, packed) as url, httpx.Client(base_url=url) as bare:
        others = [_other(at) for at in range(20_000)]
        importing = _command("add", folder, folder / "t.db", others, "others.jsonl")
        asked = (*((ours, path) for path in paths), (bare, "/"))
        times = [[_timed(client, path) for client, path in asked] for _ in range(turns)]
        busy = importing.poll() is None
        importing.kill()
        importing.wait()
    print(f"  while importing ({'to the end' if busy else 'which ended before'}):")
    for name, each in zip(("page", "record", "bare page"), zip(*times, strict=True), strict=True):
        p95 = quantiles(each, n=20)[-1]
        print(f"    {name}: median {median(each):.1f} ms, p95 {p95:.1f} ms")


def _beside(url: str, page: str, bare: str, requests: int) -> None:
    with httpx.Client(base_url=url, timeout=900) as ours, httpx.Client(base_url=bare) as other:
        _timed(ours, page)
        ratios = []
        for _ in range(ROUNDS):
            speeds = [
                requests / (sum(_timed(client, path) for _ in range(requests)) / 1000)
                for client, path in ((ours, page), (other, "/"))
            ]
            ratios.append(speeds[0] / speeds[1])
    print(f"  {speeds[0]:,.0f} pages a second, {speeds[1]:,.0f} bare: {median(ratios):.2f}")


def _timed(client: httpx.Client, path: str) -> float:
    """Milliseconds until the answer is there, packed as it is sent."""
    start = time.perf_counter()
    with client.stream("GET", path) as answer:
        answer.raise_for_status()
        for _ in answer.iter_raw():
            pass
    return 1000 * (time.perf_counter() - start)


def _packed(client: httpx.Client, path: str) -> bytes:
    with client.stream("GET", path) as answer:
        return b"".join(answer.iter_raw())


def _other(at: int) -> str:
    text = f"Notice {at}\n\nThe council of ward {at} meets on day {at * 7 % 365} at {at % 12}."
    return json.dumps({"id": f"n{at}", "text": text, "published": "2026-04-01"})


def _command(
    name: str, folder: Path, database: Path, lines: list[str], file: str
) -> "subprocess.Popen[bytes]":
    (folder / file).write_text("\n".join(lines), "utf-8")
    given = ["-m", "tellings.cli", name, "--db", str(database), str(folder / file)]
    command = [sys.executable, *given]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def _serving(database: Path) -> Iterator[str]:
    command = ["-m", "tellings.cli", "serve", "--db", str(database), "--port", "0"]
    with _process(command) as url:
        yield url


@contextmanager
def _bare(folder: Path, body: bytes) -> Iterator[str]:
    (folder / "page.gz").write_bytes(body)
    program = str(Path(__file__).parent / "bare.py")
    with _process([program, str(folder / "page.gz")]) as url:
        yield url


@contextmanager
def _process(command: list[str]) -> Iterator[str]:
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().strip().rstrip("/")
        finally:
            running.terminate()


if __name__ == "__main__":
    main()
