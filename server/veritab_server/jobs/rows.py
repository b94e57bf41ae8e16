"""What callers and workers do alike with the rows of a store.

Whoever changes something of a job locks its row first, so that none waits for another in a circle.
"""

from __future__ import annotations

from veritab_server.jobs.database import Row, Transaction
from veritab_server.jobs.job import Job, State
from veritab_server.jobs.schema import OF_JOB

COLUMNS = (
    "number, id, display_name, snapshot, state, documents, checked, failed, size, created, started, ended, expires"
)
"""The fields of a Job, in their order."""


def read_job(row: Row) -> Job:
    """The job of a row with these columns."""
    number, id, display_name, snapshot, state, *others = row
    return Job(number, id, display_name, snapshot, State(state), *others)


def locked(transaction: Transaction, id: str) -> Job | None:
    """A job that nobody else changes before the transaction ends; None where there is none."""
    rows = transaction.rows(f"SELECT {COLUMNS} FROM veritab_jobs WHERE id = ? FOR UPDATE", id)
    return read_job(rows[0]) if rows else None


def end_if_done(transaction: Transaction, id: str, expiry: float) -> bool:
    """End a job that is closed and has all its results; True where that is so now."""
    return _end(transaction, State.DONE, "state = 'running' AND checked + failed = documents", id, expiry)


def end(transaction: Transaction, id: str, expiry: float) -> None:
    """Cancel a job; what is being checked of it is in nobody's hands any more."""
    if _end(transaction, State.CANCELLED, "state IN ('open', 'running')", id, expiry):
        [(waiting,)] = transaction.rows(
            "SELECT coalesce(sum(size), 0) FROM veritab_documents WHERE job = ? AND NOT done", id
        )
        transaction.run("UPDATE veritab_jobs SET size = size - ? WHERE id = ?", int(waiting), id)
        transaction.run("DELETE FROM veritab_texts WHERE job = ?", id)
        transaction.run("DELETE FROM veritab_leases WHERE job = ?", id)


def remove(transaction: Transaction, id: str) -> None:
    """Delete all that there is of a job."""
    for table in OF_JOB:
        transaction.run(f"DELETE FROM {table} WHERE job = ?", id)
    transaction.run("DELETE FROM veritab_jobs WHERE id = ?", id)


def _end(transaction: Transaction, state: State, where: str, id: str, expiry: float) -> bool:
    changed = transaction.run(
        "UPDATE veritab_jobs SET state = ?, ended = ?, expires = ?, size = size - length(tables), tables = ? "
        f"WHERE id = ? AND {where}",
        state.value,
        transaction.now,
        transaction.now + expiry,
        b"",
        id,
    )
    return changed == 1
