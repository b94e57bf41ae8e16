"""What a batch adds up to, as plain data: the numbers, and the most frequent of what a person would look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from veritab_batch.tally import Tally
from veritab_batch.told import Disagreement, Disagreements
from veritab_engine import Verdict
from veritab_engine.report import CATALOGUE

FIRST = 50
"""So many are listed of what is most frequent."""
VERDICTS = tuple(verdict.value for verdict in Verdict)
TITLES = {rule.code: rule.title for rule in CATALOGUE}


def summary_of(tally: Tally, found: Disagreements, manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """The summary of all documents."""
    checked = tally.verdicts.total()
    return {
        "schema": manifest["schema"],
        "snapshot": manifest["snapshot"],
        "inputs": [each["input"] for each in manifest["inputs"]],
        "documents": {
            "total": tally.documents,
            "checked": checked,
            "set_aside": tally.documents - checked,
            "verdicts": _by_verdict(tally.verdicts),
            "errors": dict(sorted(tally.errors.items())),
        },
        "characters": tally.characters,
        "findings": {
            "total": tally.findings.total(),
            "verdicts": _by_verdict(tally.findings),
            "kinds": [{"kind": kind, **verdicts} for kind, verdicts in _split(tally.kinds)],
            "codes": [
                {"code": code, "title": TITLES.get(code, ""), "count": count} for code, count in _ordered(tally.codes)
            ],
            "reasons": dict(_ordered(tally.reasons)),
        },
        "conflicts": {"lost": tally.conflicts.lost, "first": list(map(_conflict, tally.conflicts.most(FIRST)))},
        "tables": [
            {"table": table, **verdicts, "documents_in_conflict": tally.in_conflict[table]}
            for table, verdicts in sorted(_split(tally.tables), key=lambda each: (-each[1]["CONFLICT"], each[0]))
        ],
        "disagreements": {"total": found.total, "first": list(map(_disagreement, found.first))},
        "uncovered": {"lost": tally.uncovered.lost, "first": list(map(_gap, tally.uncovered.most(FIRST)))},
        "unmatched_scope": dict(sorted(tally.unmatched_scope.items())),
    }


def _by_verdict(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {verdict: counts.get(verdict, 0) for verdict in VERDICTS}


def _ordered(counts: Counter[str]) -> Iterable[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _split(counts: Counter[str]) -> Iterable[tuple[str, Mapping[str, int]]]:
    """Counts under "name, tab, verdict", by name: those of most findings first."""
    found: dict[str, Counter[str]] = {}
    for key, count in counts.items():
        name, _, verdict = key.partition("\t")
        found.setdefault(name, Counter())[verdict] += count
    ordered = sorted(found.items(), key=lambda each: (-each[1].total(), each[0]))
    return [(name, _by_verdict(verdicts)) for name, verdicts in ordered]


Most = tuple[tuple[str, ...], Any]


def _conflict(each: Most) -> Mapping[str, Any]:
    (table, expression, expected, _), entry = each
    told = dict(entry.example)
    rows, source = told.pop("rows"), told.pop("source")
    fact = {"table": table, "expression": expression, "expected": expected, "rows": rows, "source": source or None}
    return {**fact, "documents": entry.documents, "count": entry.count, "codes": entry.reasons, "example": told}


def _gap(each: Most) -> Mapping[str, Any]:
    (measure, kind, unit), entry = each
    gap = {"measure": measure, "kind": kind, "unit": unit or None, "subjects": dict(sorted(entry.subjects.items()))}
    counts = {"documents": entry.documents, "count": entry.count, "reasons": dict(sorted(entry.reasons.items()))}
    return {**gap, **counts, "example": dict(entry.example)}


def _disagreement(found: Disagreement) -> Mapping[str, Any]:
    values = [{"quote": v.quote, "documents": v.documents, "document": v.document} for v in found.values]
    return {"what": found.what, "when": found.when, "documents": found.documents, "values": values}
