"""The sentences of a document that are statements about a table as it stands.

Asked are the tables that came without a descriptor, and are short enough to be read as a whole. A sentence is judged
against each; where two tables say otherwise of it, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from veritab_engine.claim import Claim, Modality
from veritab_engine.document import Prose, Sentence
from veritab_engine.lexicon import words
from veritab_engine.patience import Patience, endless, while_patient
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.sources import Grid
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.told import rows_of
from veritab_engine.statement.verdict import Judged, judge
from veritab_engine.token import words_of

MOST_SHEETS = 8
"""Tables of one request that are read as sheets, in the order of their names."""
LONGEST = 60
"""A sentence of more tokens than this tells a story."""
ROWWISE = frozenset({"lookup", "compare"})
"""Families of parses that are of single rows, and not of how many there are."""
TIMES = words("headers/year")
"""Words of headings over times, whatever their cells look like."""
ENDS = words("headers/end")
PRESENT = words("statement/back/present")

_MADE: WeakKeyDictionary[Grid, Sheet] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence and what a table says of it; `judged.holds` is True or False."""

    id: str
    """As the id of a claim: "t1"."""
    sentence: Sentence
    table: str
    sheet: Sheet
    judged: Judged


def stated(
    prose: Prose, claims: Sequence[Claim], tables: ReferenceTables, patience: Patience = endless
) -> tuple[Stated, ...]:
    """The statements of a document that a table decides, in the order of the text; `patience` is asked before each."""
    sheets = [(name, sheet_of(tables.given[name])) for name in sorted(tables.given)[:MOST_SHEETS]]
    if not sheets:
        return ()
    planned = {claim.sentence for claim in claims if claim.modality is Modality.HYPOTHETICAL}
    sentences = while_patient(prose.sentences, patience)
    told = (each for each in sentences if each.index not in planned and _stands_alone(each))
    found = (each for sentence in told for each in _stated(sentence, prose, sheets, tables))
    return tuple(replace(each, id=f"t{number}") for number, each in enumerate(found, 1))


def sheet_of(grid: Grid) -> Sheet:
    """The sheet of a table as it stands, made once and kept as long as the table is."""
    if (made := _MADE.get(grid)) is None:
        made = _MADE[grid] = Sheet.from_table([grid.header, *zip(*grid.columns, strict=True)], grid.title)
    return made


def _stands_alone(sentence: Sentence) -> bool:
    """False for questions and quotations, and for words that point back where there is something to point to."""
    back = sentence.index > 0 and not sentence.vocabulary.isdisjoint(words("statement/back/words"))
    return len(sentence.words) <= LONGEST and not back and not sentence.quotations and sentence.words[-1:] != ("?",)


def _stated(
    sentence: Sentence, prose: Prose, sheets: Sequence[tuple[str, Sheet]], tables: ReferenceTables
) -> Iterator[Stated]:
    text = prose.text[sentence.span.start : sentence.span.end]
    found = [Stated("", sentence, name, sheet, judge(text, sheet)) for name, sheet in sheets]
    found = [each for each in found if _may_say(each, tables) and not (_may_be_narrower(each) or _may_be_over(each))]
    if found and len({each.judged.holds for each in found}) == 1:
        yield max(found, key=lambda each: each.judged.confidence)


def _may_say(each: Stated, tables: ReferenceTables) -> bool:
    """False where nothing is said, and where a table that may lack rows would have to be whole."""
    judged, coverage = each.judged, tables.tables[each.table].schema.coverage
    if judged.holds is None or judged.parse is None:
        return False
    whole = coverage is not None and coverage.complete
    return whole or rests_on_rows(judged)


def rests_on_rows(judged: Judged) -> bool:
    """True for what rows that are there bear out, whatever other rows may be missing."""
    return bool(judged.holds) and judged.parse is not None and judged.parse.family in ROWWISE


def _may_be_narrower(each: Stated) -> bool:
    """True for what ranges over all rows, in a text that may be about those of one time alone: "the fewest cases"."""
    parse = each.judged.parse
    if parse is None or each.sentence.index == 0 or parse.family in ROWWISE:
        return False
    told = {condition.column for condition in parse.binding.conditions}
    times = (column for column in each.sheet.columns if column.dated or not TIMES.isdisjoint(column.words))
    return any(column.index not in told and len({cell.words for cell in column.cells}) > 1 for column in times)


def _may_be_over(each: Stated) -> bool:
    """True for what is told as of now of a row that has ended: who "is the mayor", and left office years ago."""
    parse = each.judged.parse
    if parse is None or parse.family not in ROWWISE or each.sentence.vocabulary.isdisjoint(PRESENT):
        return False
    told = {condition.column for condition in parse.binding.conditions}
    dated = (column for column in each.sheet.columns if column.dated and column.index not in told)
    ends = [column for column in dated if not ENDS.isdisjoint(words_of(column.text.lower()))]
    rows = rows_of(parse.form, each.sheet)
    return any(not column.cells[row].is_empty for column in ends for row in rows)
