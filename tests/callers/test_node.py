"""The example for Node, installed from its lock file and run against a real server."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server.running import RIGHT, WRONG, serving

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "callers" / "node"

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and shutil.which("npm")), reason="Node and npm are not installed"
)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The example in a folder like its own, with what it needs."""
    root = tmp_path_factory.mktemp("checkout")
    folder = root / "examples" / "callers" / "node"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("node_modules"))
    (root / "proto").mkdir()
    shutil.copy(ROOT / "proto" / "baseline.binpb", root / "proto")
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=folder, check=True)
    return folder / "check.js"


def run(program, *arguments):
    return subprocess.run(["node", program, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def address():
    with serving() as address:
        yield address


def test_a_conflict_is_cut_out_of_the_text_by_its_offsets(program, address):
    done = run(program, address, f"😀 {WRONG}")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("VT102 $57.3 million: ")
    assert "write $62.8 million" in done.stdout


def test_a_text_without_conflicts_prints_nothing(program, address):
    done = run(program, address, RIGHT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_error_is_told_apart_by_its_reason(program, address):
    done = run(program, address, RIGHT, "x")
    assert done.returncode == 2
    assert done.stderr.startswith('Leave the snapshot out: Snapshot "x" is not kept')


def test_the_lock_file_names_no_registry():
    assert '"resolved"' not in (EXAMPLE / "package-lock.json").read_text()
