"""docs/http.md and the README: every command that calls the gateway is run, and prints what they say."""

import re
import subprocess
from pathlib import Path

import pytest
from tools.gateway.configuration import OWN_ERRORS

ROOT = Path(__file__).parents[2]
PAGE, README = ((ROOT / name).read_text("utf-8") for name in ("docs/http.md", "README.md"))
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESS = "http://localhost:8080"


def commands():
    for block in BLOCK.findall(PAGE + README):
        for part in block.split("$ curl")[1:]:
            command, _, output = part.partition("\n")
            yield f"curl{command}", output


def test_both_have_some():
    assert ADDRESS in PAGE
    assert ADDRESS in README


@pytest.mark.usefixtures("curl")
@pytest.mark.parametrize(("command", "output"), list(commands()), ids=lambda text: text[:60])
def test_a_command_prints_what_the_page_says(url, command, output):
    told = ["bash", "-c", command.replace(ADDRESS, url)]
    done = subprocess.run(told, capture_output=True, text=True, check=False)
    assert done.stdout.rstrip("\n") == output.rstrip("\n")


def test_the_page_has_every_error_of_the_gateways_own():
    rows = re.findall(r"^\| ([\d, ]+) \| (`[A-Z_]+`.*?) \|", PAGE, re.MULTILINE)
    told = {
        (int(status), reason)
        for statuses, reasons in rows
        for status in statuses.split(", ")
        for reason in re.findall(r"`(\w+)`", reasons)
    }
    assert {(status, reason) for status, (_, reason) in OWN_ERRORS.items()} <= told
