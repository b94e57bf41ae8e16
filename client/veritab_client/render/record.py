"""Results as records for JSON: the forms that both JSON formats print, stable from the first release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields

from veritab_client.render.place import Places
from veritab_client.results import (
    Claim,
    Coverage,
    Derivation,
    Diagnosis,
    Evidence,
    Finding,
    Phrase,
    Reading,
    Related,
    Span,
    Suggestion,
)
from veritab_client.tables import Column, Problem, Row, Snapshot, Table
from veritab_client.values import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value, plain

Record = dict[str, object]

_EMPTY: Mapping[str, object] = {
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
"""A value of every shape has these."""


def claim_record(places: Places, claim: Claim) -> Record:
    """A claim of the document that the places are of."""
    return {
        "document": places.document.id,
        "id": claim.id,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "value": value_record(claim.value),
        "unit": claim.unit,
        "hedge": claim.hedge,
        "direction": claim.direction,
        "noun": claim.noun or None,
        "modality": claim.modality,
        "quoted": claim.quoted,
        "sentence": claim.sentence,
        "about": {part.name: _phrase(getattr(claim.about, part.name)) for part in fields(claim.about)},
        "place": _place(places, claim.span),
    }


def _phrase(phrase: Phrase | None) -> Record | None:
    return {"start": phrase.span.start, "end": phrase.span.end, "text": phrase.text} if phrase else None


def finding_record(places: Places, finding: Finding) -> Record:
    """A finding of the document that the places are of."""
    return {
        "document": places.document.id,
        "code": finding.code,
        "verdict": finding.verdict,
        "likelihood": finding.likelihood,
        "score": finding.score,
        "confidence": finding.confidence,
        "message": finding.message,
        "claim": claim_record(places, finding.claim),
        "evidence": _evidence(finding.evidence) if finding.evidence else None,
        "diagnosis": _diagnosis(finding.diagnosis) if finding.diagnosis else None,
        "suggestion": _suggestion(places, finding.suggestion) if finding.suggestion else None,
        "reason": finding.reason,
        "related": [_related(places, related) for related in finding.related],
    }


def _related(places: Places, related: Related) -> Record:
    """The other place, in its own document."""
    there = places.at(related.position)
    return {
        "document": there.document.id,
        "claim": related.claim_id,
        "start": related.span.start,
        "end": related.span.end,
        "quote": related.quote,
        "place": _place(there, related.span),
    }


def coverage_record(coverage: Coverage) -> Record:
    """How many claims got which verdict."""
    return {
        "claims": coverage.claims,
        "supported": coverage.supported,
        "conflict": coverage.conflict,
        "ambiguous": coverage.ambiguous,
        "not_covered": coverage.not_covered,
    }


def derivation_record(places: Places, derivation: Derivation) -> Record:
    """How a verdict came about."""
    return {
        "document": places.document.id,
        "finding": finding_record(places, derivation.finding),
        "readings": [_reading(reading) for reading in derivation.readings],
        "passes": derivation.passes or None,
        "notes": list(derivation.notes),
        "mentions": list(derivation.mentions),
    }


def table_record(table: Table) -> Record:
    """A table without its rows."""
    complete = {"from": table.complete_from or None, "to": table.complete_to or None} if table.complete else None
    return {
        "table": table.name,
        "title": table.title,
        "kind": table.kind,
        "rows": table.row_count,
        "columns": [_column(column) for column in table.columns],
        "key": list(table.key),
        "phrases": list(table.phrases),
        "complete": complete,
        "as_of": table.as_of or None,
        "sources": list(table.sources),
        "subject": list(table.subject),
        "inferred": table.inferred,
        "description": table.description or None,
        "licenses": list(table.licenses),
        "frequency": table.frequency or None,
        "descriptor": json.loads(table.descriptor) if table.descriptor else None,
        "problems": [problem_record(problem) for problem in table.problems] if table.reviewed else None,
    }


def snapshot_record(snapshot: Snapshot) -> Record:
    """A load of a server's tables."""
    return {
        "snapshot": snapshot.id or None,
        "state": snapshot.state,
        "loaded": snapshot.loaded.isoformat(timespec="milliseconds"),
        "seconds": snapshot.seconds,
        "tables": snapshot.tables,
        "rows": snapshot.rows,
        "trigger": snapshot.trigger,
        "error": snapshot.error or None,
        "changed": snapshot.changed,
    }


def row_record(row: Row) -> Record:
    """A row."""
    return {"number": row.number, "cells": dict(row.cells)}


def problem_record(problem: Problem) -> Record:
    """A problem of a table."""
    return {
        "file": problem.file,
        "table": problem.table or None,
        "row": problem.row,
        "column": problem.column or None,
        "path": problem.path or None,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "more": problem.more,
    }


def value_record(value: Value) -> Record:
    """A value: numbers as decimal strings at full scale, dates as ISO strings of their own precision."""
    match value:
        case Point(number, shown_to):
            shape: Record = {"low": plain(number), "high": plain(number), "shown_to": plain(shown_to)}
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
            return {**_EMPTY, "type": "text", "text": text, "entity": entity}
        case Parts(parts):
            return {**_EMPTY, "type": "tuple", "parts": [value_record(part) for part in parts]}
    return {**_EMPTY, **shape, "approximate": value.approximate}


def _evidence(evidence: Evidence) -> Record:
    return {
        "table": evidence.table,
        "rows": [row_record(row) for row in evidence.rows],
        "expression": evidence.expression,
        "expected": evidence.expected,
        "source": evidence.source or None,
        "as_of": evidence.as_of or None,
        "closed_world": evidence.closed_world,
    }


def _diagnosis(diagnosis: Diagnosis) -> Record:
    return {"code": diagnosis.code, "detail": dict(diagnosis.detail)}


def _suggestion(places: Places, suggestion: Suggestion) -> Record:
    span = suggestion.span
    place = _place(places, span) if places.replaceable(span) else None
    return {"start": span.start, "end": span.end, "text": suggestion.text, "place": place}


def _place(places: Places, span: Span) -> Record:
    there = places.span(span)
    line, column = places.line_and_column(there)
    return {"line": line, "column": column, "start": there.start, "end": there.end}


def _reading(reading: Reading) -> Record:
    return {
        "table": reading.table,
        "expression": reading.expression,
        "bindings": list(reading.bindings),
        "rows": [row_record(row) for row in reading.rows],
        "expected": reading.expected or None,
        "agreement": reading.agreement,
        "score": reading.score,
        "explained": list(reading.explained),
        "unexplained": list(reading.unexplained),
        "chosen": reading.chosen,
        "refused": reading.refused,
        "refutes": reading.refutes,
        "steps": [{"what": step.what, "formula": step.formula, "result": step.result} for step in reading.steps],
        "doubt": reading.doubt or None,
    }


def _column(column: Column) -> Record:
    return {
        "name": column.name,
        "role": column.role,
        "type": column.type,
        "entity": column.entity,
        "unit": column.unit,
        "decimals": column.decimals,
        "period": column.period,
        "phrases": list(column.phrases),
        "multiplier": plain(column.multiplier),
        "cues": list(column.cues),
        "change_of": column.change_of,
        "tolerance": None if column.tolerance is None else plain(column.tolerance),
    }
