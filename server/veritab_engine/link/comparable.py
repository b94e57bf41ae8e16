"""Comparable: whether a figure is in a unit that a column answers for, and of what the column counts."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import mapping, words
from veritab_engine.link.clause import Clause
from veritab_engine.link.units import factor, spelt
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import Table, stem
from veritab_engine.reference.table import Column, Role

MEASURED = frozenset({"measure", "duration", "age"})
"""Kinds whose units are told in full: another unit is another figure, but where it converts."""
RELATIVE = frozenset({"percent", "times", "odds"})
"""Units of figures that are no amounts: "twice as many" is not two."""
OCCASION = "time"
"""The unit of "40 times": it counts what the verb says, not a noun."""


def is_own_noun(clause: Clause, phrase: PhraseMention) -> bool:
    """True for the measure that a figure's own noun names: the rebounds of "22 points and 13 rebounds"."""
    return any(i in clause.noun_tokens for i in phrase.tokens)


def comparable(clause: Clause, phrase: PhraseMention, table: Table, column: Column) -> bool:
    """Money and percent compare with their own kind; a count with the column that its noun names, or by its unit.

    An inferred column whose header gives no unit may be in any; it holds percent and multiples only where it says so.
    """
    unit = clause.claim.unit
    if _is_unlike(clause, phrase, column):
        return False
    if column.unit is None and table.schema.inferred:
        return unit not in RELATIVE or _may_be_percent(column)
    if table.schema.inferred and is_told_for(column, unit):
        return True
    if _is_code(unit) or _is_code(column.unit):
        same = unit is not None and column.unit is not None and spelt(unit) == spelt(column.unit)
        return same or (unit is None and told_beside(clause) == column.unit)
    if clause.claim.kind in MEASURED and column.unit is not None:
        converts = factor(unit, column.unit)
        return converts == 1 or (converts is not None and not _has_own(table, column, unit))
    if unit in (None, OCCASION) or not len(clause.noun_tokens):
        return True
    named = is_own_noun(clause, phrase)
    named = named or (unit in words("measures/persons") and phrase not in clause.phrases)
    return named or (column.unit is not None and stem(column.unit) == stem(unit))


def is_told_for(column: Column, unit: str | None) -> bool:
    """True for the unit above a quotient, at which texts leave it: "a yield of six tonnes", told per hectare."""
    above, _, below = (column.unit or "").partition(" per ")
    return unit is not None and below != "" and spelt(unit) in (spelt(above), f"{spelt(above)}s")


def words_of_quotient(clause: Clause, column: Column) -> frozenset[int]:
    """The tokens behind money that tell what it is paid for, as its column has it: "487 dollars per tonne"."""
    below, last = (column.unit or "").partition(" per ")[2], clause.tokens.stop
    told = (clause.claim.unit or "").partition(" per ")[2]
    if not below or spelt(told) != spelt(below) or clause.sentence.lower[last : last + 1] == ():
        return frozenset()
    if clause.sentence.lower[last] not in words("units/per"):
        return frozenset()
    return frozenset(range(last, last + 1 + len(below.split(" "))))


def is_relative_alike(unit: str | None, column: Column) -> bool:
    """False for percent and multiples of a column that holds amounts, and for whatever a column of another such is."""
    return unit not in RELATIVE or unit == column.unit or (column.unit is None and _may_be_percent(column))


def _is_unlike(clause: Clause, phrase: PhraseMention, column: Column) -> bool:
    """True for "7,000 women" beside "employs", and for "three months" of what is not told as a time."""
    stands_in, own = phrase not in clause.phrases, is_own_noun(clause, phrase)
    if stands_in and len(clause.noun_tokens) and not own:
        return clause.claim.unit not in words("measures/persons")
    told = {stem(word) for each in column.phrases for word in each.lower().split(" ")}
    times = {stem(word) for word in words("measures/durations")} | {stem(clause.claim.unit or "")}
    return clause.claim.kind == "duration" and column.unit is None and not own and told.isdisjoint(times)


def told_beside(clause: Clause) -> str | None:
    """The money of a bare "7.96 billion": the one that all money of its sentence is in, None where that is not one.

    "It fell by 455 million euros to 7.96 billion." A number without a scale, or of something, may count anything.
    """
    last = clause.claim.quote.lower().rpartition(" ")[2]
    counted = clause.claim.kind != "change" and len(clause.noun_tokens)
    if last not in mapping("numbers/scales") or counted:
        return None
    told = {other.unit for other, _ in clause.neighbours if _is_code(other.unit)} - RELATIVE
    return told.pop() if len(told) == 1 else None


def counts(column: Column) -> bool:
    """True for a column of things that are counted, whose unit is their name: "person", "vessel"."""
    unit = column.unit
    return unit is not None and not _is_code(unit) and stem(unit) in {stem(word) for word in _phrase_words(column)}


def _phrase_words(column: Column) -> Iterator[str]:
    return (word for phrase in column.phrases for word in phrase.lower().split(" "))


def _may_be_percent(column: Column) -> bool:
    """True for a column whose words say a rate or a share: "votes" are counted."""
    told = {word for phrase in column.phrases for word in phrase.lower().split(" ")}
    return not told.isdisjoint(words("headers/percentages"))


def _has_own(table: Table, column: Column, unit: str | None) -> bool:
    """True where the same measure stands beside this one in the very unit: "Height (ft)" beside "Height (m)"."""
    others = (other for other in table.schema.of_role(Role.MEASURE) if other.name != column.name)
    return any(factor(unit, other.unit) == 1 and not set(other.phrases).isdisjoint(column.phrases) for other in others)


def _is_code(unit: str | None) -> bool:
    """True for units that compare with no other: currencies, what is paid for something, percent, and multiples."""
    amount = (unit or "").partition(" per ")[0]
    return amount in RELATIVE or (len(amount) == 3 and amount.isupper())
