"""Where a span lies as editors say it: line and column, both from 1, columns in code points.

Of Markdown it is the place in the source, of all other formats the place in the text as its reader sees it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from veritab_client.results import Document, Span


class Places:
    """Finds the places of one document, whose lines are counted once, and those of the others of its batch."""

    def __init__(self, document: Document, batch: Sequence[Document] = ()) -> None:
        self.document = document
        self._batch = batch
        self._text = document.original.text if document.original else document.text
        lengths = (len(line) for line in self._text.split("\n"))
        self._starts = [0, *accumulate(length + 1 for length in lengths)]

    def at(self, position: int | None) -> Places:
        """The places of another document of the batch, by its position there; its own where that is None."""
        return self if position is None else Places(self._batch[position])

    def of(self, span: Span) -> str:
        """ "14:31" for where a span begins."""
        line, column = self.line_and_column(self.span(span))
        return f"{line}:{column}"

    def offset(self, line: int, column: int) -> int | None:
        """Where a line and column lie in the text that places count in; None where the text has no such place."""
        if not 0 < line <= len(self._starts) or column < 1:
            return None
        end = self._starts[line] if line < len(self._starts) else len(self._text) + 1
        offset = self._starts[line - 1] + column - 1
        return offset if offset < end else None

    def span(self, span: Span) -> Span:
        """The span in the text that places count in."""
        return self.document.original.span(span) if self.document.original else span

    def line_and_column(self, span: Span) -> tuple[int, int]:
        """Where a span of that text begins."""
        line = bisect_right(self._starts, span.start)
        return line, span.start - self._starts[line - 1] + 1

    def replaceable(self, span: Span) -> bool:
        """True where no markup stands inside the span, so that other words can be put in its place."""
        there = self.span(span)
        return self._text[there.start : there.end].split() == self.document.text[span.start : span.end].split()
