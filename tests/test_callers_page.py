"""The page for callers: its programs print what it says, its command answers, and it names every method."""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.server.running import serving
from veritab_client import AsyncClient, Client
from veritab_engine import ReferenceTables
from veritab_server.snapshots import Snapshots

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "callers.md").read_text("utf-8")
BLOCKS = [(found[1], found[2]) for found in re.finditer(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]
ADDRESS = "localhost:50051"


@pytest.fixture(scope="module")
def address():
    with serving(snapshots=Snapshots.of(ReferenceTables.shipped())) as address:
        yield address


def test_each_program_prints_what_the_page_says(address, monkeypatch):
    monkeypatch.chdir(ROOT)
    namespace: dict[str, Any] = {}
    for (language, program), (after, output) in pairwise([*BLOCKS, ("", "")]):
        if language == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(program.replace(ADDRESS, address), namespace)
            assert printed.getvalue() == (output if after == "text" else "")
    namespace["client"].close()
    namespace["many"].close()


def test_the_command_answers(address):
    [command] = [text for language, text in BLOCKS if not language and text.startswith("buf curl")]
    told = command.replace("buf", str(Path(sys.executable).parent / "buf"), 1).replace(ADDRESS, address)
    done = subprocess.run(["bash", "-c", told], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["report"]["verdict"] == "VERDICT_CONFLICT"


@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_the_page_names_every_method(client):
    methods = [name for name, _ in inspect.getmembers(client, inspect.isfunction) if not name.startswith("_")]
    assert [name for name in methods if f"{name}(" not in PAGE] == []
