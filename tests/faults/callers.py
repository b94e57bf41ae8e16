"""Callers that go on asking while something breaks, and the account of what became of their calls."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.server.processes import until
from tests.server.running import RIGHT
from veritab_client import Client
from veritab_client.errors import Busy, ServiceError

ANSWERED, REFUSED = "answered", "refused"


@dataclass
class Account:
    """What became of calls: each is made once and ends once."""

    made: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    counting: threading.Lock = field(default_factory=threading.Lock)

    def call(self, ask: Callable[[], Any]) -> Any:
        """Make one call; gives its answer, or the error of the service that it ended with."""
        with self.counting:
            self.made += 1
        try:
            answer, how = ask(), ANSWERED
        except Busy as error:
            answer, how = error, REFUSED
        except ServiceError as error:
            answer, how = error, type(error).__name__
        with self.counting:
            self.ended[how] += 1
        return answer

    @property
    def answered(self) -> int:
        return self.ended[ANSWERED]

    def __str__(self) -> str:
        ended = ", ".join(f"{count} {how}" for how, count in self.ended.most_common())
        return f"{self.made} calls made: {ended}; {self.made - self.ended.total()} lost"


@contextmanager
def asking(
    make: Callable[[], Client],
    callers: int = 4,
    *,
    lasting: bool = True,
    check: Callable[[Client], Any] = lambda client: client.check(RIGHT),
) -> Iterator[Account]:
    """So many callers, each with a client that lasts, or one for each call."""
    account, done = Account(), threading.Event()

    def ask() -> None:
        while not done.is_set():
            with make() as client:
                account.call(lambda: check(client))
                while lasting and not done.is_set():
                    account.call(lambda: check(client))

    with ThreadPoolExecutor(callers) as threads:
        running = [threads.submit(ask) for _ in range(callers)]
        try:
            yield account
        finally:
            done.set()
    assert [each.exception() for each in running] == [None] * callers


def go_on(account: Account, calls: int = 30) -> None:
    """Wait until so many more have been answered."""
    enough = account.answered + calls
    until(lambda: account.answered >= enough, patience=60)


def nothing_lost(account: Account) -> bool:
    """True where every call was answered."""
    return account.answered == account.made == account.ended.total() > 0
