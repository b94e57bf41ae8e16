"""Furniture: what a page prints around its prose. Layout and lexicon decide; no page has rules of its own.

A block is judged by its words first (labels, calls to subscribe, stamps, bylines, telephone numbers), then by its
place: lists of other stories run on below their heading, and short lines in a row are a menu.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from veritab_engine.document import APOSTROPHE, Span
from veritab_engine.lexicon import phrases, words
from veritab_engine.read.blocks import Block
from veritab_engine.read.stamps import is_stamp
from veritab_engine.read.tokens import Tokens, tokenise

ALONE = phrases("furniture/alone")
BEGINS = phrases("furniture/begins")
BEGINS_UNENDED = phrases("furniture/begins_unended")
CONTAINS = phrases("furniture/contains")
LISTS = phrases("furniture/lists")
CREDITS = words("furniture/credits")

SHORT = 4
"""A line of no more words than this may be an item of a menu ..."""
MENU_FROM = 3
"""... where so many stand in a row."""
NOTICE = 30
"""A notice ("All rights reserved") has no more words than this."""
PAGE_FROM = 4
"""A text of fewer blocks has no layout to judge by."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_LETTER = re.compile(r"[^\W\d_]")
_CUTS = re.compile(r"\s[|›»•·>]\s")
_PHONE = re.compile(r"\+?\(?[0-9]{1,4}\)?(?:[\s.-]\(?[0-9]{2,5}\)?){2,4}(?![\w,.]*[0-9])")
_BYLINE = re.compile(r"by\s", re.IGNORECASE)
_JOINERS = frozenset({"and", "in", "for", "of", "with", "the", ",", "|", "-", ".", "&", "/", "'s"})
_BRACKETED = re.compile(r"[(\[（]([^()\[\]（）]{2,90})[)\]）]")
_PRINTED_BY = re.compile(r"(?:Photo|Image|Picture|File photo|Handout)s?(?: by|:) [^.()\[\]]{2,60}$")


def is_furniture(page: Sequence[Block], tokens: Sequence[Tokens]) -> list[bool]:
    """Say of every block of a page, its tokens beside it, whether it is furniture."""
    opened = [_opening(each) for each in tokens]
    if len(page) == 1:
        return [_is_notice(opened[0])]
    verdicts = [_by_words(block, lower) for block, lower in zip(page, opened, strict=True)]
    _mark_lists(page, opened, verdicts)
    if len(page) >= PAGE_FROM:
        _mark_menus(page, verdicts)
    return verdicts


def credits_in(block: Block) -> list[Span]:
    """The credits inside a block of prose: "(Photo: Mladen Antonov/AFP)", "[Xinhua/Zhang Ling]"."""
    found = [match.span() for match in _BRACKETED.finditer(block.text) if _is_credit(match[1])]
    found += [match.span() for match in _PRINTED_BY.finditer(block.text[-80:]) if len(block.text) <= 80]
    return [Span(block.span.start + start, block.span.start + end) for start, end in found]


def _is_credit(bracketed: str) -> bool:
    tokens = tokenise(bracketed, 0, len(bracketed)).words
    named = any(word.lower() in CREDITS for word in tokens)
    return named and len(tokens) <= 14 and not any(word.isdigit() and len(word) != 4 for word in tokens)


def _by_words(block: Block, lower: Sequence[str]) -> bool:
    ended = _SENTENCE_END.search(block.text) is not None
    return (
        _LETTER.search(block.text) is None
        or _is_alone(lower)
        or _is_notice(lower)
        or is_stamp(block.text)
        or (
            not ended
            and (
                _is_byline(block.text, lower)
                or _is_label(lower)
                or _is_trail(block.text)
                or _is_phone(block.text, lower)
            )
        )
    )


def _opening(tokens: Tokens) -> list[str]:
    """The first tokens of a block in lower case; more than a notice has are not needed."""
    return [word.lower().replace(APOSTROPHE, "'") for word in tokens.words[: NOTICE + 1]]


def _is_alone(lower: Sequence[str]) -> bool:
    """True where a line is labels and signs: "Share", "Home > World > China", "Comments (12)"."""
    index = 0
    while index < len(lower):
        label = ALONE.at(lower, index) if lower[index] in ALONE.heads else None
        if label is None and lower[index][0].isalpha():
            return False
        index = label[1] if label else index + 1
    return True


def _is_notice(lower: Sequence[str]) -> bool:
    if len(lower) > NOTICE:
        return lower[0] == "©" or (lower[0] == "copyright" and "©" in lower[:3])
    if BEGINS.at(lower, 0) is not None:
        return True
    return not CONTAINS.heads.isdisjoint(lower) and any(CONTAINS.at(lower, index) for index in range(len(lower)))


def _is_label(lower: Sequence[str]) -> bool:
    """True for a short line that opens like a label: "Page 2 of 5", "Live: Moscow"."""
    return len(lower) <= SHORT + 1 and BEGINS_UNENDED.at(lower, 0) is not None


def _is_byline(text: str, lower: Sequence[str]) -> bool:
    """True for "By Jane Doe and John Smith, Reuters": names and little else."""
    if not _BYLINE.match(text) or len(lower) > 14:
        return False
    return all(word[0].isupper() or word.lower() in _JOINERS for word in tokenise(text, 3, len(text)).words)


def _is_trail(text: str) -> bool:
    """True for "World | China | Business": short pieces between cuts."""
    pieces = _CUTS.split(text)
    return len(pieces) >= MENU_FROM and all(len(piece.split()) <= SHORT for piece in pieces)


def _is_phone(text: str, lower: Sequence[str]) -> bool:
    return len(lower) <= 16 and _PHONE.search(text) is not None and sum(map(str.isdigit, text)) >= 7


def _mark_lists(page: Sequence[Block], opened: Sequence[Sequence[str]], verdicts: list[bool]) -> None:
    """Mark the lists of other stories, each from its heading to the next sentence or, if it is closed up, gap."""
    heading: int | None = None
    for index, block in enumerate(page):
        if _heads_list(block, opened[index]):
            verdicts[index], heading = True, index
        elif heading is not None:
            if _SENTENCE_END.search(block.text) or (block.after_gap and _closed_up(page, heading, index)):
                heading = None
            else:
                verdicts[index] = True


def _heads_list(block: Block, lower: Sequence[str]) -> bool:
    heading = LISTS.at(lower, 0)
    if heading is None or _SENTENCE_END.search(block.text):
        return False
    last = heading[1]
    return last == len(lower) or not lower[last][0].isalpha() or (heading[0].startswith("more ") and len(lower) <= 6)


def _closed_up(page: Sequence[Block], heading: int, index: int) -> bool:
    """True where the items between heading and index stand on lines that follow one another."""
    return index > heading + 1 and not any(block.after_gap for block in page[heading + 2 : index])


def _mark_menus(page: Sequence[Block], verdicts: list[bool]) -> None:
    """Mark runs of short lines that end like no sentence."""
    run: list[int] = []
    for index, block in enumerate([*page, None]):
        if block is not None and len(block.text.split()) <= SHORT and not _SENTENCE_END.search(block.text):
            run.append(index)
            continue
        if len(run) >= MENU_FROM:
            for item in run:
                verdicts[item] = True
        run = []
