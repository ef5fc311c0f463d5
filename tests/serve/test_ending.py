"""A server that is told to stop ends in order: nothing is printed, and no process is left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from command import SAMPLES


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_in_order(tmp_path: Path, by: signal.Signals) -> None:
    command = [sys.executable, "-m", "tellings.cli", "serve", "--port", "0", "--workers", "1"]
    command += ["--db", str(tmp_path / "t.db")]
    # A session of its own, as a terminal gives one: Ctrl-C reaches all of it.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stdout is not None
        url = running.stdout.readline().strip()
        text = (SAMPLES / "flood" / "coast-tribune.txt").read_text("utf-8")
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
            assert client.post("/api/compare", content=text).status_code == 200  # has a process
            with client.stream("GET", "/api/changes") as open_stream:  # who still listens
                assert open_stream.status_code == 200
                os.killpg(running.pid, by) if by is signal.SIGINT else running.send_signal(by)
                rest, problems = running.communicate(timeout=30)

    assert (running.returncode, rest, problems) == (0, "", "")
    assert _all_gone(running.pid)


def _all_gone(session: int) -> bool:
    """Whether no process of a session is left, soon; one that has ended counts as gone."""
    for _ in range(50):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    found = subprocess.run(["ps", "-o", "stat=", "-g", str(session)], capture_output=True)
    return all(line.strip().startswith(b"Z") for line in found.stdout.splitlines())
