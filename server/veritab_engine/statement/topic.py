"""What a table is of, told again in a statement: "in the 2007 - 08 utah jazz season", of a table with that title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.cells import YEAR, Word
from veritab_engine.statement.senses import Sense, Topic
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import FILLERS, LOADED, ROWS, STOP

WEIGHT = 0.35
"""What words of a title weigh beside one for each: more than a year that no cell has."""
OF_NAME, OF_YEAR = 1.0, 0.5
"""How much a name of two words and more, and a year alone, tie a statement to a table."""
_COMMON = STOP | FILLERS | ROWS
_SET_IN = lexicon("statement/grammar/set_in") | {"the"}


def topics(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Words that stand one behind the other in the title too, two at least and one that is not common; a year alone.

    None of them is a word of a heading or a cell: those are what the table tells, and not what it is of.
    """
    told = [(i, word.lemma) for i, word in enumerate(words) if word.lemma not in STOP]
    for place, (start, first) in enumerate(told):
        if YEAR.fullmatch(first) and first in sheet.title_years and is_set(words, start):
            yield 1.0 + WEIGHT, Topic(start, start + 1, 0.0, OF_YEAR)
        for length in range(2, _in_title(told[place:], sheet) + 1):
            span = [lemma for _, lemma in told[place : place + length]]
            end = told[place + length - 1][0] + 1
            if set(span) <= _COMMON or (span[0].isdigit() and not YEAR.fullmatch(span[0])) or _counts(span[-2:]):
                continue
            yield (end - start) + WEIGHT, Topic(start, end, 0.0, OF_NAME)


def is_set(words: Sequence[Word], i: int) -> bool:
    """True for a year that sets the time of a sentence, "in 2008", "the 2008 season"; no amount, and no bound."""
    return words[i].text.isdigit() and (i == 0 or words[i - 1].lemma in _SET_IN)


def _in_title(told: Sequence[tuple[int, str]], sheet: Sheet) -> int:
    """How many words the statement has in common with the title from here on, at the best of its places there."""
    title = sheet.title_name
    return max((_alike(told, title[at:], sheet) for at, word in enumerate(title) if word == told[0][1]), default=0)


def _alike(told: Sequence[tuple[int, str]], title: Sequence[str], sheet: Sheet) -> int:
    length = 0
    for (_, lemma), word in zip(told, title, strict=False):
        if lemma != word or lemma in LOADED or lemma in sheet.headed or lemma in sheet.places:
            break
        length += 1
    return length


def _counts(last: Sequence[str]) -> bool:
    """True for words that end with a number, which counts what stands behind it; not for a season, "2007 - 08"."""
    return last[-1].isdigit() and not YEAR.fullmatch(last[-1]) and not YEAR.fullmatch(last[0])
