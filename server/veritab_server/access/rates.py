"""How often and how much at once one caller may call.

The rate is a virtual schedule (GCRA): each document takes up a share of a second, a second's worth may come at once,
and what comes later has to wait until what came before is paid for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from veritab_server.access.keys import Entry
from veritab_server.access.ledger import Ledger, Record
from veritab_server.errors import RateLimited, Refused, TooManyCalls


class Allowance:
    """What one caller may do."""

    def __init__(self, entry: Entry, ledger: Ledger) -> None:
        self._id, self._rate, self._calls, self._ledger = entry.id, entry.rate, entry.calls, ledger
        self._ahead = max(0.0, 1.0 - 1.0 / entry.rate) if entry.rate else 0.0
        """Seconds of its schedule that a caller may be ahead of the clock."""

    def refusal(self) -> Refused | None:
        """Why a call would be refused now; None where it would not."""
        if not self._limited:
            return None
        with self._ledger.record(self._id) as record:
            return self._refusal(record)

    @contextmanager
    def spent(self, documents: int = 1) -> Iterator[None]:
        """One call with so many documents, which may leave the caller in debt.

        Raises RateLimited or TooManyCalls where there is nothing left for it.
        """
        if not self._limited:
            yield
            return
        with self._ledger.record(self._id) as record:
            if refusal := self._refusal(record):
                raise refusal
            self._charge(record, documents)
            record.running[self._ledger.number] += 1
        try:
            yield
        finally:
            with self._ledger.record(self._id) as record:
                record.running[self._ledger.number] -= 1

    def take(self) -> float:
        """Seconds until one more document of a stream may be taken; where that is 0, it is."""
        if not self._rate:
            return 0.0
        with self._ledger.record(self._id) as record:
            pause = self._pause(record)
            if not pause:
                self._charge(record, 1)
            return pause

    @property
    def _limited(self) -> bool:
        return bool(self._rate or self._calls)

    def _refusal(self, record: Record) -> Refused | None:
        if self._calls and sum(record.running) >= self._calls:
            return TooManyCalls()
        pause = self._pause(record)
        return RateLimited(pause) if pause else None

    def _pause(self, record: Record) -> float:
        return max(0.0, record.paid - self._ahead - time.monotonic()) if self._rate else 0.0

    def _charge(self, record: Record, documents: int) -> None:
        if self._rate:
            record.paid = max(record.paid, time.monotonic()) + documents / self._rate
