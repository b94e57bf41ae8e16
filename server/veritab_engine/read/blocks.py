"""Blocks: the lines of a text, and hard-wrapped lines put together again, as spans of the untouched text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veritab_engine.document import Span

WRAPPED_AT_MOST = 132
"""A text with a longer line than this was not wrapped by hand or mailer."""
WRAPPED_FROM = 50


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the lines of one wrapped paragraph, without the white space around it."""

    span: Span
    text: str
    after_gap: bool
    """True where a blank line, or nothing, stands before it."""


def blocks(text: str) -> list[Block]:
    """Cut a text into its blocks, in order."""
    lines = list(_lines(text))
    width = max((len(line.text) for line in lines), default=0)
    wrapped = WRAPPED_FROM <= width <= WRAPPED_AT_MOST
    joined: list[Block] = []
    last = ""
    for line in lines:
        if joined and not line.after_gap and _runs_on(last, line.text, width if wrapped else None):
            joined[-1] = _join(text, joined[-1], line)
        else:
            joined.append(line)
        last = line.text
    return joined


def _runs_on(line: str, following: str, width: int | None) -> bool:
    """True where the break is one of layout: the next word would not have fitted, or goes on in lower case."""
    if following[0].islower() and len(line) >= WRAPPED_FROM:
        return True
    return width is not None and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _join(text: str, block: Block, line: Block) -> Block:
    span = Span(block.span.start, line.span.end)
    return Block(span, text[span.start : span.end], block.after_gap)


def _lines(text: str) -> Iterator[Block]:
    position, gap = 0, True
    for line in text.splitlines(keepends=True):
        content = line.strip()
        if content:
            start = position + len(line) - len(line.lstrip())
            yield Block(Span(start, start + len(content)), content, gap)
        gap = not content
        position += len(line)
