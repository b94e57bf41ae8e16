"""What a verdict on a statement rests on, as numbers: how its words were bound, and what else they could have meant.

Most signals are counts of spans or costs of a parse, scaled to about 0 to 1. A signal that is left out is 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from veritab_engine.statement.compose import Parse
from veritab_engine.statement.form import Condition, Count, Exists
from veritab_engine.statement.senses import MISREAD, UNKNOWN, Label, Other, Said, Sense, Topic, Value
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import AKIN, ROWS

MOST_MARGIN = 1.5
MOST_TIED = 5.0
FAILING = ("tied", "topic", "values")
"""Signals that weigh otherwise in a statement that fails."""


def signals(said: Said, parse: Parse, margin: float, holds: bool, sheet: Sheet) -> dict[str, float]:
    """The signals of a parse that holds or fails.

    `margin` is by how much the next parse is dearer that says otherwise.
    """
    told = {parse.family: 1.0, "margin": min(margin, MOST_MARGIN), **_of_words(said), **_of_parse(parse, said)}
    return told if holds else told | _of_failure(parse, sheet, told)


def _of_words(said: Said) -> dict[str, float]:
    values = [sense for sense in said.senses if isinstance(sense, Value)]
    return {
        "words": len(said.words) / 20,
        "values": len(values) / 4,
        "values of one row": sum(_is_of_one_row(value) for value in values) / 4,
        "tied": min(evidence(said), MOST_TIED) / MOST_TIED,
        "topic": sum(sense.end - sense.start for sense in said.senses if isinstance(sense, Topic)) / 10,
    }


def _of_parse(parse: Parse, said: Said) -> dict[str, float]:
    conditions, binding = parse.binding.conditions, parse.binding
    return {
        "bound": parse.cost - parse.unread,
        "unread": parse.unread,
        "absent": sum(not each.known and not each.elsewhere for each in conditions) / 2,
        "loose": len(binding.loose) / 2,
        "conditions": len(conditions) / 4,
        "labelled": sum(binding.labelled) / 4,
        "elsewhere": sum(bool(each.elsewhere) for each in conditions) / 2,
        "unmet": sum(not each.rows and not each.elsewhere for each in conditions) / 2,
        "one row": sum(len(each.rows) == 1 for each in conditions) / 4,
        "one row by name": sum(len(each.rows) == 1 and each.number is None for each in conditions) / 4,
        "in part": sum(_is_in_part(each, said) for each in conditions) / 2,
    }


def _of_failure(parse: Parse, sheet: Sheet, told: Mapping[str, float]) -> dict[str, float]:
    """What else a statement rests on that fails."""
    labelled = parse.binding.labelled
    found = {"fails": 1.0, **{f"fails {name}": told[name] for name in FAILING}}
    found["fails unlabelled"] = sum(not each for each in labelled) / 4
    if isinstance(parse.form, Count):
        found["fails count"] = 1.0
        found["count off"] = float(
            min(abs(Decimal(parse.form.truth(sheet).found or 0) - parse.form.number), Decimal(5)) / 5
        )
    if isinstance(parse.form, Exists):
        wrong = {id(each) for each in parse.form.wrong(sheet)}
        named = (id(each) for each, has in zip(parse.binding.conditions, labelled, strict=True) if has)
        found["fails in a row"] = 1.0
        found["exchanged"] = float(parse.form.is_swapped(sheet))
        found["wrong one labelled"] = float(not wrong.isdisjoint(named))
    return found


def _is_of_one_row(value: Value) -> bool:
    return len({row for cells in (value.whole, value.part) for rows in cells.values() for row in rows}) == 1


def _is_in_part(condition: Condition, said: Said) -> bool:
    """True where a condition takes a part of its cells for the whole of them."""
    values = (sense for sense in said.senses if isinstance(sense, Value) and sense.start == condition.at)
    return any(condition.column in value.part and condition.column not in value.whole for value in values)


def evidence(said: Said) -> float:
    """How much ties a statement to this table: values of whole cells, and headings, less the words unknown to it."""
    return sum(_tie(sense, said) for sense in said.senses)


def _tie(sense: Sense, said: Said) -> float:
    if isinstance(sense, Topic):
        return sense.tie
    if isinstance(sense, Value):
        if not sense.whole:
            return 0.5 if sense.part else 0.0
        plain = sense.number is not None and (sense.day is None or sense.day.told < 2)
        return 1.0 if not plain else 0.7 if sense.number is not None and abs(sense.number) >= 100 else 0.2
    if isinstance(sense, Label):
        words = said.words[sense.start : sense.end]
        common = all(word.lemma in AKIN or word.lemma in ROWS for word in words)
        return (0.5 if common else 1.0) if sense.whole else 0.25
    return -0.5 if isinstance(sense, Other) and UNKNOWN <= sense.cost < MISREAD else 0.0
