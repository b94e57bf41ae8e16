"""docs/jobs.md: its commands and its program print what it says."""

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.running import serving
from veritab_engine import ReferenceTables
from veritab_server.settings import Jobs, Settings
from veritab_server.snapshots import Snapshots

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "jobs.md").read_text("utf-8")
BLOCKS = {found[1]: found[2] for found in re.finditer(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)}
ADDRESS = "localhost:50051"
ID = re.compile(r"[0-9a-f]{32}")
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    settings = Settings(grace=5, jobs=Jobs(store=str(tmp_path_factory.mktemp("jobs"))))
    with serving(settings, Snapshots.of(ReferenceTables.shipped())) as address:
        yield address


def test_its_commands_print_what_it_says(address):
    told = BLOCKS["console"].splitlines()
    script = "\n".join(line.removeprefix("$ ").replace(ADDRESS, address) for line in told if line.startswith("$ "))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    printed = "\n".join(line for line in told if not line.startswith("$ "))
    assert steady(done.stdout + done.stderr).strip() == steady(printed).strip()


def test_its_program_prints_what_it_says(address):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(BLOCKS["python"].replace(ADDRESS, address), {})
    assert printed.getvalue() == BLOCKS["text"]


def steady(text):
    """The text without what differs from run to run."""
    return TIME.sub("<time>", ID.sub("<id>", text))
