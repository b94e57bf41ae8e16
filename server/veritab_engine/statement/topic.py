"""What a table is of, told again in a statement: "in the 2007 - 08 utah jazz season", of a table with that caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.statement.cells import YEAR, Word
from veritab_engine.statement.senses import Sense, Topic
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import FILLERS, LOADED, ROWS, STOP

WEIGHT = 0.35
"""What words of a caption weigh beside one for each: less than a whole cell, more than a year that no cell has."""
OF_NAME, OF_YEAR = 1.0, 0.5
"""How much a name of two words and more, and a year alone, tie a statement to a table."""
_COMMON = STOP | FILLERS | ROWS


def topics(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Words of the caption one behind the other, two at least and one that is not common; a year alone, too."""
    told = frozenset(sheet.title) - LOADED
    for start, word in enumerate(words):
        if word.lemma not in told or word.lemma in STOP:
            continue
        for end in range(start + 1, len(words) + 1):
            last = words[end - 1].lemma
            if last in STOP:
                continue
            if last not in told:
                break
            span = {each.lemma for each in words[start:end]} - STOP
            if len(span) > 1 and not span <= _COMMON:
                yield (end - start) + WEIGHT, Topic(start, end, 0.0, OF_NAME)
            elif len(span) == 1 and YEAR.fullmatch(last):
                yield 1.0 + WEIGHT, Topic(start, end, 0.0, OF_YEAR)
