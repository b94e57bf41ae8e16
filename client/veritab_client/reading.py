"""From the messages of the contract to the client's own data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import cast

from veritab.v1 import (
    catalogue_pb2,
    claim_pb2,
    derivation_pb2,
    document_pb2,
    finding_pb2,
    value_pb2,
    verification_service_pb2,
)
from veritab_client.reading_tables import read_row
from veritab_client.results import (
    NOTHING_TOLD,
    About,
    Agreement,
    Catalogue,
    Claim,
    ClaimKind,
    Coverage,
    Derivation,
    Diagnosis,
    Direction,
    Evidence,
    Extraction,
    Finding,
    FindingRule,
    Likelihood,
    Modality,
    Phrase,
    Reading,
    Related,
    Report,
    Span,
    Step,
    Suggestion,
    Verdict,
)
from veritab_client.values import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value


def read_report(message: finding_pb2.Report) -> Report:
    """The report on a document."""
    coverage = message.coverage
    return Report(
        document=message.document_id,
        verdict=_verdict(message.verdict),
        findings=tuple(map(read_finding, message.findings)),
        coverage=Coverage(
            coverage.claims, coverage.supported, coverage.conflict, coverage.ambiguous, coverage.not_covered
        ),
        snapshot=message.snapshot,
        as_of=message.as_of,
        truncated=message.findings_truncated,
        unmatched_scope=tuple(message.unmatched_scope),
    )


def read_extraction(message: verification_service_pb2.ExtractClaimsResponse) -> Extraction:
    """The claims of a document."""
    return Extraction(message.document_id, tuple(map(read_claim, message.claims)), message.snapshot)


def read_claim(message: claim_pb2.Claim) -> Claim:
    """A claim."""
    direction = claim_pb2.Direction.Name(message.direction).removeprefix("DIRECTION_").lower()
    modality = claim_pb2.Modality.Name(message.modality).removeprefix("MODALITY_").lower()
    return Claim(
        id=message.id,
        kind=message.kind,
        span=_span(message.span),
        quote=message.quote,
        value=read_value(message.value),
        unit=message.unit or None,
        hedge=message.hedge or None,
        direction=cast(Direction, direction) if message.direction else None,
        noun=message.noun,
        noun_span=_span(message.noun_span) if message.HasField("noun_span") else None,
        modality=cast(Modality, modality),
        quoted=message.quoted,
        sentence=message.sentence,
        about=_about(message.about) if message.HasField("about") else NOTHING_TOLD,
    )


def _about(message: claim_pb2.About) -> About:
    parts: dict[str, Phrase] = {part.name: _phrase(value) for part, value in message.ListFields()}
    return About(**parts)


def _phrase(message: claim_pb2.Phrase) -> Phrase:
    return Phrase(_span(message.span), message.text)


def read_finding(message: finding_pb2.Finding) -> Finding:
    """A finding."""
    likelihood = finding_pb2.Likelihood.Name(message.likelihood).removeprefix("LIKELIHOOD_")
    suggestion = message.suggestion
    return Finding(
        code=message.code,
        verdict=_verdict(message.verdict),
        likelihood=cast(Likelihood, likelihood),
        score=message.score,
        claim=read_claim(message.claim),
        message=message.message,
        evidence=_evidence(message.evidence) if message.HasField("evidence") else None,
        diagnosis=_diagnosis(message.diagnosis) if message.HasField("diagnosis") else None,
        suggestion=Suggestion(_span(suggestion.span), suggestion.text) if message.HasField("suggestion") else None,
        reason=_reason(message.not_covered_reason),
        related=tuple(map(_related, message.related)),
        confidence=message.confidence,
    )


def _related(message: finding_pb2.RelatedPlace) -> Related:
    position = message.request_index if message.HasField("request_index") else None
    return Related(_span(message.span), message.quote, message.claim_id, message.document_id, position)


def read_value(message: value_pb2.Value) -> Value:
    """A value; ValueError where it has a shape that this client does not know."""
    match message.WhichOneof("shape"):
        case "point":
            return _point(message.point)
        case "interval":
            shown = message.interval
            return Interval(Decimal(shown.low), Decimal(shown.high), _step(shown.shown_to), shown.approximate)
        case "at_least":
            return AtLeast(*_bound(message.at_least))
        case "at_most":
            return AtMost(*_bound(message.at_most))
        case "period":
            first, last = date.fromisoformat(message.period.first), date.fromisoformat(message.period.last)
            return Period(message.period.iso, first, last, message.period.approximate)
        case "text":
            return Text(message.text.text, message.text.entity or None)
        case "parts":
            return Parts(tuple(map(_point, message.parts.parts)))
        case _:
            raise ValueError("the service sent a value of a shape that this client does not know; update the client")


def read_derivation(message: verification_service_pb2.ExplainClaimResponse) -> Derivation:
    """How a verdict came about."""
    derivation = message.derivation
    return Derivation(
        finding=read_finding(derivation.finding),
        readings=tuple(map(_reading, derivation.readings)),
        passes=derivation.passes,
        snapshot=message.snapshot,
        notes=tuple(derivation.notes),
        mentions=tuple(derivation.mentions),
    )


def read_catalogue(message: catalogue_pb2.Catalogue) -> Catalogue:
    """What the service can find and say."""
    return Catalogue(
        claim_kinds=tuple(ClaimKind(kind.name, kind.summary) for kind in message.claim_kinds),
        finding_rules=tuple(
            FindingRule(rule.code, rule.title, rule.template, rule.why, _verdict(rule.verdict))
            for rule in message.finding_rules
        ),
        snapshot=message.snapshot,
    )


def _verdict(verdict: finding_pb2.Verdict.ValueType) -> Verdict:
    return cast(Verdict, finding_pb2.Verdict.Name(verdict).removeprefix("VERDICT_"))


def _span(message: document_pb2.Span) -> Span:
    return Span(message.start, message.end)


def _point(message: value_pb2.Point) -> Point:
    return Point(Decimal(message.number), _step(message.shown_to), _step(message.coarsest), message.approximate)


def _bound(message: value_pb2.Bound) -> tuple[Decimal, bool, Decimal, bool]:
    return Decimal(message.bound), message.strict, _step(message.shown_to), message.approximate


def _step(text: str) -> Decimal:
    return Decimal(text or "0")


def _evidence(message: finding_pb2.Evidence) -> Evidence:
    return Evidence(
        table=message.table.removeprefix("tables/"),
        rows=tuple(map(read_row, message.rows)),
        expression=message.expression,
        expected=message.expected,
        source=message.source,
        as_of=message.as_of,
        closed_world=message.closed_world,
    )


def _diagnosis(message: finding_pb2.Diagnosis) -> Diagnosis:
    return Diagnosis(message.code, dict(sorted(message.detail.items())))


def _reading(message: derivation_pb2.Reading) -> Reading:
    agreement = derivation_pb2.Agreement.Name(message.agreement).removeprefix("AGREEMENT_").lower()
    return Reading(
        table=message.table.removeprefix("tables/"),
        expression=message.expression,
        bindings=tuple(message.bindings),
        rows=tuple(map(read_row, message.rows)),
        expected=message.expected,
        agreement=cast(Agreement, agreement) if message.agreement else None,
        score=message.score,
        explained=tuple(message.explained),
        unexplained=tuple(message.unexplained),
        chosen=message.chosen,
        refused=_reason(message.refused),
        refutes=message.refutes,
        steps=tuple(Step(step.what, step.formula, step.result) for step in message.steps),
        doubt=message.doubt,
    )


def _reason(reason: finding_pb2.NotCoveredReason.ValueType) -> str | None:
    return finding_pb2.NotCoveredReason.Name(reason).removeprefix("NOT_COVERED_REASON_") if reason else None
