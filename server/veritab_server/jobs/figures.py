"""The figures of jobs. The store is one for all workers, so whoever looked last tells them.

To be imported by workers alone, like `observing.measures`.
"""

from __future__ import annotations

from prometheus_client import Gauge

from veritab_server.jobs.job import Figures

JOBS = Gauge("veritab_jobs", "Jobs that are kept, by state.", ["state"], multiprocess_mode="mostrecent")
WAITING = Gauge("veritab_jobs_waiting_documents", "Documents without a result.", multiprocess_mode="mostrecent")
OLDEST = Gauge(
    "veritab_jobs_oldest_seconds",
    "Seconds since the oldest job with such a document was made.",
    multiprocess_mode="mostrecent",
)


def show(figures: Figures) -> None:
    """Tell these."""
    for state, number in figures.jobs.items():
        JOBS.labels(state.value).set(number)
    WAITING.set(figures.waiting)
    OLDEST.set(figures.oldest)
