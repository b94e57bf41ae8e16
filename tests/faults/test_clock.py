"""A clock that jumps: what waits, counts and times out goes by the monotonic clock, which does not."""

from pathlib import Path

import pytest

from tests.faults.callers import asking, go_on, nothing_lost
from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES
from veritab_client import Client

FAKED = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


@pytest.mark.skipif(FAKED is None, reason="needs libfaketime")
def test_a_clock_that_jumps_years_ahead_and_back_costs_no_call_and_no_worker(tmp_path, monkeypatch, tell):
    clock = tmp_path / "clock"
    clock.write_text("+0")
    for name, value in {
        "LD_PRELOAD": str(FAKED),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }.items():
        monkeypatch.setenv(name, value)
    options = ("--no-shipped", "--admin", "--tables", str(TABLES / "ferries"))
    with served("--workers", "2", *options) as server:
        for name in ("LD_PRELOAD", "FAKETIME_TIMESTAMP_FILE"):
            monkeypatch.delenv(name)
        workers, years = server.workers, []
        with asking(lambda: Client(server.address)) as account, Client(server.address) as client:
            for jump in ("+0", "+3650d", "-3650d", "+0"):
                clock.write_text(jump)
                go_on(account)
                years.append(client.reload().loaded.year)
            until(lambda: client.check(RIGHT).verdict == "SUPPORTED")
        assert server.workers == workers
        assert not server.logged("no sign of life")
    tell(f"loads of the years {years}: {account}")
    assert years[1] - years[0] == years[0] - years[2] == 10
    assert nothing_lost(account)
