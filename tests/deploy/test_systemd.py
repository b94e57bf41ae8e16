"""The unit of systemd starts what there is, and shuts it in."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from veritab_server.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = (DEPLOY / "systemd" / "veritab.service").read_text("utf-8")
ANALYZE = shutil.which("systemd-analyze")
EXPOSED = 20
"""How much of the system a service may reach, of 100, as `systemd-analyze security` counts; a plain unit has 96."""
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="a system without systemd-analyze")


def value(name):
    """What the unit says under a name."""
    return dict(re.findall(r"^(\w+)=(.*)$", UNIT, re.MULTILINE))[name]


@pytest.fixture
def unit(tmp_path):
    """The unit with a program that there is."""
    file = tmp_path / "veritab.service"
    file.write_text(UNIT.replace("/opt/veritab/bin/veritab", shutil.which("true") or ""), "utf-8")
    return file


def test_its_options_and_its_settings_are_known():
    program, *arguments = shlex.split(value("ExecStart"))
    arguments[arguments.index("/etc/veritab/veritab.toml")] = str(DEPLOY / "veritab.toml")
    assert Path(program).name == "veritab"
    command = [sys.executable, "-m", "veritab_client", *arguments, "--print-config"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if line.endswith(f"# {DEPLOY / 'veritab.toml'}")]
    assert len(told) == len(re.findall(r"^\w+ =", (DEPLOY / "veritab.toml").read_text(), re.MULTILINE))


def test_it_waits_as_long_as_calls_may_take_to_end():
    drain = float(re.findall(r"^drain = (\d+)$", (DEPLOY / "veritab.toml").read_text(), re.MULTILINE)[0])
    assert float(value("TimeoutStopSec")) > drain + Settings().grace + 5


@needs_systemd
def test_systemd_understands_it(unit):
    done = subprocess.run([str(ANALYZE), "verify", str(unit)], capture_output=True, text=True, timeout=60, check=False)
    assert unit.name not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


@needs_systemd
def test_it_reaches_little_of_the_system(unit):
    command = [str(ANALYZE), "security", "--offline=true", f"--threshold={EXPOSED}", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout[-200:] + done.stderr
