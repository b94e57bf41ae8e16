"""What a table has, in words, for a statement that was judged: rows, arithmetic, and the one value that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veritab_engine.document import Span
from veritab_engine.statement.form import All, Condition, Count, Exists, Form, Not, meeting, others
from veritab_engine.statement.measure import Compare, Holder, Measured, Share
from veritab_engine.statement.senses import UNKNOWN, Cue, Label, Other, Said, Value
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.tally import Grouped, Outnumber, Portion, Prevalent
from veritab_engine.statement.versus import Apart, Beside, Ratio

MOST_ROWS = 3
_EXTREMES = {"max": "highest", "min": "lowest", "mean": "mean", "sum": "sum"}


@dataclass(frozen=True, slots=True)
class Repair:
    """The one value that keeps a statement from holding, where it stands in the statement, and what the table has."""

    span: Span
    column: str
    found: str


def repair_of(form: Form, said: Said, sheet: Sheet) -> Repair | None:
    """The only value whose change would make the statement hold, where the table has one thing in its place."""
    failing = _failing(form, sheet)
    if not isinstance(failing, Exists) or failing.truth(sheet).holds is not False:
        return None
    wrong = failing.wrong(sheet)
    if len(wrong) != 1 or wrong[0].relation != "=" or wrong[0].end <= wrong[0].at:
        return None
    rows = meeting(others(failing.conditions, wrong[0]), sheet)
    cells = {sheet.cell(row, wrong[0].column).text.strip() for row in rows}
    if len(cells) != 1:
        return None
    first, last = said.words[wrong[0].at], said.words[wrong[0].end - 1]
    return Repair(Span(first.start, last.end), sheet.columns[wrong[0].column].text, cells.pop())


def rows_of(form: Form, sheet: Sheet) -> tuple[int, ...]:
    """The rows that decide; of a statement that fails, those that would do but for one value."""
    failing = _failing(form, sheet)
    truth = failing.truth(sheet)
    if isinstance(failing, Exists) and truth.holds is False:
        wrong = _said_last(failing.wrong(sheet))
        return tuple(sorted(meeting(others(failing.conditions, wrong), sheet))) if wrong is not None else ()
    return truth.rows


def told_of(form: Form, sheet: Sheet) -> str:
    """What the table has, in one clause: "attendance is 59,931 where opponent is san francisco"."""
    failing = _failing(form, sheet)
    truth = failing.truth(sheet)
    match failing:
        case Exists(conditions) if truth.holds is False and (wrong := _said_last(failing.wrong(sheet))) is not None:
            kept = others(conditions, wrong)
            cells = (sheet.cell(row, wrong.column).text for row in sorted(meeting(kept, sheet)))
            return f"{_named(wrong.column, sheet)} is {_listed(cells)} where {_conditions(kept, sheet)}"
        case Exists(conditions) if conditions:
            return f"{_rows(truth.rows)} has {_conditions(conditions, sheet)}"
        case Count():
            return f"the count is {truth.found}"
        case Measured(function, column):
            return f"the {_EXTREMES.get(function, function)} {_named(column, sheet)} is {truth.found}"
        case Holder(function, column):
            return f"the {_EXTREMES.get(function, function)} {_named(column, sheet)} is in {_rows(truth.rows)}"
        case Compare(column) | Ratio(column) if truth.found:
            return f"{_named(column, sheet)} is {truth.found}"
        case Beside(one, other) if truth.found:
            return f"{_named(one, sheet)} and {_named(other, sheet)} are {truth.found}"
        case Apart(column) if truth.found:
            return f"the difference in {_named(column, sheet)} is {truth.found}"
        case Prevalent() | Grouped():
            return f"the count is {truth.found}"
        case Outnumber():
            return f"the counts are {truth.found}"
        case Share() | Portion():
            return f"it holds of {truth.found} rows"
        case Not(denied):
            return told_of(denied, sheet)
        case _:
            say = "says" if len(truth.rows) == 1 else "say"
            return f"{_rows(truth.rows)} {say} {'so' if truth.holds else 'otherwise'}"


def spans_of(said: Said, sheet: Sheet) -> Iterator[str]:
    """Every span of the statement with what it was taken for: a value and its columns, a heading, a cue, or nothing."""
    for sense in said.senses:
        words = said.text[said.words[sense.start].start : said.words[sense.end - 1].end]
        match sense:
            case Value(whole=whole, part=part):
                columns = ", ".join(_named(column, sheet) for column in (*whole, *part)) or "no column"
                yield f'"{words}": a value of {columns}'
            case Label():
                yield f'"{words}": the heading {" or ".join(_named(column, sheet) for column in sense.columns)}'
            case Cue():
                yield f'"{words}": asks for {sense.name}'
            case Other(cost=cost) if cost >= UNKNOWN:
                yield f'"{words}": unexplained'


def _failing(form: Form, sheet: Sheet) -> Form:
    """Of several statements in one, the first that fails."""
    if not isinstance(form, All):
        return form
    return next((_failing(each, sheet) for each in form.forms if each.truth(sheet).holds is False), form)


def _said_last(wrong: Iterable[Condition]) -> Condition | None:
    """Of values each of which could be the wrong one, the last: a sentence ends with what it asserts."""
    return max(wrong, key=lambda each: each.at, default=None)


def _conditions(conditions: Iterable[Condition], sheet: Sheet) -> str:
    return " and ".join(f"{_named(each.column, sheet)} {_relation(each)} {each.said}" for each in conditions)


def _relation(condition: Condition) -> str:
    return "is" if condition.relation == "=" else condition.relation


def _named(column: int, sheet: Sheet) -> str:
    return " ".join(sheet.columns[column].text.split()) or f"column {column + 1}"


def _rows(rows: Iterable[int]) -> str:
    numbers = [f"{row + 1}" for row in rows]
    if not numbers:
        return "no row"
    if len(numbers) > MOST_ROWS:
        return f"{len(numbers)} rows"
    return f"row{'s' * (len(numbers) > 1)} {' and '.join(numbers)}"


def _listed(texts: Iterable[str]) -> str:
    found = list(dict.fromkeys(" ".join(text.split()) or "empty" for text in texts))
    return " or ".join(found[:MOST_ROWS]) + (" or another" if len(found) > MOST_ROWS else "")
