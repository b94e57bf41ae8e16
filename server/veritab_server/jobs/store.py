"""What callers do with jobs: make them, add documents, look, cancel, delete, and read results."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from veritab_server.errors import FieldError
from veritab_server.jobs.database import Database, Transaction
from veritab_server.jobs.errors import JobClosed, JobsFull, JobTooLarge, NotTheSame, StoreUnavailable, UnknownJob
from veritab_server.jobs.job import Given, Job, State, Wish
from veritab_server.jobs.rows import COLUMNS, end, end_if_done, read_job, remove
from veritab_server.settings import Jobs

LARGEST = 2**62
"""More than any number of a job; a database takes no larger ones than twice that."""
PAGE_BYTES = 8 * 1024 * 1024
"""Bytes with which a page of results ends; one result may have more."""


class Store:
    """The jobs of all callers; each sees its own. All methods raise StoreUnavailable where the database is gone."""

    def __init__(self, database: Database, settings: Jobs) -> None:
        self._database, self._settings = database, settings

    def create(self, wish: Wish, given: Sequence[Given]) -> Job:
        """The job that is wished for; the one that there is, where the same was wished under this request id before.

        Raises NotTheSame where it was something else, and JobsFull and JobTooLarge where there is no room.
        """
        id = uuid4().hex
        with self._database.writing() as transaction:
            known = self._known(transaction, wish)
            if known is not None:
                return known
            self._require_room(transaction, wish, given)
            if self._insert(transaction, id, wish):
                self._append(transaction, id, 0, given, len(wish.tables))
                return self._own(transaction, wish.owner, id)
            known = self._known(transaction, wish)
            if known is None:  # somebody was faster, and has deleted it again
                raise StoreUnavailable
            return known

    def add(self, owner: str, id: str, position: int, given: Sequence[Given], close: bool) -> Job:
        """Add documents to a job; those that it has already must be the same.

        Raises UnknownJob, FieldError for a position that leaves a gap, NotTheSame for other documents, JobClosed, and
        JobsFull and JobTooLarge where there is no room.
        """
        with self._database.writing() as transaction:
            job = self._own(transaction, owner, id, lock=True)
            if position > job.documents:
                raise FieldError("position", f"the job has {job.documents} documents; go on from there")
            had = given[: job.documents - position]
            self._require_same(transaction, id, position, had)
            new = given[len(had) :]
            if new and job.state is not State.OPEN:
                raise JobClosed(id, job.state)
            if new:
                self._require_bytes(transaction, new)
                self._append(transaction, id, job.documents, new, job.size)
            if close and job.state is State.OPEN:
                transaction.run("UPDATE veritab_jobs SET state = 'running', expires = NULL WHERE id = ?", id)
                end_if_done(transaction, id, self._settings.expiry)
            return self._own(transaction, owner, id)

    def get(self, owner: str, id: str) -> Job:
        """A job; UnknownJob where the caller has none of that id."""
        with self._database.reading() as transaction:
            return self._own(transaction, owner, id)

    def jobs(self, owner: str, state: State | None, before: int, most: int) -> list[Job]:
        """The caller's jobs whose number is less than `before`, where that is not 0; the last one first."""
        where = "owner = ? AND (expires IS NULL OR expires > ?)"
        with self._database.reading() as transaction:
            values = [owner, transaction.now]
            for condition, value in (("state = ?", state and state.value), ("number < ?", min(before, LARGEST))):
                if value:
                    where += f" AND {condition}"
                    values.append(value)
            rows = transaction.rows(
                f"SELECT {COLUMNS} FROM veritab_jobs WHERE {where} ORDER BY number DESC LIMIT {most:d}", *values
            )
        return [read_job(row) for row in rows]

    def cancel(self, owner: str, id: str) -> Job:
        """End a job, where it has not ended; UnknownJob where the caller has none of that id."""
        with self._database.writing() as transaction:
            self._own(transaction, owner, id, lock=True)
            end(transaction, id, self._settings.expiry)
            return self._own(transaction, owner, id)

    def delete(self, owner: str, id: str) -> None:
        """Delete a job; UnknownJob where the caller has none of that id."""
        with self._database.writing() as transaction:
            self._own(transaction, owner, id, lock=True)
            remove(transaction, id)

    def results(self, owner: str, id: str, start: int, most: int) -> tuple[list[bytes], int | None]:
        """A page of results from a position on, as they are sent, and where the next page begins, if there is one.

        While the job goes on, there are those before the first document that waits. UnknownJob where the caller has
        none of that id.
        """
        with self._database.reading() as transaction:
            job = self._own(transaction, owner, id)
            start = min(start, job.documents)
            stop = job.documents if job.state.ended else _first_waiting(transaction, job)
            between = "FROM veritab_results WHERE job = ? AND position >= ? AND position < ? ORDER BY position"
            sizes = transaction.rows(f"SELECT position, length(message) {between} LIMIT {most + 1:d}", id, start, stop)
            fitting = _fitting(sizes, most)
            rows = transaction.rows(f"SELECT message {between} LIMIT {fitting:d}", id, start, stop)
        return [message for (message,) in rows], sizes[fitting][0] if fitting < len(sizes) else None

    def _own(self, transaction: Transaction, owner: str, id: str, *, lock: bool = False) -> Job:
        rows = transaction.rows(
            f"SELECT {COLUMNS} FROM veritab_jobs "
            "WHERE id = ? AND owner = ? AND (expires IS NULL OR expires > ?)" + (" FOR UPDATE" if lock else ""),
            id,
            owner,
            transaction.now,
        )
        if not rows:
            raise UnknownJob(id)
        return read_job(rows[0])

    def _known(self, transaction: Transaction, wish: Wish) -> Job | None:
        """The job that was made under the request id before; NotTheSame where something else was asked then."""
        if not wish.request_id:
            return None
        rows = transaction.rows(
            f"SELECT digest, {COLUMNS} FROM veritab_jobs WHERE owner = ? AND request_id = ?",
            wish.owner,
            wish.request_id,
        )
        if not rows:
            return None
        digest, job = rows[0][0], read_job(rows[0][1:])
        if job.expires is not None and job.expires <= transaction.now:
            remove(transaction, job.id)
            return None
        if digest != wish.digest:
            raise NotTheSame("request_id", f'another job was made as "{wish.request_id}"; choose another id')
        return job

    def _insert(self, transaction: Transaction, id: str, wish: Wish) -> bool:
        """Insert a job without documents; False where somebody was faster under the same request id."""
        state = State.OPEN if wish.open else State.RUNNING
        return (
            transaction.run(
                "INSERT INTO veritab_jobs (id, owner, display_name, snapshot, request_id, digest, tables, state, "
                "documents, checked, failed, size, created, served, expires) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?, ?) ON CONFLICT (owner, request_id) DO NOTHING",
                *(id, wish.owner, wish.display_name, wish.snapshot, wish.request_id or None, wish.digest, wish.tables),
                *(state.value, transaction.now, transaction.now),
                transaction.now + self._settings.expiry if wish.open else None,
            )
            == 1
        )

    def _append(self, transaction: Transaction, id: str, start: int, given: Sequence[Given], before: int) -> None:
        """Add documents from a position on to a job that took `before` bytes."""
        size = before + sum(len(each.request) for each in given)
        if start + len(given) > self._settings.documents:
            raise JobTooLarge("documents", self._settings.documents)
        if size > self._settings.bytes:
            raise JobTooLarge("bytes", self._settings.bytes)
        placed = list(enumerate(given, start))
        transaction.many(
            "INSERT INTO veritab_documents (job, position, digest, size, tries, done) VALUES (?, ?, ?, ?, 0, FALSE)",
            ((id, position, each.digest, len(each.request)) for position, each in placed),
        )
        transaction.many(
            "INSERT INTO veritab_texts (job, position, request) VALUES (?, ?, ?)",
            ((id, position, each.request) for position, each in placed),
        )
        transaction.run(
            "UPDATE veritab_jobs SET documents = documents + ?, size = ?, "
            "expires = CASE WHEN state = 'open' THEN ? + 0.0 END WHERE id = ?",
            *(len(given), size, transaction.now + self._settings.expiry, id),
        )

    def _require_same(self, transaction: Transaction, id: str, position: int, had: Sequence[Given]) -> None:
        rows = transaction.rows(
            "SELECT position, digest FROM veritab_documents "
            "WHERE job = ? AND position >= ? AND position < ? ORDER BY position",
            *(id, position, position + len(had)),
        )
        for (place, digest), each in zip(rows, had, strict=True):
            if digest != each.digest:
                raise NotTheSame("requests", f"the job has another document at position {place}")

    def _require_room(self, transaction: Transaction, wish: Wish, given: Sequence[Given]) -> None:
        [(unfinished,)] = transaction.rows(
            "SELECT count(*) FROM veritab_jobs WHERE owner = ? AND state IN ('open', 'running')", wish.owner
        )
        if unfinished >= self._settings.open:
            raise JobsFull(f"You have {unfinished} unfinished jobs, the most that one may; wait for one or cancel it.")
        self._require_bytes(transaction, given)

    def _require_bytes(self, transaction: Transaction, given: Sequence[Given]) -> None:
        [(held,)] = transaction.rows("SELECT coalesce(sum(size), 0) FROM veritab_jobs")
        if held + sum(len(each.request) for each in given) > self._settings.store_bytes:
            raise JobsFull("The store of jobs is full; delete jobs that you have read, or come again later.")


def _first_waiting(transaction: Transaction, job: Job) -> int:
    """The position of the first document without a result; behind the last where all have one."""
    [(first,)] = transaction.rows("SELECT min(position) FROM veritab_documents WHERE job = ? AND NOT done", job.id)
    return job.documents if first is None else int(first)


def _fitting(sizes: Sequence[tuple[int, int]], most: int) -> int:
    """How many results a page takes: at least one where there is one."""
    filled = 0
    for number, (_, size) in enumerate(sizes[:most]):
        filled += size
        if number and filled > PAGE_BYTES:
            return number
    return min(len(sizes), most)
