"""What a part of a batch adds up to: counts, the facts that documents have wrong, and the claims that no table has.

A tally is plain data on the disk, one a part, and the sum of all in their order is what the batch adds up to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from veritab_batch.frequent import Entry, Frequent, Key
from veritab_batch.rows import Checked
from veritab_batch.subject import gap_of
from veritab_engine import ReferenceTables
from veritab_engine.finding import Evidence, Finding, Report, Verdict

MOST_CELLS = 3
"""Rows that are shown of the evidence of a conflict."""
DECIDED = (Verdict.SUPPORTED, Verdict.CONFLICT, Verdict.AMBIGUOUS)


@dataclass(slots=True)
class Tally:
    """Counts of documents and findings. Keys of two parts are joined by a tab."""

    documents: int = 0
    characters: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    """Documents that could not be checked, by reason."""
    verdicts: Counter[str] = field(default_factory=Counter)
    """Documents by their verdict as a whole."""
    findings: Counter[str] = field(default_factory=Counter)
    """Findings by verdict."""
    codes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    """Findings by kind and verdict."""
    reasons: Counter[str] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)
    """Findings by table and verdict."""
    in_conflict: Counter[str] = field(default_factory=Counter)
    """Documents that a table conflicts with."""
    unmatched_scope: Counter[str] = field(default_factory=Counter)
    conflicts: Frequent = field(default_factory=Frequent)
    """By table, expression, what it has and the rows."""
    uncovered: Frequent = field(default_factory=Frequent)
    """By measure, kind and unit."""

    def add(self, checked: Checked, tables: ReferenceTables) -> None:
        """Count a document."""
        self.documents += 1
        self.characters += len(checked.document.text) if checked.document is not None else 0
        if checked.report is None:
            self.errors[checked.reason] += 1
            return
        self._count(checked.report)
        _add(self.conflicts, _conflicts(checked.report))
        _add(self.uncovered, _uncovered(checked.report, tables))

    def merge(self, other: Tally) -> None:
        """Count all that another part has counted."""
        for each in fields(self):
            mine, others = getattr(self, each.name), getattr(other, each.name)
            match mine:
                case Counter():
                    mine.update(others)
                case Frequent():
                    mine.merge(others)
                case _:
                    setattr(self, each.name, mine + others)

    def to_record(self) -> Mapping[str, Any]:
        """As plain data."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value.to_record() if isinstance(value, Frequent) else value for name, value in told.items()}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Tally:
        """From plain data."""
        made = cls()
        for name, value in record.items():
            kind = type(getattr(made, name))
            setattr(made, name, Frequent.of_record(value) if kind is Frequent else kind(value))
        return made

    def _count(self, report: Report) -> None:
        self.verdicts[report.verdict.value] += 1
        self.unmatched_scope.update(report.unmatched_scope)
        for finding in report.findings:
            self.findings[finding.verdict.value] += 1
            self.codes[finding.code] += 1
            self.kinds[f"{finding.claim.kind}\t{finding.verdict}"] += 1
            if finding.reason is not None:
                self.reasons[finding.reason.value] += 1
            if finding.evidence is not None and finding.verdict in DECIDED:
                self.tables[f"{finding.evidence.table}\t{finding.verdict}"] += 1
        self.in_conflict.update({each.evidence.table for each in report.conflicts if each.evidence is not None})


def _add(frequent: Frequent, found: Iterator[tuple[Key, Entry]]) -> None:
    """Count what one document has, each thing as one document's."""
    own: dict[Key, Entry] = {}
    for key, entry in found:
        if key in own:
            entry.documents = 0
            own[key].add(entry)
        else:
            own[key] = entry
    for key, entry in own.items():
        frequent.add(key, entry)


def _conflicts(report: Report) -> Iterator[tuple[Key, Entry]]:
    for finding in report.conflicts:
        told = finding.evidence
        if told is not None:
            numbers = ",".join(str(row.number) for row in told.rows)
            key = (told.table, told.expression, told.expected, numbers)
            yield key, Entry(1, 1, {finding.code: 1}, {}, _example(report, finding, told))


def _example(report: Report, finding: Finding, evidence: Evidence) -> Mapping[str, Any]:
    rows = [{"number": row.number, "cells": dict(row.cells)} for row in evidence.rows[:MOST_CELLS]]
    quote, message = finding.claim.quote, finding.message
    return {"document": report.document, "quote": quote, "message": message, "rows": rows, "source": evidence.source}


def _uncovered(report: Report, tables: ReferenceTables) -> Iterator[tuple[Key, Entry]]:
    for finding in report.findings:
        gap = gap_of(finding, tables)
        if gap is not None and finding.reason is not None:
            example = {"document": report.document, "quote": finding.claim.quote, "subject": gap.subject}
            yield gap.key, Entry(1, 1, {finding.reason.value: 1}, {gap.subjects: 1} if gap.subjects else {}, example)
