"""Stage: read. A text as it comes, in sentences of tokens, its page's furniture left out and its date found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from veritab_engine.document import Document, Prose, Sentence, Span
from veritab_engine.read.blocks import Block, blocks
from veritab_engine.read.dateline import Dateline, dateline
from veritab_engine.read.furniture import credits_in, is_furniture
from veritab_engine.read.quotations import quotations
from veritab_engine.read.sentences import sentence_ends
from veritab_engine.read.stamps import date_in
from veritab_engine.read.tokens import Tokens, tokenise

__all__ = ["read"]


def read(document: Document) -> Prose:
    """Read a document: its sentences in order, its furniture apart, and the day it speaks on."""
    page = blocks(document.text)
    tokens = [tokenise(document.text, *block.span) for block in page]
    verdicts = is_furniture(page, tokens)
    prose = [block for block, left_out in zip(page, verdicts, strict=True) if not left_out]
    tokens = [each for each, left_out in zip(tokens, verdicts, strict=True) if not left_out]
    furniture = [block.span for block, left_out in zip(page, verdicts, strict=True) if left_out]
    opened, line = _dateline(prose)
    credited = [credit for block in prose for credit in credits_in(block)]
    if opened is not None:
        furniture.append(opened)
        credited = [credit for credit in credited if not credit.overlaps(opened)]
    furniture = sorted(furniture + credited)
    stamped = _page_date(document.text, furniture)
    as_of = document.as_of or (line.date(stamped) if line else stamped)
    return Prose(document, tuple(_sentences(document.text, prose, tokens, furniture)), as_of, tuple(furniture))


def _dateline(prose: Sequence[Block]) -> tuple[Span | None, Dateline | None]:
    """The first dateline of the paragraphs and the span that it takes."""
    for block in prose:
        line = dateline(block.text)
        if line is not None:
            return Span(block.span.start, block.span.start + line.length), line
    return None, None


def _page_date(text: str, furniture: Sequence[Span]) -> date | None:
    """The first full date that the page's furniture prints."""
    dates = (date_in(text[span.start : span.end][:400]) for span in furniture)
    return next((found for found in dates if found is not None), None)


def _sentences(
    text: str, prose: Sequence[Block], cut: Sequence[Tokens], furniture: Sequence[Span]
) -> Iterator[Sentence]:
    quoted = quotations(text, [block.span for block in prose])
    index = 0
    for paragraph, whole in enumerate(cut):
        tokens = _without(whole, furniture)
        first = 0
        for last in sentence_ends(tokens):
            span = Span(tokens.starts[first], tokens.ends[last - 1])
            yield Sentence(
                index,
                paragraph,
                span,
                tuple(tokens.words[first:last]),
                tuple(tokens.starts[first:last]),
                tuple(tokens.ends[first:last]),
                _touching(quoted, span),
            )
            first = last
            index += 1


def _without(tokens: Tokens, furniture: Sequence[Span]) -> Tokens:
    """The tokens that stand outside the furniture of their own paragraph."""
    if not tokens.starts:
        return tokens
    after = bisect_left(furniture, tokens.starts[0], key=lambda span: span.end)
    if after == len(furniture) or furniture[after].start >= tokens.ends[-1]:
        return tokens
    words, starts, ends = tokens
    kept = [i for i, start in enumerate(starts) if not _covered(furniture, start)]
    return Tokens([words[i] for i in kept], [starts[i] for i in kept], [ends[i] for i in kept])


def _covered(spans: Sequence[Span], place: int) -> bool:
    """True where one of the spans, in order and apart, holds the place."""
    index = bisect_right(spans, place, key=lambda span: span.start) - 1
    return index >= 0 and place < spans[index].end


def _touching(quoted: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """The quotations that touch a sentence, by binary search among spans that do not overlap."""
    index = bisect_left(quoted, span.start, key=lambda quotation: quotation.end)
    touching = []
    while index < len(quoted) and quoted[index].start < span.end:
        touching.append(quoted[index])
        index += 1
    return tuple(touching)
