"""A judgement as a finding: its rule of the catalogue, the sentence, the evidence, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from veritab_engine.finding import Evidence, Finding, Likelihood, Verdict
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Scene
from veritab_engine.reference import Table
from veritab_engine.report.catalogue import AMBIGUOUS, SILENT, SUPPORTED, TRUE, UNDERSTATED, UNSURE
from veritab_engine.report.conflicts import DIAGNOSED, WRONG
from veritab_engine.report.phrase import expected_text, expression_of, figures_of, what_of
from veritab_engine.report.rule import Rule
from veritab_engine.report.written import quoted
from veritab_engine.value import AtLeast
from veritab_engine.verify import Judgement, Outcome
from veritab_engine.verify.revision import UNSETTLED

MOST_ROWS = 5
"""Evidence shows at most this many rows, the last ones."""


def finding_of(judgement: Judgement, scene: Scene) -> Finding:
    """The finding that a person reads for a judgement."""
    rule = _rule(judgement)
    outcome = judgement.outcome
    table = scene.tables.tables[outcome.reading.table] if outcome else None
    return Finding(
        code=rule.code,
        verdict=judgement.verdict,
        likelihood=_likelihood(judgement),
        score=round(outcome.reading.score, 3) if outcome else 0.0,
        claim=judgement.claim,
        message=_message(rule, judgement, table),
        evidence=_evidence(outcome, table) if outcome and table else None,
        diagnosis=judgement.diagnosis,
        suggestion=judgement.suggestion,
        reason=judgement.reason,
        confidence=round(judgement.confidence, 4),
        signals=judgement.signals,
    )


def _rule(judgement: Judgement) -> Rule:
    if judgement.reason is not None:
        return SILENT[judgement.reason]
    if judgement.diagnosis is not None:
        return DIAGNOSED[judgement.diagnosis.code]
    if judgement.verdict is Verdict.AMBIGUOUS or judgement.outcome is None:
        return UNSURE if judgement.signals else AMBIGUOUS
    if judgement.verdict is Verdict.CONFLICT:
        return WRONG[judgement.outcome.reading.operation]
    if judgement.outcome.reading.operation is Operation.PREDICATE:
        return TRUE
    claimed, expected = judgement.claim.value, judgement.outcome.expected
    understated = isinstance(claimed, AtLeast) and expected is not None and claimed.understates(expected)
    return UNDERSTATED if understated else SUPPORTED


def _message(rule: Rule, judgement: Judgement, table: Table | None) -> str:
    words = sorted({word for reading in judgement.refused for word in reading.unexplained})
    fields = {"quote": quoted(judgement.claim.quote), "words": ", ".join(words)}
    if judgement.outcome is not None and table is not None:
        fields["table"] = table.schema.name
        fields["what"] = what_of(judgement.outcome.reading, table)
        fields["expected"] = expected_text(judgement.outcome)
        fields["figures"] = figures_of(judgement.outcome.reading, table)
    if judgement.diagnosis is not None:
        fields.update(judgement.diagnosis.detail)
    return rule.template.format_map(fields)


def _evidence(outcome: Outcome, table: Table) -> Evidence:
    reading, schema = outcome.reading, table.schema
    return Evidence(
        table=schema.name,
        rows=tuple(table.row(row) for row in _shown(reading)),
        expression=expression_of(reading, table),
        expected=expected_text(outcome),
        source="; ".join(schema.sources),
        as_of=schema.as_of.isoformat() if schema.as_of else "",
        closed_world=reading.closed_world,
    )


def _shown(reading: Reading) -> Sequence[int]:
    """The rows worth showing: a count ends with the last ones, a rank begins with the row itself."""
    return reading.rows[:MOST_ROWS] if reading.operation is Operation.RANK else reading.rows[-MOST_ROWS:]


def _likelihood(judgement: Judgement) -> Likelihood:
    """How sure the verdict is: how well its reading is bound, and whether it stands alone."""
    if judgement.outcome is None:
        return Likelihood.POSSIBLE
    if judgement.verdict is Verdict.AMBIGUOUS:
        return Likelihood.UNLIKELY
    score = judgement.outcome.reading.score
    unsettled = judgement.outcome.status in UNSETTLED
    if score >= 0.75 and not unsettled and not _rests_on_slip(judgement.outcome.reading):
        return Likelihood.VERY_LIKELY
    return Likelihood.LIKELY if score >= 0.5 else Likelihood.POSSIBLE


def _rests_on_slip(reading: Reading) -> bool:
    """True where the rows were found by a name that the text misspells."""
    return any(binding.mention is not None and binding.mention.spelt for binding in reading.bindings)
