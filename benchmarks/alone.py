"""One tool on some pages, in a process of its own that may crash, hang or run out of memory.

`run` starts the process and reads what it wrote; the rest of the file is what happens in it.
Results are written to a file as soon as there are any, since some tools print, and since what
was measured before a crash counts.
"""

import gzip
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time
from typing import Any

import peers
import stress

HERE = Path(__file__).resolve().parent
MEMORY = 4 << 30
URL = "https://news.example/a"
# Short runs are repeated and the shortest counts, or the noise of the machine would.
REPEATS, ENOUGH = 5, 0.5
# What a process may take on the clock beyond its bound of processor time, on a busy machine.
PATIENCE = 6
WARM_PAGES = 3
Result = dict[str, Any]
NOTHING: Mapping[str, str] = {}


def run(
    job: str,
    tool: str,
    subject: str,
    seconds: float,
    script: Path = Path(__file__),
    more: Mapping[str, str] = NOTHING,
) -> Result:
    """What the process wrote, and under "end" how it ended if not well.

    The script is what runs in the process; its environment has these variables more.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.json"
        command = [sys.executable, str(script), job, tool, subject, str(seconds), str(path)]
        paths = {"PYTHONPATH": str(HERE.parent / "src"), "PYTHONHASHSEED": "0"}
        environment = {**os.environ, **paths, **more}
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                timeout=seconds * PATIENCE,
            )
            end = ended(done.returncode, seconds)
        except subprocess.TimeoutExpired:
            end = f"> {seconds:.0f} s"
        result: Result = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return result if result.get("end") or not end else result | {"end": end}


def ended(status: int, seconds: float) -> str:
    """How a process with this exit status ended, in a word; nothing if it ended well.

    >>> ended(0, 60), ended(-11, 60), ended(-24, 60)
    ('', 'crash', '> 60 s')
    """
    if status == -signal.SIGXCPU:
        return f"> {seconds:.0f} s"
    return "crash" if status else ""


def write(path: Path, result: Result) -> None:
    """Whole or not at all: the process may be ended at any moment."""
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(result), "utf-8")
    draft.replace(path)


def allow(seconds: float) -> None:
    """Let this process be ended when it has used so many more seconds of processor time."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(process_time() + seconds) + 1, most))


def fault(error: BaseException) -> str:
    """What is said of a process that ended with this exception."""
    return "out of memory" if isinstance(error, MemoryError) else f"raises {type(error).__name__}"


def _spent(read: peers.Reader, markup: str) -> tuple[float, peers.Record]:
    """The seconds of the shortest of some runs, and what the last of them gave."""
    shortest, total = float("inf"), 0.0
    for _ in range(REPEATS):
        start = process_time()
        record = read(markup, URL)
        spent = process_time() - start
        shortest, total = min(shortest, spent), total + spent
        if total > ENOUGH:
            break
    return shortest, record


def _stress(read: peers.Reader, subject: str, seconds: float, path: Path) -> None:
    case = stress.case(subject)
    result: Result = {}
    read(stress.paragraphs(5000).markup, URL)
    for part, size in (("half", case.size // 2), ("full", case.size)):
        page = case.make(size)
        allow(seconds)
        try:
            result[part], record = _spent(read, page.markup)
        except Exception as error:
            write(path, result | {"end": fault(error)})
            return
        result["kept"], result["added"] = stress.kept(page.article, body(record))
        write(path, result)


def body(record: peers.Record) -> str:
    """The running text of a record, by the roles that the evaluator counts as such."""
    told = ("body", "subheading", "list")
    return "\n".join(each["text"] for each in record["pieces"] if each["role"] in told)


def _gold(read: peers.Reader, subject: str, seconds: float, path: Path) -> None:
    with gzip.open(subject, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    allow(seconds)
    for page in pages[:WARM_PAGES]:
        _read(read, page)
    articles, spent, raised = {}, {}, {}
    for page in pages:
        name = f"html:{page['set']}:{page['id']}"
        start = process_time()
        record, fault = _read(read, page)
        spent[name] = process_time() - start
        articles[name] = record
        if fault:
            raised[name] = fault
    write(path, {"articles": articles, "spent": spent, "raised": raised})


def _read(read: peers.Reader, page: peers.Record) -> tuple[peers.Record, str]:
    try:
        return read(page["html"], page["url"]), ""
    except Exception as error:
        return {}, fault(error)


JOBS: dict[str, Callable[[peers.Reader, str, float, Path], None]] = {
    "stress": _stress,
    "gold": _gold,
}


def main() -> None:
    """Do the job that `run` asked for."""
    job, tool, subject, seconds, path = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Peers log each page they find odd; here that would cost them time.
    logging.disable(logging.CRITICAL)
    try:
        JOBS[job](peers.named(tool).load(), subject, float(seconds), Path(path))
    except Exception as error:
        traceback.print_exc()
        write(Path(path), {"end": fault(error)})


if __name__ == "__main__":
    main()
