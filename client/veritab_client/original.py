"""Where a text that was read out of a file stands in the file's own source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from veritab_client.results import Span


class Run(NamedTuple):
    """A piece of the text as read, and the piece of the source that it was read from."""

    start: int
    end: int
    source_start: int
    source_end: int
    verbatim: bool
    """True where both are the same characters; otherwise they stand for each other as a whole ("&" for "&amp;")."""


@dataclass(frozen=True, slots=True)
class Original:
    """The source of a document: its text as the file has it, and the runs that the document's text came from.

    What the reading added (the line between two paragraphs) belongs to no run.
    """

    text: str
    runs: tuple[Run, ...] = field(repr=False)

    def span(self, span: Span) -> Span:
        """Where a span of the document's text stands in the source, with the markup inside it and none around it."""
        start = self._start(span.start)
        return Span(start, max(start, self._end(span.end)) if span.end > span.start else start)

    def _start(self, offset: int) -> int:
        index = bisect_right(self.runs, offset, key=_end)
        if index == len(self.runs):
            return self.runs[-1].source_end if self.runs else 0
        run = self.runs[index]
        return run.source_start + (max(0, offset - run.start) if run.verbatim else 0)

    def _end(self, offset: int) -> int:
        index = bisect_right(self.runs, offset - 1, key=_start) - 1
        if index < 0:
            return 0
        run = self.runs[index]
        return run.source_end - (max(0, run.end - offset) if run.verbatim else 0)


def _start(run: Run) -> int:
    return run.start


def _end(run: Run) -> int:
    return run.end


@dataclass(slots=True)
class Transcript:
    """Writes the text as read, and keeps where its pieces came from."""

    source: str
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def put(self, text: str, start: int, end: int) -> None:
        """Write what was read from a piece of the source: the same characters, or what they stand for."""
        run = Run(self.length, self.length + len(text), start, end, text == self.source[start:end])
        last = self.runs[-1] if self.runs else None
        if last and last.verbatim and run.verbatim and (last.end, last.source_end) == (run.start, start):
            self.runs[-1] = last._replace(end=run.end, source_end=end)
        else:
            self.runs.append(run)
        self._write(text)

    def add(self, text: str) -> None:
        """Write what the source does not have."""
        self._write(text)

    def original(self) -> Original:
        """The source, with the runs so far."""
        return Original(self.source, tuple(self.runs))

    @property
    def text(self) -> str:
        """The text as read so far."""
        return "".join(self.pieces)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
