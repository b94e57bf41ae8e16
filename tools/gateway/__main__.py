"""`make gateway`: Envoy in front of two servers on this machine, until Ctrl-C."""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.gateway.configuration import Local
from tools.gateway.running import gateway

FOLDER = Path(__file__).parents[2] / "build" / "gateway"
SERVING = re.compile(r"serving on (\S+)")
PAGES_OF_THIS_MACHINE = r"https?://(localhost|127\.0\.0\.1)(:\d+)?"
TOLD = """\
The gateway answers at {url}; Ctrl-C ends it and both servers.

  curl {url}/v1/documents:check -d '{{"document": {{"text": "In 2024, China-Russia trade reached $240.1 billion."}}}}'

Methods: {url}/openapi.json   Figures: {admin}/stats/prometheus   Log of calls: {log}"""


def main() -> None:
    """Bring all up, say where, and wait."""
    parser = argparse.ArgumentParser(prog="python -m tools.gateway", description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="where it answers; 0 is any that is free")
    port = parser.parse_args().port
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: sys.exit(0))
    with ExitStack() as stack:
        servers = [stack.enter_context(_server()) for _ in range(2)]
        local = Local(f"127.0.0.1:{port}", servers, admin="127.0.0.1:0", origins=[PAGES_OF_THIS_MACHINE])
        running = stack.enter_context(gateway(FOLDER, local))
        print(TOLD.format(url=running.url, admin=running.admin, log=running.access_log), flush=True)
        running.process.wait()


@contextmanager
def _server() -> Iterator[str]:
    """A server of the tables that ship, on a free port: its address."""
    command = [sys.executable, "-m", "veritab_client", "serve", "--listen", "127.0.0.1:0", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            told = next(filter(None, map(SERVING.search, process.stderr)), None)
            if told is None:
                raise RuntimeError("a server did not start; what it said is above")
            threading.Thread(target=sys.stderr.writelines, args=[process.stderr], daemon=True).start()
            yield told[1]
        finally:
            process.terminate()


if __name__ == "__main__":
    try:
        main()
    except RuntimeError as error:
        sys.exit(str(error))
