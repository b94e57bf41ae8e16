"""A real PostgreSQL server for the tests, from the binaries that Debian's package `postgresql` installs."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "s3cr et/"
"""With signs that a connection string has to escape."""
ESCAPED = "s3cr%20et%2F"
MISSING = "PostgreSQL's server is not installed: apt-get install postgresql (.ci/run does)"


def binaries():
    """The folder of initdb and pg_ctl: on the path, or where Debian puts them; None where there is none."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True)
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


@contextmanager
def server():
    """Run a server on a free port, in a folder of its own; gives the port. The user `owner` has PASSWORD."""
    bin, folder = binaries(), Path(tempfile.mkdtemp(prefix="pg-"))
    data, log, secret = folder / "data", folder / "log", folder / "password"
    secret.write_text(PASSWORD)
    run = _runner(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(bin / "initdb", "-D", data, "-A", "scram-sha-256", "-U", "owner", f"--pwfile={secret}", "-E", "UTF8", "-N")
        run(bin / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield port
        finally:
            run(bin / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runner(folder):
    """How the binaries are run: they refuse root, who lends them to the user that the package made."""
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        subprocess.run(["chown", "-R", user, folder], check=True)

    def run(*command):
        subprocess.run(
            list(map(str, command)),
            check=True,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )

    return run
