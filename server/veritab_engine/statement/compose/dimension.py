"""The column that an adjective measures where no heading is said: "longer" where one column tells lengths."""

from __future__ import annotations

from veritab_engine.lexicon import groups
from veritab_engine.statement.compose.clause import Clause
from veritab_engine.statement.senses import Sense
from veritab_engine.statement.sheet import Sheet

_DIMENSIONS = {name: frozenset(words) for name, words in groups("statement/grammar/dimensions").items()}
_ADJECTIVES = {word: name for name, listed in groups("statement/grammar/adjectives").items() for word in listed}


def dimension(clause: Clause, adjective: Sense) -> int | None:
    """The only column that the adjective can measure."""
    names = [
        _ADJECTIVES[word.text]
        for word in clause.said.words[adjective.start : adjective.end]
        if word.text in _ADJECTIVES
    ]
    return column_of(names[0], clause.sheet) if names else None


def column_of(name: str, sheet: Sheet) -> int | None:
    """The only measured or dated column under a heading of a dimension."""
    words = _DIMENSIONS[name]
    found = [each.index for each in sheet.columns if words & set(each.words) and (each.measured or each.dated)]
    return found[0] if len(found) == 1 else None


def date_column(sheet: Sheet) -> int | None:
    """The only column of days, or the only one of years where there is none of days."""
    days = [each.index for each in sheet.columns if each.dated and not each.all_numbers]
    years = [each.index for each in sheet.columns if each.dated and each.all_numbers]
    found = days or years
    return found[0] if len(found) == 1 else None
