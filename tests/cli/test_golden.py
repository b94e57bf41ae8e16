"""The command line by example: each folder of `golden` is one run of the real program.

    args      the command line after "veritab"
    stdin     what it reads, where there is something
    stdout, stderr, status   what is expected; an absent file is empty, and status 0

It runs in a copy of `files`, beside `tables`; the copy's path reads "<here>" in what is expected. After a change of
output, `UPDATE_GOLDEN=1 make test ARGS=tests/cli` writes the folders anew: read the difference.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.server.running import TABLES

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in (HERE / "golden").glob("*/args"))
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
AGE = re.compile(rf"\d+ days before {date.today()}")
"""How old a table is today."""
SNAPSHOT = re.compile(r'"snapshot": "[0-9a-f+]+"')
"""A hash of all that the tables are, which changes with them and with what a descriptor can say."""
CONFIDENCE = re.compile(r'"confidence": (?!0\.0\b)[\d.]+')
"""How sure a verdict is, which changes whenever its weights are fitted anew."""
EXPECTED = ("stdout", "stderr", "status")


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    shutil.copytree(HERE / "files", folder, dirs_exist_ok=True)
    shutil.copytree(TABLES, folder / "tables")
    (folder / "folder").mkdir()
    (folder / "binary.bin").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "latin.txt").write_bytes("Le café a coûté 3 €.".encode("cp1252"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "latin.html").write_bytes("<p>Le café a coûté 3 €.</p>".encode("cp1252"))
    (folder / "text.docx").write_bytes(b"In 2024, ferry revenue in Halvik reached $57.3 million.")
    (folder / "empty.md").write_bytes(b"```\n2024\n```\n")
    write_word(folder / "story.docx")
    return folder


def write_word(path):
    """A Word document with a heading, a wrong figure, and a right one in a table."""
    story = docx.Document()
    story.add_heading("Ferries earn more")
    told = story.add_paragraph("In 2024, ferry revenue in Halvik reached ")
    told.add_run("$57.3").bold = True
    told.add_run(" million.")
    row = story.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Tornes", "In 2024, ferry revenue in Tornes was $21.9 million."
    story.save(path)


def run(case, here):
    """What the program printed, and its status, by the names of the files that expect it."""
    stdin = case / "stdin"
    done = subprocess.run(
        [sys.executable, "-m", "veritab_client", *shlex.split((case / "args").read_text("utf-8"))],
        cwd=here,
        input=stdin.read_bytes() if stdin.exists() else b"",
        capture_output=True,
        timeout=60,
    )
    said = {"stdout": done.stdout.decode(), "stderr": done.stderr.decode(), "status": f"{done.returncode}\n"}
    return {name: _steady(text.replace(str(here), "<here>")) for name, text in said.items()}


def _steady(text):
    text = CONFIDENCE.sub('"confidence": "<confidence>"', text)
    return SNAPSHOT.sub('"snapshot": "<snapshot>"', AGE.sub("<age>", text))


def expected(case):
    absent = {"stdout": "", "stderr": "", "status": "0\n"}
    return {name: (case / name).read_text("utf-8") if (case / name).exists() else absent[name] for name in EXPECTED}


def write(case, said):
    for name in EXPECTED:
        (case / name).unlink(missing_ok=True)
        if said[name] not in ("", "0\n"):
            (case / name).write_text(said[name], "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_run(case, here):
    said = run(case, here)
    if UPDATE:
        write(case, said)
    assert said == expected(case)
    assert "Traceback" not in said["stderr"]


@pytest.mark.parametrize("case", [case for case in CASES if case.name.startswith("cannot")], ids=lambda case: case.name)
def test_what_cannot_be_done_is_said_in_one_line(case):
    said = expected(case)
    assert said["status"] == "2\n"
    assert said["stderr"].startswith("veritab: ")
    assert said["stderr"].count("\n") == 1
