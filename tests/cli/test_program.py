"""The program as a process: what it loads, what it bears, and its server from start to end."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest
import trustme

from tests.server.running import TABLES, WRONG
from veritab_client import Client
from veritab_client.cli.options import INPUT_FORMATS
from veritab_client.errors import Unavailable
from veritab_client.formats import FORMATS

VERITAB = [sys.executable, "-m", "veritab_client"]
ROOT = Path(__file__).parent.parent.parent
OWN = ["--no-shipped", "--tables", str(TABLES / "ferries")]


def veritab(*arguments, **more):
    return subprocess.run([*VERITAB, *arguments], capture_output=True, text=True, timeout=60, **more)


@contextmanager
def served(*arguments, own=OWN):
    """`veritab serve` on a free port; gives its process and its address."""
    command = [*VERITAB, "serve", "--listen", "localhost:0", *own, *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            told = re.search(r"serving on (\S+)", process.stderr.readline())
            assert told is not None
            yield process, told[1]
        finally:
            process.kill()


def test_help_loads_nothing_heavy():
    code = "import sys, veritab_client.cli; print([name for name in sys.modules if '.' not in name])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "'click'" in loaded
    for heavy in (
        "grpc",
        "google",
        "polars",
        "yaml",
        "veritab_engine",
        "markdown_it",
        "trafilatura",
        "lxml",
        "zipfile",
    ):
        assert f"'{heavy}'" not in loaded


def test_version():
    assert veritab("--version").stdout == f"veritab {version('veritab')}\n"


def test_no_command_prints_the_commands():
    done = veritab()
    assert done.returncode == 2
    assert "check" in done.stderr


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = veritab("check", *OWN, str(large))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"veritab: {large}: the file is larger than 10 MiB, the most that a document may have.\n"


def test_a_file_name_that_is_no_text_is_shown_as_well_as_can_be(tmp_path):
    named = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(named)).write_text(WRONG)
    done = veritab("check", *OWN, named)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{tmp_path}/caf\N{REPLACEMENT CHARACTER}.txt:1:42" in done.stdout


def test_output_is_utf8_whatever_the_locale_is():
    done = subprocess.run(
        [*VERITAB, "check", *OWN, "--format", "jsonl", "-"],
        input=f"Ça va? {WRONG}".encode(),
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
    )
    assert done.stderr == b""
    assert all(json.loads(line)["document"] == "-" for line in done.stdout.decode("utf-8").splitlines())


def test_output_into_a_closed_pipe_is_no_failure_of_ours():
    command = " ".join([*VERITAB, "tables", "list", "|", "true;", "exit ${PIPESTATUS[0]}"])
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (2, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_output_onto_a_full_disk_is_said_to_be_lost():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*VERITAB, "check", *OWN, "-"], input=WRONG, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr == "veritab: standard output: it cannot be written (no space left on device).\n"


def test_an_interrupt_does_not_wait_for_the_check_that_runs(tmp_path):
    long = tmp_path / "long.txt"
    long.write_text(WRONG + " " + "Revenue of the ferries was 5 million euros in 2020. " * 180_000)
    command = [*VERITAB, "check", *OWN, "-", str(long)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdin.write(WRONG.encode())
            process.stdin.close()
            process.stdout.readline()  # the first text is done ...
            time.sleep(1)  # ... and the long one has begun
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 130
            assert process.stderr.read().strip() == b""
        finally:
            process.kill()


def test_the_options_name_the_formats_that_there_are():
    assert INPUT_FORMATS == FORMATS


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_server_gives_what_the_program_gives_by_itself(form):
    with served() as (_, address):
        there = veritab("check", "--server", address, "--format", form, "-", input=WRONG)
    here = veritab("check", *OWN, "--format", form, "-", input=WRONG)
    assert here.returncode == 1
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_ends_well(number):
    with served() as (process, address), Client(address, retries=False) as client:
        assert client.check(WRONG).conflicts
        process.send_signal(number)
        assert process.wait(timeout=30) == 0
        assert "stopped" in process.stderr.read()
        with pytest.raises(Unavailable):
            client.check(WRONG)


def test_a_table_travels_to_a_server(tmp_path):
    (tmp_path / "cranes.csv").write_text("port,year,cranes\nHalvik,2023,3\nHalvik,2024,5\n")
    own = ["--table", str(tmp_path / "cranes.csv"), "-"]
    with served() as (_, address):
        there = veritab("check", "--server", address, *own, input="In 2024, Halvik had 3 cranes.")
        beside = veritab("check", "--server", address, "--all-tables", *own, input=WRONG)
    here = veritab("check", *own, input="In 2024, Halvik had 3 cranes.")
    assert here.returncode == 1
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert beside.returncode == 1


def test_a_server_without_tables_checks_against_those_that_come():
    with served(own=("--no-shipped",)) as (_, address):
        done = veritab("check", "--server", address, "--table", "docs/sales.csv", "docs/sales.txt", cwd=ROOT)
        listed = veritab("tables", "list", "--server", address)
    assert (done.returncode, done.stderr) == (1, "")
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, "", "")


def test_the_history_of_a_server_s_tables_is_told_and_made(tmp_path):
    folder = shutil.copytree(TABLES / "ferries", tmp_path / "ferries")
    with served("--admin", "--no-watch", own=("--no-shipped", "--tables", str(folder))) as (_, address):
        again = veritab("tables", "reload", "--server", address).stdout
        (folder / "ferry-revenue.csv").write_text("port,year,revenue\nHalvik,2024,6Z.8\n")
        broken = veritab("tables", "reload", "--server", address)
        told = veritab("tables", "snapshots", "--server", address).stdout.splitlines()
        record = json.loads(veritab("tables", "snapshots", "--server", address, "--format", "json").stdout)
    assert broken.returncode == 2
    assert broken.stderr.startswith('veritab: ferry-revenue.csv, row 2, column "revenue": "6Z.8" is not a number')
    assert [re.sub(r"\s+", " ", line).split(" ")[1] for line in told] == ["refused", "current", "current"]
    assert again.split() in [line.split() for line in told]
    assert again.endswith(" call  1 tables, 10 rows, as before\n")
    loads = [(load["state"], load["trigger"], load["changed"]) for load in record["snapshots"]]
    assert loads == [("refused", "call", False), ("current", "call", False), ("current", "start", True)]
    assert record["snapshots"][1]["rows"] == 10


def test_a_server_lets_nobody_reload_unless_told_so():
    with served() as (_, address):
        done = veritab("tables", "reload", "--server", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert "without --admin" in done.stderr


def test_a_port_that_is_taken_is_said_to_be_so():
    with served() as (_, address):
        done = veritab("serve", "--listen", address, *OWN)
    assert done.returncode == 2
    assert done.stderr == f"veritab: Cannot listen on {address}: address already in use.\n"


def test_tables_that_cannot_be_loaded_stop_a_server_from_starting(tmp_path):
    done = veritab("serve", "--listen", "localhost:0", "--tables", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert done.stderr.startswith(f"veritab: {tmp_path}/nowhere: no such file or folder")


def test_a_server_that_asks_for_certificates_is_shown_one(tmp_path):
    authority, one, apart = trustme.CA(), tmp_path / "one.pem", [tmp_path / "certificate.pem", tmp_path / "key.pem"]
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    issued = authority.issue_cert("localhost")
    for file, part in zip(apart, (issued.cert_chain_pems[0], issued.private_key_pem), strict=True):
        part.write_to_path(str(file))
    issued.private_key_and_cert_chain_pem.write_to_path(str(one))
    files = zip(("certificate", "key", "client_ca"), (*apart, tmp_path / "ca.pem"), strict=True)
    told = [part for name, file in files for part in ("--set", f"tls.{name}={file}")]
    with served(*told) as (_, address):
        asked = ["check", "--server", address, "--ca", str(tmp_path / "ca.pem"), "-"]
        assert veritab(*asked, input=WRONG).returncode == 2
        assert veritab(*asked, "--client-certificate", str(one), input=WRONG).returncode == 1
        pair = ["--client-certificate", str(apart[0]), "--client-key", str(apart[1])]
        assert veritab(*asked, *pair, input=WRONG).returncode == 1
    assert "name that with --client-certificate" in veritab(*asked, *pair[2:], input=WRONG).stderr


def test_a_key_is_made_shown_once_used_listed_and_revoked(tmp_path):
    file, secret = str(tmp_path / "keys.json"), tmp_path / "key.txt"
    made = veritab("keys", "create", "copy desk", "--keys", file, "--rate", "20")
    secret.write_text(made.stdout)
    with served("--set", f"keys={file}") as (_, address):
        asked = ["check", "--server", address, "-"]
        assert veritab(*asked, input=WRONG).returncode == 2
        assert veritab(*asked, "--key-file", str(secret), input=WRONG).returncode == 1
        [line] = veritab("keys", "list", "--keys", file).stdout.splitlines()
        id = line.split()[0]
        assert re.fullmatch(rf"{id}  check  copy desk  key  since \S+  20 calls a second", line)
        assert made.stdout.startswith(f"vt_{id}_")
        revoked = veritab("keys", "revoke", id, "--keys", file)
        assert revoked.stdout == f"{id}: revoked; copy desk is let in no more\n"
        time.sleep(1.1)
        assert "Bearer KEY" in veritab(*asked, "--key-file", str(secret), input=WRONG).stderr
