"""Where a call goes, and whether and when it is tried again: what both clients share. Nothing here waits or sends."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Generic, Protocol, TypeVar

from veritab_client.errors import Busy, HandshakeFailed, ServiceError, Unavailable

ASIDE = 1.0
"""Seconds that an address where nobody answered is left aside, while there are others."""


class Place(Protocol):
    """A connection."""

    @property
    def address(self) -> str:
        """Where it leads."""
        ...


P = TypeVar("P", bound=Place)


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a call is tried that met UNAVAILABLE or RESOURCE_EXHAUSTED, and the pauses between."""

    attempts: int = 4
    """Tries in all; after UNAVAILABLE, one at an address where this call was not yet neither counts nor waits."""
    first: float = 0.2
    """Seconds of the first pause; each is twice the last, give or take a fifth."""
    most: float = 2.0
    """Seconds of the longest. Where the service says when to come again, it is not before that."""


NONE = Retries(attempts=1)


class Throttle:
    """Stops the retries of a client of which too many fail, so that they do not keep an overloaded server down.

    A failure costs a token and a success brings back a tenth; below half of the tokens nothing is tried again. It is
    the rule of gRPC's own retries.
    """

    TOKENS = 100.0
    BACK = 0.1

    def __init__(self) -> None:
        self._tokens = self.TOKENS

    def failed(self) -> None:
        """Count a failure."""
        self._tokens = max(0.0, self._tokens - 1)

    def answered(self) -> None:
        """Count a success."""
        self._tokens = min(self.TOKENS, self._tokens + self.BACK)

    @property
    def shut(self) -> bool:
        """True where nothing is to be tried again."""
        return self._tokens <= self.TOKENS / 2


class Pool(Generic[P]):
    """The connections of a client, each in its turn; addresses where nobody answers come last for a while."""

    def __init__(self, places: Sequence[P]) -> None:
        self.places = places
        self._turns = count()
        self._aside: dict[str, float] = {}

    def pick(self, tried: Collection[str] = ()) -> P:
        """The next connection, to another address than those tried where there is one that answers."""
        now, turn = monotonic(), next(self._turns)
        order = (self.places[(turn + i) % len(self.places)] for i in range(len(self.places)))
        return min(order, key=lambda place: (self._is_aside(place.address, now), place.address in tried))

    def has_another(self, tried: Collection[str]) -> bool:
        """True where an address is left that was not tried and that nothing is known against."""
        now = monotonic()
        return any(place.address not in tried and not self._is_aside(place.address, now) for place in self.places)

    def leave(self, address: str) -> None:
        """Nobody answered there."""
        self._aside[address] = monotonic() + ASIDE

    def welcome(self, address: str) -> None:
        """Somebody answered there."""
        self._aside.pop(address, None)

    def _is_aside(self, address: str, now: float) -> bool:
        return self._aside.get(address, 0.0) > now


class Tries(Generic[P]):
    """The tries of one call, under one deadline."""

    def __init__(self, pool: Pool[P], retries: Retries, throttle: Throttle, timeout: float | None) -> None:
        self._pool = pool
        self._retries = retries
        self._throttle = throttle
        self._until = None if timeout is None else monotonic() + timeout
        self._tried: set[str] = set()
        self._counted = 0

    def begin(self) -> P:
        """The connection of the next try."""
        place = self._pool.pick(self._tried)
        self._tried.add(place.address)
        return place

    @property
    def remaining(self) -> float | None:
        """Seconds until the deadline; None where there is none."""
        return None if self._until is None else max(0.0, self._until - monotonic())

    def answered(self, place: P) -> None:
        """There was an answer, of a call or one of a stream; whatever fails next is another matter."""
        self._throttle.answered()
        self._pool.welcome(place.address)
        self._tried.clear()
        self._counted = 0

    def failed(self, place: P, error: ServiceError) -> ServiceError:
        """Note a failure; gives it back."""
        if isinstance(error, Unavailable):
            self._pool.leave(place.address)
        return error

    def pause(self, error: ServiceError) -> float | None:
        """Seconds until the next try; None where there is to be none: the error is the caller's to know."""
        if not isinstance(error, (Busy, Unavailable)) or self._retries.attempts <= 1:
            return None
        if isinstance(error, Unavailable) and self._pool.has_another(self._tried):
            return 0.0
        self._throttle.failed()
        self._counted += 1
        hopeless = isinstance(error, HandshakeFailed) or self._counted >= self._retries.attempts or self._throttle.shut
        pause = self._back_off(error)
        remaining = self.remaining
        return None if hopeless or (remaining is not None and pause >= remaining) else pause

    def _back_off(self, error: ServiceError) -> float:
        pause = min(self._retries.most, self._retries.first * 2.0 ** (self._counted - 1)) * random.uniform(0.8, 1.2)
        told = error.details.retry_after
        return pause if told is None else max(pause, told * random.uniform(1.0, 1.2))
