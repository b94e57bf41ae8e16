"""The catalogue of findings: what is supported, open or silent, and beside it all conflicts, by code."""

from __future__ import annotations

from veritab_engine.finding import Reason, Verdict
from veritab_engine.report.conflicts import CONTRADICTED, CONTRADICTED_STATEMENT, DIAGNOSED, WRONG
from veritab_engine.report.rule import Rule


def _silent(code: str, title: str, template: str, why: str) -> Rule:
    return Rule(code, title, Verdict.NOT_COVERED, template, why)


SUPPORTED = Rule(
    "VT001", "supported", Verdict.SUPPORTED, "{quote} agrees with {table}: {what} is {expected}.", "The tables say so."
)
UNDERSTATED = Rule(
    "VT002",
    "understated",
    Verdict.SUPPORTED,
    "{quote} is true but far below what {table} has: {what} is {expected}.",
    "A bound was carried over from an older story.",
)
TRUE = Rule(
    "VT003",
    "true statement",
    Verdict.SUPPORTED,
    "{quote} is true of {what}: {figures} in {table}.",
    "The tables say so of words without a number.",
)
BORNE_OUT = Rule(
    "VT004",
    "statement borne out",
    Verdict.SUPPORTED,
    "{quote} agrees with {table}: {figures}.",
    "A table without a descriptor says so of the whole sentence.",
)
AMBIGUOUS = Rule(
    "VT201",
    "ambiguous",
    Verdict.AMBIGUOUS,
    "{quote} may or may not agree with {table}: {what} is {expected}, but the words leave open whether that is meant.",
    "The claim can be read in several ways, or its rounding leaves both possible.",
)

UNSURE = Rule(
    "VT202",
    "not sure enough",
    Verdict.AMBIGUOUS,
    "{quote} was compared with {table}, where {what} is {expected}, but less surely than was asked for.",
    "The verdict's confidence is below the threshold: the claim may be about something else.",
)
SILENT: dict[Reason, Rule] = {
    Reason.NO_MEASURE: _silent(
        "VT301", "no measure", "No table has what {quote} is about.", "No loaded table covers the subject."
    ),
    Reason.NO_ENTITY: _silent(
        "VT302",
        "no entity",
        "A table has the measure of {quote}, but not whom it is about.",
        "The entity is not named, or not in the table.",
    ),
    Reason.OTHER_PERIOD: _silent(
        "VT303", "other period", "The tables that {quote} binds to speak of another time.", "The table ends earlier."
    ),
    Reason.INCOMPLETE_TABLE: _silent(
        "VT304",
        "incomplete table",
        "The table that {quote} binds to is not complete for its time.",
        "Only a complete table can refute.",
    ),
    Reason.UNEXPLAINED_RESTRICTOR: _silent(
        "VT305",
        "unexplained restrictor",
        "{quote} is restricted by words that no table explains: {words}.",
        "The words may pick other rows than the table's.",
    ),
    Reason.HYPOTHETICAL: _silent(
        "VT306", "hypothetical", "{quote} is planned, expected or denied, not stated.", "Only statements are checked."
    ),
    Reason.INCOMPARABLE_UNIT: _silent(
        "VT307",
        "incomparable unit",
        "{quote} is in a unit that the table's does not compare with.",
        "No rate or conversion is known.",
    ),
    Reason.TOO_BROAD: _silent(
        "VT308", "too broad", "{quote} would need more rows than may be read at once.", "A bound on work."
    ),
}
"""The finding of each reason for silence."""

CATALOGUE: tuple[Rule, ...] = (
    SUPPORTED,
    UNDERSTATED,
    TRUE,
    BORNE_OUT,
    *sorted(
        {*WRONG.values(), *DIAGNOSED.values(), *CONTRADICTED.values(), CONTRADICTED_STATEMENT},
        key=lambda rule: rule.code,
    ),
    AMBIGUOUS,
    UNSURE,
    *SILENT.values(),
)
"""Every rule, by code."""
