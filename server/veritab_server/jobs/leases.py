"""What workers do with jobs: take documents for a while, and give results or the documents back.

A result is written in the transaction that ends the lease its document was taken under. So a document that was taken
twice, because its first worker seemed dead, still gets one result; and one whose worker is dead is taken again when its
lease has run out.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable, Sequence
from uuid import uuid4

from veritab_server.conversion.job import write_failure
from veritab_server.jobs.database import Database, Transaction
from veritab_server.jobs.errors import SetAside
from veritab_server.jobs.job import Figures, Lease, Result, State, Taken
from veritab_server.jobs.rows import end_if_done, locked, remove
from veritab_server.settings import Jobs

TOGETHER = 16
"""Documents of a lease."""
TOGETHER_BYTES = 1024 * 1024
"""Bytes of a lease beyond which it takes no further document."""
TRIES = 3
"""Times that the worker of a document may die or fall silent before the document is set aside."""
AGAIN = 3
"""Looks for documents, where others take them first."""

ACTIVE = "state IN ('open', 'running')"

LOG = logging.getLogger("veritab.server")


class Leases:
    """The documents that wait, whosever they are. All methods raise StoreUnavailable where the database is gone."""

    def __init__(self, database: Database, settings: Jobs) -> None:
        self._database, self._settings = database, settings
        self._holder = f"{socket.gethostname()}:{os.getpid()}"

    def claim(self) -> Lease | None:
        """Some documents of the job that was served least recently; None where none waits."""
        for _ in range(AGAIN):
            with self._database.reading() as transaction:
                jobs = transaction.rows(
                    f"SELECT id FROM veritab_jobs WHERE {ACTIVE} AND EXISTS (SELECT 1 FROM veritab_documents "
                    "WHERE job = veritab_jobs.id AND NOT done AND lease IS NULL) ORDER BY served, number LIMIT 1"
                )
            if not jobs:
                return None
            with self._database.writing() as transaction:
                lease = self._claim(transaction, jobs[0][0])
            if lease is not None:
                return lease
        return None

    def tables(self, job: str) -> bytes:
        """What goes with all documents of a job."""
        with self._database.reading() as transaction:
            rows = transaction.rows("SELECT tables FROM veritab_jobs WHERE id = ?", job)
        return rows[0][0] if rows else b""

    def keep(self, leases: Iterable[str]) -> set[str]:
        """Make leases last on; gives those that are still held: of a job that was cancelled there is none."""
        with self._database.writing() as transaction:
            until = transaction.now + self._settings.lease
            update = "UPDATE veritab_leases SET until = ? WHERE id = ?"
            return {id for id in leases if transaction.run(update, until, id)}

    def finish(self, lease: Lease, results: Sequence[Result]) -> bool:
        """Write results and give back the other documents; False, and nothing is done, where it is held no more."""
        with self._database.writing() as transaction:
            locked(transaction, lease.job)
            if not transaction.run("DELETE FROM veritab_leases WHERE id = ?", lease.id):
                return False
            sizes = {each.position: len(each.request) for each in lease.documents}
            self._write(transaction, lease.job, results, sizes)
            left = sizes.keys() - {each.position for each in results}
            transaction.many(
                "UPDATE veritab_documents SET lease = NULL, tries = tries - 1 WHERE job = ? AND position = ?",
                [(lease.job, position) for position in left],
            )
        return True

    def recover(self) -> None:
        """Free the documents of leases that have run out; one that has outlived too many workers fails."""
        with self._database.reading() as transaction:
            over = transaction.rows("SELECT id, job FROM veritab_leases WHERE until < ?", transaction.now)
        for id, job in over:
            with self._database.writing() as transaction:
                locked(transaction, job)
                ended = "DELETE FROM veritab_leases WHERE id = ? AND until < ?"
                if transaction.run(ended, id, transaction.now):
                    self._free(transaction, id, job)

    def sweep(self) -> None:
        """Delete the jobs that have expired."""
        with self._database.reading() as transaction:
            expired = transaction.rows("SELECT id FROM veritab_jobs WHERE expires < ?", transaction.now)
        for (id,) in expired:
            with self._database.writing() as transaction:
                job = locked(transaction, id)
                if job is not None and job.expires is not None and job.expires < transaction.now:
                    remove(transaction, id)
                    LOG.info("job %s expired", id)

    def figures(self) -> Figures:
        """What there is."""
        with self._database.reading() as transaction:
            states: dict[str, int] = dict(transaction.rows("SELECT state, count(*) FROM veritab_jobs GROUP BY state"))
            [(waiting, first)] = transaction.rows(
                "SELECT coalesce(sum(documents - checked - failed), 0), min(created) FROM veritab_jobs "
                f"WHERE {ACTIVE} AND checked + failed < documents"
            )
            oldest = transaction.now - first if first is not None else 0.0
        return Figures({state: states.get(state.value, 0) for state in State}, int(waiting), oldest)

    def _claim(self, transaction: Transaction, job_id: str) -> Lease | None:
        job = locked(transaction, job_id)
        if job is None or job.state.ended:
            return None
        rows = transaction.rows(
            "SELECT position, size, tries FROM veritab_documents WHERE job = ? AND NOT done AND lease IS NULL "
            f"ORDER BY position LIMIT {TOGETHER}",
            job_id,
        )
        positions = _together(rows)
        if not positions:
            return None
        lease = uuid4().hex
        transaction.run(
            "INSERT INTO veritab_leases (id, job, holder, until) VALUES (?, ?, ?, ?)",
            *(lease, job_id, self._holder, transaction.now + self._settings.lease),
        )
        transaction.many(
            "UPDATE veritab_documents SET lease = ?, tries = tries + 1 WHERE job = ? AND position = ?",
            [(lease, job_id, position) for position in positions],
        )
        transaction.run(
            "UPDATE veritab_jobs SET served = ?, started = coalesce(started, ?) WHERE id = ?",
            *(transaction.now, transaction.now, job_id),
        )
        marks = ", ".join("?" * len(positions))
        texts = transaction.rows(
            f"SELECT position, request FROM veritab_texts WHERE job = ? AND position IN ({marks}) ORDER BY position",
            *(job_id, *positions),
        )
        return Lease(lease, job_id, job.snapshot, [Taken(*row) for row in texts])

    def _free(self, transaction: Transaction, lease: str, job: str) -> None:
        """Let go of what a lease held that has run out."""
        rows = transaction.rows(
            "SELECT position, size, tries FROM veritab_documents WHERE job = ? AND NOT done AND lease = ?", job, lease
        )
        transaction.run(
            "UPDATE veritab_documents SET lease = NULL WHERE job = ? AND NOT done AND lease = ?", job, lease
        )
        LOG.warning("job %s: the worker of %d documents has died or fallen silent", job, len(rows))
        aside = [write_failure(position, SetAside(tries)) for position, _, tries in rows if tries >= TRIES]
        for each in aside:
            LOG.error("job %s: document %d is set aside after %d workers", job, each.position, TRIES)
        self._write(transaction, job, aside, {position: size for position, size, _ in rows})

    def _write(self, transaction: Transaction, job: str, results: Sequence[Result], sizes: dict[int, int]) -> None:
        """Write results, and end the job where they were the last; `sizes` are those of the texts that go."""
        if not results:
            return
        places = [(job, each.position) for each in results]
        transaction.many(
            "INSERT INTO veritab_results (job, position, message) VALUES (?, ?, ?)",
            [(job, each.position, each.message) for each in results],
        )
        transaction.many(
            "UPDATE veritab_documents SET done = TRUE, lease = NULL WHERE job = ? AND position = ?", places
        )
        transaction.many("DELETE FROM veritab_texts WHERE job = ? AND position = ?", places)
        failed = sum(each.failed for each in results)
        grown = sum(len(each.message) - sizes[each.position] for each in results)
        transaction.run(
            "UPDATE veritab_jobs SET checked = checked + ?, failed = failed + ?, size = size + ? WHERE id = ?",
            *(len(results) - failed, failed, grown, job),
        )
        if end_if_done(transaction, job, self._settings.expiry):
            LOG.info("job %s is done", job)


def _together(rows: Sequence[tuple[int, int, int]]) -> list[int]:
    """The positions of the documents that one lease takes: one whose worker has died before goes alone."""
    taken: list[int] = []
    filled = 0
    for position, size, tries in rows:
        if taken and (tries or filled + size > TOGETHER_BYTES):
            break
        taken.append(position)
        filled += size
        if tries:
            break
    return taken
