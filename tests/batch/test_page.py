"""docs/batch.md: its commands and its program print what the page says, and what it lists is what there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from veritab_batch import errors
from veritab_batch.sources import ENDINGS, Kind
from veritab_engine.errors import DocumentError

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "batch.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(DOCS / "sales.csv", folder)
    (folder / "articles.csv").write_text(BLOCKS["csv"])
    return folder


def run(folder: Path, *command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    return done.stderr + done.stdout


def test_the_commands_and_the_program_print_what_the_page_says(here):
    for part in BLOCKS["console"].split("$ ")[1:]:
        command, _, output = part.partition("\n")
        assert run(here, "sh", "-c", command) == output
    assert run(here, sys.executable, "-c", BLOCKS["python"]) == BLOCKS["text"]


def test_the_page_names_every_reason_and_every_ending_of_files_with_many_documents():
    reasons = {errors.FAILED, errors.WORKER_DIED, DocumentError.reason, errors.TooSlow.reason, errors.Unreadable.reason}
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)) == reasons
    assert all(f"`{ending}`" in PAGE for ending, kind in ENDINGS.items() if kind is not Kind.TEXT)
