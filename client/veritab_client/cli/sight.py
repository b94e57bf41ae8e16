"""How far something long is, on standard error: one line that changes on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from veritab_client.embedded import Sight

EVERY = 10.0
"""Seconds between two lines where nobody sits before them."""
MINUTE, HOUR = 60, 3600


@dataclass(slots=True)
class Line:
    """Shows what it is called with."""

    terminal: bool
    quiet: bool
    last: float = field(default_factory=time.monotonic)
    shown: int = 0
    """Characters of the line that stands on the terminal."""

    def __call__(self, sight: Sight) -> None:
        """Show how far it is."""
        if self.quiet:
            return
        now, told = time.monotonic(), f"veritab: {in_words(sight)}"
        if self.terminal:
            click.echo(f"\r{told:<{self.shown}}", nl=False, err=True)
            self.shown = len(told)
        elif now - self.last >= EVERY:
            click.echo(told, err=True)
            self.last = now

    def end(self) -> None:
        """Take the line off the terminal."""
        if self.shown:
            click.echo(f"\r{'':<{self.shown}}\r", nl=False, err=True)
            self.shown = 0


@contextmanager
def line(*, quiet: bool) -> Iterator[Line]:
    """A line for as long as the context lasts."""
    shown = Line(sys.stderr.isatty(), quiet)
    try:
        yield shown
    finally:
        shown.end()


def in_words(sight: Sight) -> str:
    """ "12,000 documents, 24 % of the input, 143 a second, about 4 minutes left"."""
    parts = [f"{sight.documents:,} documents", f"{100 * sight.share:.0f} % of the input"]
    if sight.rate:
        parts.append(f"{sight.rate:.0f} a second" if sight.rate >= 10 else f"{sight.rate:.1f} a second")
    if sight.left:
        parts.append(f"about {_span(sight.left)} left")
    return ", ".join(parts)


def _span(seconds: float) -> str:
    for unit, name in ((HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= 1.5 * unit:
            return f"{round(seconds / unit)} {name}s"
    if seconds >= MINUTE:
        return "a minute"
    return f"{round(seconds)} seconds"
