"""Quotations: what stands between quotation marks, across sentences and, by the newspaper rule, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from veritab_engine.document import Span

_MARK = re.compile('["“”„«»]')
_CLOSES = {"“": "”", "„": "“", "«": "»", '"': '"'}


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The spans inside quotation marks, marks excluded, in order.

    A quotation that its paragraph leaves open counts to the paragraph's end where the next one opens with a mark
    again, as newspapers print long quotations; else the mark is taken for a slip.
    """
    found: list[Span] = []
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = following is not None and text[following.start] in _CLOSES
        found.extend(_in_paragraph(text, paragraph, goes_on))
    return found


def _in_paragraph(text: str, paragraph: Span, goes_on: bool) -> Iterator[Span]:
    closing, start = "", 0
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, place = match[0], match.start()
        if closing and mark == closing:
            yield Span(start, place)
            closing = ""
        elif not closing and mark in _CLOSES and _opens(text, place):
            closing, start = _CLOSES[mark], place + 1
    if closing and goes_on:
        yield Span(start, paragraph.end)


def _opens(text: str, place: int) -> bool:
    """True unless a letter or digit stands before the mark: 5'11" opens nothing."""
    return place == 0 or not text[place - 1].isalnum()
