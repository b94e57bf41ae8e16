"""The rules of conflicts: by the operation that contradicts, by the diagnosis where one fits, and without a table."""

from __future__ import annotations

from veritab_engine.finding import Verdict
from veritab_engine.link.reading import Operation
from veritab_engine.report.rule import Rule


def _conflict(code: str, title: str, template: str, why: str) -> Rule:
    return Rule(code, title, Verdict.CONFLICT, template, why)


CONTRADICTED_STATEMENT = _conflict(
    "VT135",
    "statement contradicted",
    "{quote} contradicts {table}: {figures}.",
    "A value was taken from another row or column, or rows were miscounted.",
)
BOUND_BROKEN = _conflict(
    "VT122",
    "bound broken",
    "{quote} contradicts {table}: {what} is {expected}.",
    "One of the times that it is told of was overlooked.",
)
COMPARED = _conflict(
    "VT123",
    "wrong comparison",
    "{quote} contradicts {table}: {what} is {expected}.",
    "The two were confused, or compared at another time.",
)

WRONG: dict[Operation, Rule] = {
    Operation.VALUE: _conflict(
        "VT101",
        "wrong figure",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A figure was mistyped, or taken from another table.",
    ),
    Operation.COUNT: _conflict(
        "VT111", "wrong count", "{quote} contradicts {table}, which has {expected}: {what}.", "A count was not updated."
    ),
    Operation.ORDINAL: _conflict(
        "VT112",
        "wrong ordinal",
        "{quote} contradicts {table}: {what} is {expected}.",
        "The position in a series was counted wrongly or carried over.",
    ),
    Operation.CHANGE: _conflict(
        "VT113",
        "wrong change",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A change was computed from other figures, or carried over.",
    ),
    Operation.ELAPSED: _conflict(
        "VT114",
        "wrong elapsed time",
        "{quote} contradicts {table}: {what} is {expected}.",
        "Years were counted from another event, or to another year.",
    ),
    Operation.STREAK: _conflict(
        "VT115",
        "wrong streak",
        "{quote} contradicts {table}: {what} is {expected}.",
        "The length of a run was not updated, or its start is another.",
    ),
    Operation.RANK: _conflict(
        "VT116", "wrong rank", "{quote} contradicts {table}: {what} is {expected}.", "The order has changed."
    ),
    Operation.ATTRIBUTE: _conflict(
        "VT117",
        "wrong name",
        "{quote} contradicts {table}: {what} is {expected}.",
        "Another person or place has the role.",
    ),
    Operation.MEMBER: _conflict(
        "VT119",
        "no member",
        "{quote} contradicts {table}: {what} is in {expected}, and in no other that the table has.",
        "A partner, candidate or neighbour was taken for a member.",
    ),
    Operation.DATE: _conflict(
        "VT118",
        "wrong date",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A date was mistaken, or belongs to a related event.",
    ),
    Operation.START: _conflict(
        "VT151",
        "wrong start of a term",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A date was mistaken, or is that of an election or another term.",
    ),
    Operation.END: _conflict(
        "VT152",
        "wrong end of a term",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A date was mistaken, or is that of a resignation or another term.",
    ),
    Operation.PAIR: _conflict(
        "VT130",
        "wrong score",
        "{quote} contradicts {table}: {what} is {expected}.",
        "One of the figures that are told together was mistyped, or they are those of another row.",
    ),
    Operation.WEEKDAY: _conflict(
        "VT131",
        "wrong weekday",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A story was carried over from another day, or the day of publication was taken for that of the event.",
    ),
    Operation.PREDICATE: _conflict(
        "VT132",
        "untrue statement",
        "{quote} is not true of {what}: {figures} in {table}.",
        "The words came with another story, or were taken from another row.",
    ),
    Operation.PARTY: _conflict(
        "VT133",
        "wrong party",
        "{quote} contradicts {table}, which has {expected} here.",
        "The two sides were confused, or the name is that of another row.",
    ),
    Operation.LATER: _conflict(
        "VT136",
        "too late",
        "{quote} contradicts {table}: {what} is {expected}.",
        "The day is that of another event.",
    ),
    Operation.SUM: _conflict(
        "VT120",
        "wrong sum",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A part was left out.",
    ),
    Operation.MEAN: _conflict(
        "VT121", "wrong mean", "{quote} contradicts {table}: {what} is {expected}.", "A mean was taken over other rows."
    ),
    Operation.LEAST: BOUND_BROKEN,
    Operation.MOST: BOUND_BROKEN,
    Operation.DIFFERENCE: COMPARED,
    Operation.RATIO: COMPARED,
    Operation.PEAK: _conflict(
        "VT124",
        "no record",
        "{quote} contradicts {table}: {what} is {expected}.",
        "A record was carried over, or an earlier figure was overlooked.",
    ),
}
"""The plain finding of each operation, where no diagnosis fits."""

DIAGNOSED: dict[str, Rule] = {
    "other_period": _conflict(
        "VT102",
        "other period",
        "{quote} is the figure for {found}; {what} is {expected} in {table}.",
        "A figure was carried over from another year's story.",
    ),
    "other_entity": _conflict(
        "VT103",
        "other entity",
        "{quote} is the figure for {found}; {what} is {expected} in {table}.",
        "A neighbouring row was read.",
    ),
    "wrong_unit": _conflict(
        "VT110",
        "wrong unit",
        "{quote} is right in {found}, not in its own unit: {what} is {expected} in {table}.",
        "Feet were written for metres, or weeks for days.",
    ),
    "scale_slip": _conflict(
        "VT104",
        "scale slip",
        "{quote} is off by a factor of {factor}: {what} is {expected} in {table}.",
        "Million was written for billion, or a decimal point moved.",
    ),
    "transposed_digits": _conflict(
        "VT105",
        "transposed digits",
        "{quote} has two digits swapped: {what} is {expected} in {table}.",
        "Two neighbouring digits changed places in typing.",
    ),
    "off_by_one": _conflict(
        "VT106",
        "off by one",
        "{quote} is off by one: {what} is {expected} in {table}.",
        "A count was carried over from the last time, or counted from zero.",
    ),
    "wrong_direction": _conflict(
        "VT107",
        "wrong direction",
        "{quote} goes the wrong way: by {table} it {found}; {what} is {expected}.",
        "Rise and fall were confused.",
    ),
    "swapped_roles": _conflict(
        "VT125",
        "swapped roles",
        "{quote} has the two the wrong way round: by {table} the first is the {found}; {what} is {expected}.",
        "The larger was taken for the smaller.",
    ),
    "percent_for_points": _conflict(
        "VT126",
        "percent or points",
        "{quote} is right in {found}, not as it is told: {what} is {expected} in {table}.",
        "The change of a percentage was told in percent, or the other way round.",
    ),
    "rounding": _conflict(
        "VT127",
        "wrong rounding",
        "{quote} misses in its last digit: {what} is {expected} in {table}.",
        "A figure was rounded to the wrong side, or twice.",
    ),
    "swapped_names": _conflict(
        "VT128",
        "swapped names",
        "{quote} is the figure of {found}, in that order; {what} is {expected} in {table}.",
        "Importer and exporter, or home and away, were confused.",
    ),
    "other_term": _conflict(
        "VT108",
        "other term",
        "{quote} is right for {found} only: {what} is {expected} in {table}.",
        "The office has changed hands.",
    ),
    "misnamed": _conflict(
        "VT134",
        "wrong name",
        "{quote} is not of whom this is true: {table} has it of {found}.",
        "Two names were confused, or one was carried over from the sentence before.",
    ),
    "unfounded": _conflict(
        "VT137",
        "made up",
        "{quote} is told by no table, and the text is to be made of the tables alone: {table} has no row of it.",
        "A model that wrote the text filled in what it was not given.",
    ),
    "mixed": _conflict(
        "VT138",
        "among others",
        "{quote} is told among those of {found}, and is of {expected} in {table}.",
        "A name was taken from the other side's list.",
    ),
    "stale": _conflict(
        "VT109",
        "stale",
        "{quote} was the figure published on {found}; it was revised on {revised}: {what} is {expected} in {table}.",
        "A figure was taken from a story that is older than its revision.",
    ),
}
"""The finding of each diagnosis."""

CONTRADICTED: dict[str, Rule] = {
    "values": _conflict(
        "VT141",
        "contradicts itself",
        "{quote} and {other} in the same text cannot both be right: both are told of {what}.",
        "A figure was updated in one place and not in the other.",
    ),
    "decided": _conflict(
        "VT142",
        "contradicts what is right",
        "{quote} contradicts {other} in the same text, which agrees with {table}: both are told of {what}.",
        "A figure was updated in one place and not in the other.",
    ),
    "document": _conflict(
        "VT143",
        "contradicts another text",
        "{quote} contradicts {other} in {document}: both are told of {what}.",
        "Two stories were written from two versions of a figure.",
    ),
    "decided_document": _conflict(
        "VT144",
        "contradicts what is right in another text",
        "{quote} contradicts {other} in {document}, which agrees with {table}: both are told of {what}.",
        "Two stories were written from two versions of a figure.",
    ),
    "parts": _conflict(
        "VT145",
        "parts and total",
        "{quote} is not the sum of the parts told beside it: {what}. One of them is wrong.",
        "A part was left out, or the total was not counted anew.",
    ),
    "change": _conflict(
        "VT146",
        "change and amounts",
        "{quote} and the amounts beside it do not fit together: {what}. One of the three is wrong.",
        "The change was computed from other figures, or an amount was mistyped.",
    ),
    "weekday": _conflict(
        "VT147",
        "weekday and date",
        "{quote} is not what the calendar says: {what}.",
        "The day or the weekday was mistyped, or the date was moved and the weekday was not.",
    ),
}
"""The findings of a text against itself, and of the texts of a batch against each other."""
