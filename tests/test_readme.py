"""The README: every command and every program in it is run, and prints what the README says.

A ```console block holds commands behind "$ " with their output below; a ```python block is followed by a ```text block
with what it prints. "localhost:50051" stands for a server that the test starts; what calls a gateway is run in
tests/gateway, where there is one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.server.running import serving
from veritab_engine import ReferenceTables
from veritab_engine.extract import KINDS
from veritab_engine.link.linker import LINKERS
from veritab_server.snapshots import Snapshots

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESS = "localhost:50051"
GATEWAY = "http://localhost:8080"


def blocks() -> list[tuple[str, str]]:
    return [(found[1], found[2]) for found in BLOCK.finditer(README)]


def commands() -> Iterator[tuple[str, str]]:
    """Every command of the console blocks with its output."""
    for language, text in blocks():
        if language == "console":
            for part in text.split("$ ")[1:]:
                command, _, output = part.partition("\n")
                if GATEWAY not in command:
                    yield command, output


def programs() -> Iterator[tuple[str, str]]:
    """Every Python block with the output in the block behind it."""
    found = blocks()
    for (language, text), (_, output) in pairwise(found):
        if language == "python":
            yield text, output


def run(*command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(("command", "output"), list(commands()), ids=lambda text: text[:40])
def test_a_command_prints_what_the_readme_says(command: str, output: str) -> None:
    assert run("bash", "-c", command) == output


@pytest.mark.parametrize(("program", "output"), list(programs()), ids=lambda text: text[:40])
def test_a_program_prints_what_the_readme_says(program: str, output: str) -> None:
    if ADDRESS not in program:
        assert run(sys.executable, "-c", program) == output
        return
    with serving(snapshots=Snapshots.of(ReferenceTables.shipped())) as address:
        assert run(sys.executable, "-c", program.replace(ADDRESS, address)) == output


def test_the_readme_names_every_kind_of_claim_and_those_that_are_not_checked() -> None:
    told = README.partition("\n## What it can tell\n")[2].partition("\n## ")[0].lower()
    unchecked = re.search(r"^(.*) are found, and not checked", told, re.MULTILINE)
    assert unchecked is not None
    assert [kind.name for kind in KINDS if kind.name.rstrip("y") not in told] == []
    assert [kind.name for kind in KINDS if (kind.name not in LINKERS) != (kind.name.rstrip("y") in unchecked[1])] == []


def test_the_readme_names_the_two_commands_and_files_that_exist() -> None:
    targets = {"demo", "test"}
    assert targets == set(re.findall(r"^make (\w+)", README, re.MULTILINE))
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert all((ROOT / path).exists() for path in linked)
