"""Every form from end to end: through the real service, over a bare table beside those that ship, to a verdict.

Where no operation checks the kind yet, the claim must arrive with all that it is and be said not to be covered.
"""

from collections.abc import Iterator, Mapping

import grpc
import pytest

from tests.engine.corpus import checks, notation, unmark
from tests.server.running import TABLES, serving
from veritab.v1 import finding_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.document_pb2 import Document
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_engine import ReferenceTables
from veritab_server.conversion.value import read_value
from veritab_server.snapshots import Snapshots

AS_OF = "2025-05-08"
TOLD = ("reason", "value", "unit", "hedge", "noun", "subject", "time")
"""What a check may say of the finding at its brackets."""


@pytest.fixture(scope="module")
def towns() -> Iterator[VerificationServiceStub]:
    tables = ReferenceTables.shipped(TABLES / "forms")
    with serving(snapshots=Snapshots.of(tables)) as address, grpc.insecure_channel(address) as channel:
        yield VerificationServiceStub(channel)


def told(finding: finding_pb2.Finding) -> dict[str, str]:
    """What the service says of a claim, in the notation of the corpora."""
    claim = finding.claim
    reason = finding_pb2.NotCoveredReason.Name(finding.not_covered_reason).removeprefix("NOT_COVERED_REASON_")
    return {
        "reason": reason,
        "value": notation(read_value(claim.value, "value")),
        "unit": claim.unit,
        "hedge": claim.hedge,
        "noun": claim.noun,
        "subject": claim.about.subject.text,
        "time": claim.about.time.text,
    }


@pytest.mark.parametrize(("form", "check"), list(checks()), ids=lambda part: part if isinstance(part, str) else "")
def test_a_form_from_end_to_end(towns: VerificationServiceStub, form: str, check: Mapping[str, str]) -> None:
    text, span = unmark(check["text"])
    request = pb.CheckDocumentRequest(document=Document(text=text, as_of=AS_OF))
    findings = towns.CheckDocument(request).report.findings
    if span is None:
        assert [finding.claim.quote for finding in findings] == []
        return
    [finding] = [f for f in findings if (f.claim.span.start, f.claim.span.end) == (span.start, span.end)]
    assert finding_pb2.Verdict.Name(finding.verdict) == f"VERDICT_{check['verdict']}", finding.message
    expected = {name: check[name] for name in TOLD if name in check}
    assert {name: told(finding)[name] for name in expected} == expected
    assert finding.message
    for _, phrase in finding.claim.about.ListFields():
        assert text[phrase.span.start : phrase.span.end] == phrase.text
    if finding.verdict == finding_pb2.VERDICT_NOT_COVERED:
        assert {"reason", "value"} <= expected.keys(), "say all that the claim must arrive with"
