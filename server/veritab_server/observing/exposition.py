"""The page of figures that Prometheus reads: those of all workers together, and those of the server as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from veritab_engine.errors import SettingError
from veritab_server.loads import Load

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which workers know where to write their figures."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the supervisor knows of the server."""

    workers: int
    deaths: int
    loads: int
    refused: int
    current: Load | None
    """The load that gave the current snapshot; None before the first."""
    processes: Mapping[str, int]
    """The processes that there are, by name."""
    last_refused: bool
    """Whether the last load was refused, so that the tables are older than their files."""


class Exposition:
    """Answers at an address of its own as long as it lasts. The workers have to be started after it."""

    def __init__(self, address: str, folder: Path, figures: Callable[[], Figures]) -> None:
        """Take the address; SettingError where it cannot be had."""
        self._folder, self._figures = folder, figures
        folder.mkdir()
        os.environ[FOLDER] = str(folder)
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
        registry.register(self)
        host, _, port = address.rpartition(":")
        try:
            self._server, _ = start_http_server(int(port), host.strip("[]"), registry)
        except (OSError, ValueError) as error:
            raise SettingError(f"metrics: cannot listen on {address} ({error}).") from None
        self.address = f"{host}:{self._server.server_port}"
        """With the port that was taken where 0 was asked for."""

    def forget(self, pid: int) -> None:
        """A worker has ended: what ran there runs no more, and what was counted stays."""
        mark_process_dead(pid, str(self._folder))  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()

    def collect(self) -> Iterator[Metric]:
        """The figures of the server as a whole."""
        told = self._figures()
        yield GaugeMetricFamily("veritab_workers", "Workers that answer calls.", told.workers)
        yield CounterMetricFamily("veritab_worker_deaths", "Workers that ended unasked.", told.deaths)
        yield CounterMetricFamily("veritab_loads", "Loads of the tables.", told.loads)
        yield CounterMetricFamily("veritab_loads_refused", "Loads that were refused.", told.refused)
        stale = "Whether the last load was refused, so that the tables are older than their files."
        yield GaugeMetricFamily("veritab_last_load_refused", stale, told.last_refused)
        yield from _processes(told.processes)
        info = GaugeMetricFamily("veritab_build_info", "1, with the version that runs.", labels=["version"])
        info.add_metric([version("veritab")], 1)
        yield info
        if told.current is None:
            return
        age = (datetime.now(UTC) - told.current.time).total_seconds()
        yield GaugeMetricFamily("veritab_snapshot_age_seconds", "Seconds since the tables were loaded.", age)
        yield GaugeMetricFamily("veritab_tables", "Tables that claims are checked against.", told.current.tables)
        yield GaugeMetricFamily("veritab_rows", "Rows of all of them.", told.current.rows)


def _processes(processes: Mapping[str, int]) -> Iterator[Metric]:
    """What the system says of each process; nothing where it has no /proc, and nothing of one that has just ended."""
    families: dict[str, Metric] = {}
    for name, pid in processes.items():
        for found in ProcessCollector("veritab", partial(int, pid), registry=None).collect():
            family = families.setdefault(found.name, Metric(found.name, found.documentation, found.type))
            for sample in found.samples:
                family.add_sample(sample.name, {"process": name}, sample.value)
    yield from families.values()
