"""Jobs and their results, for a person and for programs. A result is printed without its text, which nobody keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from veritab_client.batches import Outcome
from veritab_client.job import Job
from veritab_client.render.place import Places
from veritab_client.render.record import Record, coverage_record, finding_record
from veritab_client.results import Document, Finding, Report

INDENT = " " * 4


def jobs_text(jobs: Iterable[Job]) -> Iterator[str]:
    """A line a job: its id, state, documents, when it was made, and what it is called."""
    for job in jobs:
        yield "  ".join((job.id, f"{job.state:<9}", _counts(job), _time(job.created), job.display_name)).rstrip()


def job_text(job: Job) -> Iterator[str]:
    """What there is to say of one."""
    yield f"{job.id}: {job.state}"
    for name, said in (
        ("name", job.display_name),
        ("documents", _counts(job)),
        ("snapshot", job.snapshot),
        ("created", _time(job.created)),
        ("started", _time(job.started)),
        ("ended", _time(job.ended)),
        ("expires", _time(job.expires)),
    ):
        if said:
            yield f"{name}: {said}"


def job_record(job: Job) -> Record:
    """A job for JSON."""
    return {
        "job": job.id,
        "state": job.state,
        "name": job.display_name or None,
        "snapshot": job.snapshot or None,
        "documents": job.documents,
        "waiting": job.waiting,
        "checked": job.checked,
        "failed": job.failed,
        "created": _iso(job.created),
        "started": _iso(job.started),
        "ended": _iso(job.ended),
        "expires": _iso(job.expires),
    }


def result_text(position: int, found: Outcome) -> Iterator[str]:
    """A line a document, and one below it for each conflict: where it begins, in characters from 0, and what it is."""
    if not isinstance(found, Report):
        yield f"{position}  FAILED  {found}"
        return
    coverage = found.coverage
    counts = f"{coverage.claims} claims, {coverage.supported} supported, {coverage.conflict} in conflict"
    yield f"{position}  {found.verdict}  {found.document or '-'}  {counts}"
    for finding in found.conflicts:
        yield f"{INDENT}{finding.code} at {finding.claim.span.start}: {finding.message}"


def result_line(position: int, found: Outcome) -> Iterator[str]:
    """A JSON object a document."""
    yield json.dumps({"position": position, **_outcome(found)}, ensure_ascii=False)


def _outcome(found: Outcome) -> Record:
    if not isinstance(found, Report):
        return {"error": {"reason": found.reason, "message": str(found)}}
    return {
        "document": found.document,
        "verdict": found.verdict,
        "as_of": found.as_of or None,
        "snapshot": found.snapshot,
        "coverage": coverage_record(found.coverage),
        "truncated": found.truncated,
        "findings": [_finding(found.document, finding) for finding in found.findings],
        "error": None,
    }


def _finding(document: str, finding: Finding) -> Record:
    """A finding as check prints it, but for the lines and columns: only a text has them."""
    record = finding_record(Places(Document("", id=document)), finding)
    _forget_places(record)
    return record


def _forget_places(record: object) -> None:
    for each in record.values() if isinstance(record, dict) else record if isinstance(record, list) else ():
        _forget_places(each)
    if isinstance(record, dict) and "place" in record:
        record["place"] = None


def _counts(job: Job) -> str:
    return f"{job.documents} documents, {job.checked} checked, {job.failed} failed, {job.waiting} waiting"


def _time(time: datetime | None) -> str:
    return time.isoformat(" ", "seconds") if time is not None else ""


def _iso(time: datetime | None) -> str | None:
    return time.isoformat(timespec="milliseconds") if time is not None else None
