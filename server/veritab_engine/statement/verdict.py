"""One verdict on a statement, or silence: that of the cheapest parse, where it is likely enough to be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from veritab_engine.lexicon import words
from veritab_engine.statement.cells import YEAR
from veritab_engine.statement.compose import Clause, Parse, parses
from veritab_engine.statement.confidence import SURE, confidence
from veritab_engine.statement.form import Exists
from veritab_engine.statement.link import read_statement
from veritab_engine.statement.senses import UNKNOWN, Label, Said, Sense, Topic, Value
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.signals import evidence, signals
from veritab_engine.statement.topic import is_set

MARGIN = 0.3
"""Parses that cost so much more than the cheapest are no longer what the words could mean."""
DEAREST = 1.3
"""A statement that can only be read at a higher cost is left alone."""
TIED = 1.0
"""How much has to tie a statement to a table: a name, a day, a number of three digits, or two headings."""
NO_RIVAL = 2.0
"""Where no parse says otherwise, the next one is as far off as this."""
SETTING = words("statement/back/setting")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a statement: True, False or None, how surely, and the parse it was judged by."""

    holds: bool | None
    confidence: float
    said: Said
    parse: Parse | None
    why: str = ""
    """Why nothing is said of it, for those who look for gaps."""
    signals: Mapping[str, float] = field(default_factory=dict)


def judge(text: str, sheet: Sheet, sure: float = SURE) -> Judged:
    """The verdict on a statement against a sheet."""
    said = read_statement(text, sheet)
    found = parses(Clause(said, sheet))
    if not found:
        return Judged(None, 0.0, said, None, "no parse")
    best = found[0]
    if best.cost > DEAREST:
        dear = "unread" if best.unread > best.cost / 2 else "binding"
        return Judged(None, 0.0, said, best, f"{dear} cost {best.cost:.2f}")
    if _is_set_elsewhere(said) or _is_of_another_year(said, sheet):
        return Judged(None, 0.0, said, best, "of a time that the sheet lacks")
    if evidence(said) < TIED:
        return Judged(None, 0.0, said, best, "not tied")
    holds = best.form.truth(sheet).holds
    if holds is None or (_is_misplaced(best, sheet) if holds else _is_unplaced(best, said, sheet)):
        return Judged(None, 0.0, said, best, "no anchor")
    if best.unread >= UNKNOWN:
        return Judged(None, 0.0, said, best, "unread words")
    rival = next((parse.cost for parse in found if parse.form.truth(sheet).holds is not holds), best.cost + NO_RIVAL)
    margin = rival - best.cost
    if margin <= MARGIN:
        return Judged(None, 0.0, said, best, "rivals disagree")
    known = signals(said, best, margin, holds, sheet)
    likely = confidence(known)
    return Judged(holds if likely >= sure else None, likely, said, best, "" if likely >= sure else "not sure", known)


def _is_set_elsewhere(said: Said) -> bool:
    """True for a time behind a preposition that no cell has: "in 2019", of a table without years."""
    absent = (each for each in said.senses if isinstance(each, Value) and not each.whole and not each.part)
    return any(
        each.day is not None and each.start > 0 and said.words[each.start - 1].lemma in SETTING for each in absent
    )


def _is_of_another_year(said: Said, sheet: Sheet) -> bool:
    """True for a year that lies outside those of the title and the cells: "1995" of a season of 1970."""
    if not sheet.title_years:
        return False
    known = {*sheet.years, *map(int, sheet.title_years)}
    told = (year for sense in said.senses for year in _years_of(sense, said))
    return any(not min(known) <= year <= max(known) + 1 for year in told)


def _years_of(sense: Sense, said: Said) -> Iterator[int]:
    """The years of days, and those that set a time and are in no cell: "in 1995"; not "an attendance of 1995"."""
    day = isinstance(sense, Value) and sense.day is not None and sense.end - sense.start > 1
    held = isinstance(sense, Topic) or (isinstance(sense, Value) and bool(sense.whole or sense.part))
    labelled = any(isinstance(each, Label) and each.end == sense.start - 1 for each in said.senses)
    for i in range(sense.start, sense.end):
        if YEAR.fullmatch(said.words[i].lemma) and (day or (is_set(said.words, i) and not held and not labelled)):
            yield int(said.words[i].lemma)


def _is_unplaced(parse: Parse, said: Said, sheet: Sheet) -> bool:
    """True where what fails is a value that its column never has, and no word of its heading says that it is of it."""
    if not isinstance(parse.form, Exists):
        return False
    headed = {
        column for sense in said.senses if isinstance(sense, Label) and sense.spare is None for column in sense.columns
    }
    return any(not each.known and each.column not in headed for each in parse.form.wrong(sheet))


def _is_misplaced(parse: Parse, sheet: Sheet) -> bool:
    """True where a heading is told that no value is of, and a value of its kind stands in a column that is not told."""
    told = zip(parse.binding.conditions, parse.binding.labelled, strict=True)
    untold = [sheet.columns[condition.column] for condition, labelled in told if not labelled]
    loose = [sheet.columns[column] for label in parse.binding.loose for column in label.columns]
    return any(one.dated and other.dated and one is not other for one in loose for other in untold)
