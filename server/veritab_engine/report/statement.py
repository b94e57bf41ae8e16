"""Statements as findings, and beside the claims of their sentences.

Both read the same words: a claim by what its table is described to hold, a statement by all words of its sentence. A
conflict is told once, by the claim, which says more exactly where; a statement that fails is not told beside a claim
that holds. Where a claim fails in a statement that holds, or holds where the statement has its fault, the statement is
not told; the claim is ambiguous then, unless it is of units, which claims convert and statements do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veritab_engine.claim import Claim
from veritab_engine.document import Prose, Span
from veritab_engine.finding import Evidence, Finding, Likelihood, Suggestion, Verdict
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.table import Row
from veritab_engine.report.catalogue import AMBIGUOUS, BORNE_OUT
from veritab_engine.report.conflicts import CONTRADICTED_STATEMENT
from veritab_engine.report.derivation import Derivation
from veritab_engine.report.written import quoted
from veritab_engine.statement import KIND
from veritab_engine.statement.stated import Stated, rests_on_rows
from veritab_engine.statement.told import repair_of, rows_of, spans_of, told_of
from veritab_engine.value import Text

MOST_ROWS = 5
"""Evidence shows at most this many rows."""
CONVERTED = frozenset({"measure", "money"})
"""Kinds of claims with units."""
DECIDED = frozenset({Verdict.SUPPORTED, Verdict.CONFLICT})
SURE = 0.95
"""A statement is very likely judged right from here."""


def with_statements(
    findings: Sequence[Finding], told: Sequence[Stated], prose: Prose, tables: ReferenceTables, least: float
) -> tuple[Finding, ...]:
    """The findings of a document in the order of its text, with those of its statements.

    `least` is the confidence below which a statement is not told.
    """
    kept = list(findings)
    for each in told:
        if each.judged.confidence < least:
            continue
        finding = _finding(each, prose, tables)
        beside = [place for place, other in enumerate(kept) if other.claim.sentence == each.sentence.index]
        opposed = [place for place in beside if _opposes(kept[place], finding)]
        if opposed:
            for place in opposed:
                kept[place] = kept[place] if kept[place].claim.kind in CONVERTED else _left_open(kept[place])
        elif finding.verdict is Verdict.SUPPORTED or not any(kept[p].verdict in DECIDED for p in beside):
            kept.insert(beside[0] if beside else _place(kept, finding), finding)
    return tuple(kept)


def derive_statement(each: Stated, finding: Finding) -> Derivation:
    """What every span of the statement was taken for, and what the parse cost that decided."""
    judged, parse = each.judged, each.judged.parse
    assert parse is not None
    unread = f", {parse.unread:.2f} of it for words that are left unexplained" if parse.unread else ""
    notes = (
        f"the cheapest parse is of the family {parse.family}, at a cost of {parse.cost:.2f}{unread}",
        f"the verdict is right with a likelihood of {judged.confidence:.2f}",
    )
    return Derivation(finding, (), "", notes, tuple(spans_of(judged.said, each.sheet)))


def _place(findings: Sequence[Finding], finding: Finding) -> int:
    after = (place for place, each in enumerate(findings) if each.claim.span.start > finding.claim.span.start)
    return next(after, len(findings))


def _opposes(claimed: Finding, statement: Finding) -> bool:
    """True for a conflict in a statement that holds, and for what is borne out where the statement has its fault."""
    if statement.verdict is Verdict.SUPPORTED:
        return claimed.verdict is Verdict.CONFLICT and claimed.evidence is not None
    fault = statement.suggestion.span if statement.suggestion is not None else None
    return claimed.verdict is Verdict.SUPPORTED and fault is not None and claimed.claim.span.overlaps(fault)


def _left_open(finding: Finding) -> Finding:
    expected = finding.evidence.expected if finding.evidence is not None else ""
    table = finding.evidence.table if finding.evidence is not None else ""
    quote = quoted(finding.claim.quote)
    message = AMBIGUOUS.template.format(quote=quote, table=table, what="the table's figure", expected=expected)
    return replace(
        finding,
        code=AMBIGUOUS.code,
        verdict=Verdict.AMBIGUOUS,
        likelihood=Likelihood.UNLIKELY,
        message=message,
        diagnosis=None,
        suggestion=None,
        confidence=0.0,
        signals={},
    )


def _finding(each: Stated, prose: Prose, tables: ReferenceTables) -> Finding:
    judged, sheet = each.judged, each.sheet
    assert judged.parse is not None
    form, span = judged.parse.form, each.sentence.span
    quote = prose.text[span.start : span.end]
    claim = Claim(each.id, KIND.name, span, quote, Text.of(quote), sentence=each.sentence.index)
    rule = BORNE_OUT if judged.holds else CONTRADICTED_STATEMENT
    figures = told_of(form, sheet)
    repair = repair_of(form, judged.said, sheet) if not judged.holds else None
    schema = tables.tables[each.table].schema
    return Finding(
        code=rule.code,
        verdict=rule.verdict,
        likelihood=Likelihood.VERY_LIKELY if judged.confidence >= SURE else Likelihood.LIKELY,
        score=round(judged.confidence, 3),
        claim=claim,
        message=rule.template.format(quote=quoted(quote), table=each.table, figures=figures),
        evidence=Evidence(
            table=each.table,
            rows=tuple(_row(each, row) for row in rows_of(form, sheet)[:MOST_ROWS]),
            expression=judged.parse.family,
            expected=repair.found if repair is not None else figures,
            source="; ".join(schema.sources),
            as_of=schema.as_of.isoformat() if schema.as_of else "",
            closed_world=not rests_on_rows(judged),
        ),
        suggestion=Suggestion(_within(span, repair.span), repair.found) if repair is not None else None,
        confidence=round(judged.confidence, 4),
    )


def _within(sentence: Span, span: Span) -> Span:
    return Span(sentence.start + span.start, sentence.start + span.end)


def _row(each: Stated, row: int) -> Row:
    cells = ((column.text, column.cells[row].text) for column in each.sheet.columns)
    return Row(row, {name: text for name, text in cells if text.strip()})
