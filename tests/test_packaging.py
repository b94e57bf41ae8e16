"""What `pip install veritab` and `pip install veritab[server]` give, tried in empty environments.

Both are installed from their lock files, as a user who pins hashes would, and run outside the checkout.
"""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
LOCKS = CHECKOUT / "requirements"
EXAMPLE = CHECKOUT / "examples" / "customs-figures.txt"
"""Has one figure wrong: it says $248.4 billion, and the tables that ship say $244.8 billion."""


def run(*command: str | Path, cwd: Path, exits: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    """Run a command away from the checkout, and show what it said where it ends otherwise than it should."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode in exits, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


class Installed:
    """An environment of its own with the wheel in it."""

    def __init__(self, folder: Path, wheel: Path, lock: str) -> None:
        venv.create(folder / "env", with_pip=False)
        self.folder = folder
        self.bin = folder / "env" / "bin"
        self.pip("install", "--quiet", "--require-hashes", "-r", LOCKS / lock)
        self.pip("install", "--quiet", "--no-deps", wheel)

    def pip(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, "-m", "pip", "--python", self.bin / "python", *arguments, cwd=self.folder)

    def python(self, code: str) -> str:
        return run(self.bin / "python", "-c", code, cwd=self.folder).stdout.strip()

    def veritab(self, *arguments: str | Path, exits: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
        return run(self.bin / "veritab", *arguments, cwd=self.folder, exits=exits)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, CHECKOUT, cwd=out)
    [wheel] = out.glob("veritab-*.whl")
    return wheel


@pytest.fixture(scope="module")
def light(tmp_path_factory, wheel):
    return Installed(tmp_path_factory.mktemp("light"), wheel, "light.lock")


@pytest.fixture(scope="module")
def full(tmp_path_factory, wheel):
    return Installed(tmp_path_factory.mktemp("full"), wheel, "server.lock")


def test_one_wheel_carries_every_package_and_all_the_tables_that_ship(wheel):
    carried = set(zipfile.ZipFile(wheel).namelist())
    assert {
        f"{package}/{file}"
        for package in ("veritab", "veritab_batch", "veritab_client", "veritab_engine", "veritab_server")
        for file in ("__init__.py", "py.typed")
    } <= carried
    assert any(name.startswith("veritab/v1/") and name.endswith("_pb2_grpc.py") for name in carried)

    tables = [file for file in (CHECKOUT / "reference_data").rglob("*") if file.is_file()]
    assert tables
    assert {f"veritab_engine/{table.relative_to(CHECKOUT).as_posix()}" for table in tables} <= carried


@pytest.mark.parametrize("kind", ["light", "full"])
def test_a_lock_holds_all_that_the_wheel_asks_for(kind, request):
    assert "No broken requirements" in request.getfixturevalue(kind).pip("check").stdout


@pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.lock")), ids=lambda lock: lock.stem)
def test_a_lock_names_no_registry_and_no_machine(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    assert str(CHECKOUT) not in text


def test_a_light_install_has_the_command_line_and_none_of_the_engine_s_dependencies(light):
    assert "check" in light.veritab("--help").stdout
    heavy = ("polars", "rapidfuzz", "yaml", "snowballstemmer", "jsonschema")
    assert light.python(f"from importlib.util import find_spec; print([n for n in {heavy} if find_spec(n)])") == "[]"


def test_a_light_install_says_in_one_sentence_what_its_own_engine_needs(light):
    said = light.veritab("check", EXAMPLE, exits=(2,)).stderr.strip()
    assert "veritab[server]" in said
    assert "\n" not in said


def test_a_light_install_reads_markdown_and_says_what_html_needs(light):
    read = "from veritab_client import read_bytes; print(read_bytes(b'# In *2024*', 'markdown').text)"
    assert light.python(read) == "In 2024"
    page = light.folder / "page.html"
    page.write_text("<p>In 2024</p>")
    said = light.veritab("check", "--server", "localhost:1", page, exits=(2,)).stderr
    assert (
        said == f'veritab: {page}: reading HTML needs the library that finds its text: pip install "veritab[html]".\n'
    )


def test_a_full_install_checks_a_text_by_itself(full):
    said = full.veritab("check", EXAMPLE, exits=(1,)).stdout
    assert EXAMPLE.name in said
    assert "$244.8 billion" in said


def test_a_full_install_finds_the_tables_in_the_wheel(full):
    found = full.python(
        "import veritab_engine; from veritab_engine import ReferenceTables;"
        "ReferenceTables.shipped(); print(veritab_engine.__file__)"
    )
    assert Path(found).is_relative_to(full.folder)
