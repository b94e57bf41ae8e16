"""The container file: a linter takes it, and what it names is there. (It is built where there is a daemon: by hand.)"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.server.processes import served
from tests.server.running import TABLES

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "container" / "Containerfile"
TEXT = FILE.read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_a_linter_takes_it():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("hadolint")), "--no-color", str(FILE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_extras_are_extras_and_its_lock_pins_what_they_need():
    [extras] = re.findall(r'"\.\[([\w,]+)\]"', TEXT)
    [lock] = re.findall(r"--require-hashes -r (\S+)", TEXT)
    pinned = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
    asked = [
        *PROJECT["dependencies"],
        *(each for extra in extras.split(",") for each in PROJECT["optional-dependencies"][extra]),
    ]
    assert {re.split(r"[\[<>=]", each)[0] for each in asked} <= pinned


def test_what_it_is_made_of_is_let_in():
    ignored = FILE.with_name("Containerfile.dockerignore").read_text("utf-8").splitlines()
    let_in = [line[1:] for line in ignored if line.startswith("!")]
    assert all((ROOT / name).exists() for name in let_in)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [*wheel["only-include"], "pyproject.toml", PROJECT["readme"], *PROJECT["license-files"]]
    assert [name for name in needed if not any(name == each or name.startswith(f"{each}/") for each in let_in)] == []


def test_it_runs_as_nobody_and_what_it_runs_is_known():
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", TEXT, re.MULTILINE)
    [program], options = (
        json.loads(each) for each in (re.findall(r"^(?:ENTRYPOINT|CMD) (\[.*\])$", TEXT, re.MULTILINE))
    )
    assert program == "veritab"
    options[options.index("/etc/veritab/veritab.toml")] = str(ROOT / "deploy" / "veritab.toml")
    command = [sys.executable, "-m", "veritab_client", *options, "--print-config"]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    ports = set(re.findall(r":(\d+)\"$", (ROOT / "deploy" / "veritab.toml").read_text(), re.MULTILINE))
    assert set(re.findall(r"^EXPOSE (.*)$", TEXT, re.MULTILINE)[0].split()) == ports


@pytest.mark.parametrize("stopped", [False, True])
def test_its_probe_tells_whether_the_server_serves(stopped):
    [probe] = re.findall(r'CMD (\["sh".*\])$', TEXT, re.MULTILINE)
    shell = json.loads(probe)
    with served("--no-shipped", "--no-watch", "--workers", "1", "--tables", str(TABLES / "ferries")) as server:
        if stopped:
            server.supervisor.terminate()
            server.supervisor.wait()
        around = {"PROBE": "", "PROBED": server.address, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
        done = subprocess.run(shell, env=around, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == (2 if stopped else 0), done.stdout
