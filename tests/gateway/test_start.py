"""`make gateway`: says where it answers, answers what it says to try, and ends with all that it started."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.processes import children, until

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("curl")
def test_it_says_what_to_try_and_ends_whole():
    command = [sys.executable, "-m", "tools.gateway", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            told = next(filter(None, (re.match(r"  (curl .*)", line) for line in process.stdout)))
            done = subprocess.run(["bash", "-c", told[1]], capture_output=True, text=True, check=True)
            assert "VERDICT_CONFLICT" in done.stdout
            started = children(process.pid)
            assert len(started) == 3
        finally:
            os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 0
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
