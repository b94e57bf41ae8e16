"""Rows out of documents: a pure function of a document, the tables and the settings, whatever stands beside it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

import polars as pl

from veritab_batch.errors import FAILED, TooSlow
from veritab_batch.given import Columns, Given
from veritab_batch.schema import Shape, flat, polars_schema
from veritab_engine import Checker, Document
from veritab_engine.claim import About, Claim, Phrase
from veritab_engine.consistency import Story
from veritab_engine.errors import VeritabError
from veritab_engine.finding import Diagnosis, Evidence, Finding, Related, Report, Suggestion
from veritab_engine.patience import Patience
from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value, plain

LOG = logging.getLogger("veritab.batch")

Row = Mapping[str, object]
"""A row of the nested shape."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What documents are checked with. `seconds` is how long one may take, of the processor: others do not count."""

    checker: Checker
    columns: Columns = field(default_factory=Columns)
    seconds: float = 60.0

    def check(self, given: Given) -> Checked:
        """The document's row; where it cannot be checked, the row says why. Raises nothing of the document's.

        What nobody foresaw is a fault of ours: the row names it, the log has where, and the other documents go on.
        """
        document: Document | None = None
        try:
            document = given.read(self.columns)
            examined = replace(self.checker, patience=_patience(self.seconds)).examine(document)
        except VeritabError as error:
            return self._aside(given, document, error.reason, str(error))
        except Exception as error:
            LOG.exception("%s: the check failed", given.place)
            return self._aside(given, document, FAILED, f"The check failed ({type(error).__name__}: {error}).")
        return Checked(row_of(examined.report), document, examined.report, examined.story)

    def _aside(self, given: Given, document: Document | None, reason: str, message: str) -> Checked:
        id = given.id(self.columns) if document is None else document.id
        return set_aside(id, self.checker.tables.id, reason, message, document)


@dataclass(frozen=True, slots=True)
class Checked:
    """A document's row, and what it was made of where it could be."""

    row: Row
    document: Document | None = None
    report: Report | None = None
    story: Story | None = None
    reason: str = ""
    """Why it could not be checked, as a name."""


def frame_of(rows: Iterable[Row], shape: Shape) -> pl.DataFrame:
    """Rows in a shape, in their order."""
    documents = pl.DataFrame(list(rows), schema=polars_schema(Shape.DOCUMENTS), orient="row")
    return documents if shape is Shape.DOCUMENTS else flat(documents)


def row_of(report: Report) -> Row:
    """The row of a document that was checked."""
    return {
        "document": report.document,
        "as_of": report.as_of or None,
        "snapshot": report.snapshot,
        "verdict": report.verdict.value,
        "coverage": {part.name: getattr(report.coverage, part.name) for part in fields(report.coverage)},
        "unmatched_scope": list(report.unmatched_scope),
        "findings": [_finding(finding) for finding in report.findings],
        "error": None,
    }


def set_aside(id: str, snapshot: str, reason: str, message: str, document: Document | None = None) -> Checked:
    """A document that could not be checked."""
    row: Row = {
        "document": id,
        "as_of": None,
        "snapshot": snapshot,
        "verdict": None,
        "coverage": None,
        "unmatched_scope": None,
        "findings": [],
        "error": {"reason": reason, "message": message},
    }
    return Checked(row, document, reason=reason)


def _patience(seconds: float) -> Patience:
    due = time.thread_time() + seconds

    def look() -> None:
        if time.thread_time() > due:
            raise TooSlow(slow(seconds))

    return look


def slow(seconds: float) -> str:
    """What is said of a document that takes longer than it may."""
    return f"The check took longer than {seconds:g} seconds."


def _finding(finding: Finding) -> Row:
    return {
        "code": finding.code,
        "verdict": finding.verdict.value,
        "likelihood": finding.likelihood.value,
        "score": finding.score,
        "confidence": finding.confidence,
        "message": finding.message,
        "claim": _claim(finding.claim),
        "evidence": _optional(_evidence, finding.evidence),
        "diagnosis": _optional(_diagnosis, finding.diagnosis),
        "suggestion": _optional(_suggestion, finding.suggestion),
        "reason": finding.reason.value if finding.reason is not None else None,
        "related": [_related(each) for each in finding.related],
    }


def _optional(write: Callable[..., Row], part: object | None) -> Row | None:
    return None if part is None else write(part)


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "value": value_of(claim.value),
        "unit": claim.unit or None,
        "hedge": claim.hedge or None,
        "direction": claim.direction.value if claim.direction is not None else None,
        "noun": claim.noun or None,
        "modality": claim.modality.value,
        "quoted": claim.quoted,
        "sentence": claim.sentence,
        "about": {part.name: _optional(_phrase, getattr(claim.about, part.name)) for part in fields(About)},
    }


def _phrase(phrase: Phrase) -> Row:
    return {"start": phrase.span.start, "end": phrase.span.end, "text": phrase.text}


_EMPTY: Row = {
    "type": "point",
    "low": None,
    "high": None,
    "approximate": False,
    "text": None,
    "entity": None,
    "parts": None,
    "strict": False,
    "shown_to": None,
}


def value_of(value: Value) -> Row:
    """A value: numbers as decimal strings at full scale, dates as ISO strings of their own precision."""
    match value:
        case Point():
            shape: Row = _point(value)
        case Interval(low, high, shown_to):
            shape = {"type": "interval", "low": plain(low), "high": plain(high), "shown_to": plain(shown_to)}
        case AtLeast(bound, strict, shown_to):
            shape = {"type": "at_least", "low": plain(bound), "strict": strict, "shown_to": plain(shown_to)}
        case AtMost(bound, strict, shown_to):
            shape = {"type": "at_most", "high": plain(bound), "strict": strict, "shown_to": plain(shown_to)}
        case Period(iso):
            first, slash, last = iso.partition("/")
            shape = {"type": "interval" if slash else "point", "low": first, "high": last if slash else first}
        case Text(text, entity):
            return {**_EMPTY, "type": "text", "text": text, "entity": entity or None}
        case Parts(parts):
            return {**_EMPTY, "type": "tuple", "parts": [_point(part) for part in parts]}
    return {**_EMPTY, **shape, "approximate": value.approximate}


def _point(point: Point) -> Row:
    number = plain(point.number)
    return {"low": number, "high": number, "approximate": point.approximate, "shown_to": plain(point.shown_to)}


def _evidence(evidence: Evidence) -> Row:
    return {
        "table": evidence.table,
        "rows": [{"number": row.number, "cells": _named(row.cells)} for row in evidence.rows],
        "expression": evidence.expression,
        "expected": evidence.expected,
        "source": evidence.source or None,
        "as_of": evidence.as_of or None,
        "closed_world": evidence.closed_world,
    }


def _diagnosis(diagnosis: Diagnosis) -> Row:
    return {"code": diagnosis.code, "detail": _named(dict(sorted(diagnosis.detail.items())))}


def _suggestion(suggestion: Suggestion) -> Row:
    return {"start": suggestion.span.start, "end": suggestion.span.end, "text": suggestion.text}


def _related(place: Related) -> Row:
    return {"claim": place.claim_id, "start": place.span.start, "end": place.span.end, "quote": place.quote}


def _named(entries: Mapping[str, str]) -> list[Row]:
    return [{"name": name, "value": value} for name, value in entries.items()]
