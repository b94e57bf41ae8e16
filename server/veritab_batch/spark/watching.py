"""How far a job of Spark is, for whoever looks on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from veritab_batch.progress import Look, Progress

if TYPE_CHECKING:
    from pyspark import SparkContext

EVERY = 1.0
"""Seconds between two looks."""
GROUP = "veritab batch: checking"


@contextmanager
def watched(context: SparkContext, documents: int, shares: int, look: Look) -> Iterator[None]:
    """Show how many of the shares are done, while the jobs within the context run."""
    context.setJobGroup(GROUP, GROUP, interruptOnCancel=True)
    ended = Event()
    watcher = Thread(target=_watch, args=(context, Progress(shares, look), documents, shares, ended), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
        context.setLocalProperty("spark.jobGroup.id", None)


def _watch(context: SparkContext, progress: Progress, documents: int, shares: int, ended: Event) -> None:
    tracker = context.statusTracker()
    progress.begin()
    while not ended.wait(EVERY):
        stages = [
            stage
            for job in tracker.getJobIdsForGroup(GROUP)
            for id in (tracker.getJobInfo(job) or NOTHING).stageIds
            if (stage := tracker.getStageInfo(id)) is not None and stage.numTasks == shares
        ]
        done = max((stage.numCompletedTasks for stage in stages), default=0)
        if done > progress.read:
            progress.add(documents * done // shares - progress.documents, done - progress.read)


class _Nothing:
    stageIds: tuple[int, ...] = ()


NOTHING = _Nothing()
