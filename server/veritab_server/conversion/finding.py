"""Findings and reports, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from veritab.v1 import finding_pb2 as pb
from veritab.v1 import verification_service_pb2 as pb_service
from veritab_engine.finding import Diagnosis, Evidence, Finding, Likelihood, Related, Report
from veritab_engine.verify import DEFAULT
from veritab_server.conversion.bounds import require
from veritab_server.conversion.claim import write_claim
from veritab_server.conversion.document import write_encoding, write_span
from veritab_server.conversion.table import table_name, write_row
from veritab_server.offsets import Offsets
from veritab_server.settings import Limits

LADDER: Sequence[Likelihood] = tuple(Likelihood)
"""The likelihoods, least first."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings of a report a caller wants."""

    least: Likelihood
    most: int

    def of(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that are likely enough, not yet cut to `most`."""
        least = LADDER.index(self.least)
        return [finding for finding in findings if LADDER.index(finding.likelihood) >= least]


def read_selection(min_likelihood: pb.Likelihood.ValueType, max_findings: int, limits: Limits) -> Selection:
    """The selection that a request asks for; FieldError where it makes no sense."""
    known = min_likelihood in pb.Likelihood.values()
    require(known, "min_likelihood", f"{min_likelihood} is not one of Likelihood")
    require(0 <= max_findings <= limits.findings, "max_findings", f"must be 0 to {limits.findings}")
    least = LADDER[min_likelihood - 1] if min_likelihood else LADDER[0]
    return Selection(least, max_findings or limits.findings)


def read_min_confidence(request: pb_service.CheckDocumentRequest | pb_service.VerifyClaimsRequest) -> float:
    """How sure verdicts must be for a request; FieldError where that is no share."""
    if not request.HasField("min_confidence"):
        return DEFAULT
    require(0 <= request.min_confidence <= 1, "min_confidence", "must be 0 to 1")
    return request.min_confidence


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents of a batch that were checked: what their offsets count, and which of the requests each was."""

    offsets: Mapping[int, Offsets]
    requests: Sequence[int]


def write_report(
    report: Report, selection: Selection, offsets: Offsets, snapshot: str, batch: Batch | None = None
) -> pb.Report:
    """The report as a message, under the name of the snapshot that it was computed from, and of the batch it was in."""
    message = pb.Report(document_id=report.document, as_of=report.as_of, snapshot=snapshot)
    message.verdict = pb.Verdict.Value(f"VERDICT_{report.verdict.name}")
    message.encoding_type = write_encoding(offsets)
    message.unmatched_scope.extend(report.unmatched_scope)
    findings = selection.of(report.findings)
    message.findings_truncated = len(findings) > selection.most
    for finding in findings[: selection.most]:
        write_finding(message.findings.add(), finding, offsets, batch)
    figures = report.coverage
    coverage = message.coverage
    coverage.claims, coverage.supported, coverage.conflict = figures.claims, figures.supported, figures.conflict
    coverage.ambiguous, coverage.not_covered = figures.ambiguous, figures.not_covered
    return message


def write_finding(message: pb.Finding, finding: Finding, offsets: Offsets, batch: Batch | None = None) -> None:
    """Fill `message`."""
    message.code = finding.code
    message.verdict = pb.Verdict.Value(f"VERDICT_{finding.verdict.name}")
    message.likelihood = pb.Likelihood.Value(f"LIKELIHOOD_{finding.likelihood.name}")
    message.score = finding.score
    message.confidence = finding.confidence
    write_claim(message.claim, finding.claim, offsets)
    message.message = finding.message
    if finding.evidence is not None:
        _write_evidence(message.evidence, finding.evidence)
    if finding.diagnosis is not None:
        _write_diagnosis(message.diagnosis, finding.diagnosis)
    if finding.suggestion is not None:
        write_span(message.suggestion.span, finding.suggestion.span, offsets)
        message.suggestion.text = finding.suggestion.text
    if finding.reason is not None:
        message.not_covered_reason = pb.NotCoveredReason.Value(f"NOT_COVERED_REASON_{finding.reason.name}")
    for place in finding.related:
        _write_related(message.related.add(), place, offsets, batch)


def _write_related(message: pb.RelatedPlace, place: Related, offsets: Offsets, batch: Batch | None) -> None:
    message.quote, message.claim_id, message.document_id = place.quote, place.claim_id, place.document
    if batch is not None and place.position is not None:
        message.request_index = batch.requests[place.position]
        offsets = batch.offsets[place.position]
    write_span(message.span, place.span, offsets)


def _write_evidence(message: pb.Evidence, evidence: Evidence) -> None:
    message.table = table_name(evidence.table)
    for row in evidence.rows:
        write_row(message.rows.add(), row)
    message.expression = evidence.expression
    message.expected = evidence.expected
    message.source = evidence.source
    message.as_of = evidence.as_of
    message.closed_world = evidence.closed_world


def _write_diagnosis(message: pb.Diagnosis, diagnosis: Diagnosis) -> None:
    message.code = diagnosis.code
    message.detail.update(diagnosis.detail)
