"""The accuracy task: reports of games, the tables that they were written from, and the errors that people marked."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.accuracy.overlap import Tally, matches
from benchmarks.accuracy.plot import plot
from benchmarks.accuracy.section import Judged, Section, skipped, table
from veritab_engine import Checker, Document, Finding, ReferenceTables, Span, Verdict
from veritab_engine.value import Period, Text

FOLDER = "accuracy_task"
DESCRIPTOR = Path(__file__).parent / "boxscores" / "datapackage.yaml"
TYPES = ("NUMBER", "NAME", "WORD")
"""The types that are scored by themselves; the others (CONTEXT, NOT_CHECKABLE) count among all."""
MIXED, UNFOUNDED = "mixed", "unfounded"
AROUND = 60
"""Characters of the text that a listing shows on each side of a span."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An error that annotators marked."""

    span: Span
    type: str
    correction: str
    comment: str


@dataclass(frozen=True, slots=True)
class GameReport:
    """A report with its scope, its tokens and its errors."""

    document: Document
    tokens: tuple[Span, ...]
    errors: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding that conflicts, and the type of error that it tells of."""

    span: Span
    type: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """A report beside what was flagged in it."""

    report: GameReport
    flags: tuple[Flag, ...]
    findings: tuple[Finding, ...]

    def tally(self, type: str | None = None, least: float = 0.0) -> Tally:
        """The counts, with both sides cut to one type where one is given, and flags to a least confidence."""
        flags = [f.span for f in self.flags if type in (None, f.type) and f.finding.confidence >= least]
        errors = [error.span for error in self.report.errors if type in (None, error.type)]
        return Tally(len(matches(flags, errors, self.report.tokens)), len(flags), len(errors))


def read_reports(folder: Path) -> tuple[GameReport, ...]:
    """The reports of a folder, in the order of its `documents.csv`."""
    tokens = {row["doc_id"]: tuple(Span(*pair) for pair in row["tokens"]) for row in _lines(folder / "tokens.jsonl")}
    errors: dict[str, list[Marked]] = {}
    for row in _lines(folder / "errors.jsonl"):
        marked = Marked(Span(row["start"], row["end"]), row["type"], row["correction"], row["comment"])
        errors.setdefault(row["doc_id"], []).append(marked)
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            GameReport(_document(row, folder), tokens[row["doc_id"]], tuple(errors.get(row["doc_id"], ())))
            for row in csv.DictReader(file)
        )


def _document(row: dict[str, str], folder: Path) -> Document:
    text = (folder / "texts" / f"{row['doc_id']}.txt").read_bytes().decode("utf-8")
    return Document(text, date.fromisoformat(row["date"]), {"game_id": row["game_id"]}, id=row["doc_id"])


@contextmanager
def box_scores(folder: Path) -> Iterator[ReferenceTables]:
    """The tables of a folder through our descriptor, laid beside copies of them; without one, as they are inferred."""
    if not DESCRIPTOR.exists():
        yield ReferenceTables.load(*sorted(folder.glob("*.csv")))
        return
    with TemporaryDirectory() as beside:
        for file in (DESCRIPTOR, *DESCRIPTOR.parent.glob("*.csv"), *folder.glob("*.csv")):
            copyfile(file, Path(beside, file.name))
        yield ReferenceTables.load(beside)


def check_reports(reports: Sequence[GameReport], tables: ReferenceTables) -> tuple[Checked, ...]:
    """What is found in the reports."""
    checker = Checker(tables, min_confidence=0.0)
    checked = []
    for report in reports:
        findings = checker.check(report.document).findings
        checked.append(Checked(report, _flags(findings), findings))
    return tuple(checked)


def _flags(findings: Sequence[Finding]) -> tuple[Flag, ...]:
    """The conflicts, one a span."""
    found: dict[Span, Flag] = {}
    for finding in findings:
        if finding.verdict is Verdict.CONFLICT:
            found.setdefault(finding.claim.span, Flag(finding.claim.span, type_of(finding), finding))
    return tuple(found.values())


def type_of(finding: Finding) -> str:
    """NUMBER for a number, NAME for a date, a weekday, or words with a capital, WORD for everything else.

    A name among those of another team is an error of CONTEXT. A place, a run or words that no table of the data tells
    anything of cannot be checked.
    """
    claim, diagnosis = finding.claim, finding.diagnosis.code if finding.diagnosis is not None else ""
    if diagnosis == MIXED:
        return "CONTEXT"
    if diagnosis == UNFOUNDED and claim.kind in ("rank", "streak", "predicate"):
        return "NOT_CHECKABLE"
    match claim.value:
        case Period():
            return "NAME"
        case Text():
            return "NAME" if claim.quote[:1].isupper() else "WORD"
        case _:
            return "NUMBER"


COLUMNS = ("errors", "matched", "flagged", "marked", "precision", "recall")
TITLE = "Errors in reports of games"


def reports(data: Path, least: float) -> Section:
    """Precision and recall on the accuracy task, of all errors and by type."""
    folder = data / FOLDER
    if not folder.is_dir():
        return skipped(TITLE, folder)
    with box_scores(folder / "tables") as tables:
        checked = check_reports(read_reports(folder), tables)
    tallies = {type or "all": _total(checked, type, least) for type in (None, *TYPES)}
    rows = [(name, t.matched, t.flagged, t.marked, t.precision, t.recall) for name, t in tallies.items()]
    figures = {str(row[0]): dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in rows}
    drawn = plot(TITLE, "recall", "precision", {f"{name} errors": _curve(checked, name) for name in ("NUMBER", "all")})
    return Section(
        TITLE,
        table(COLUMNS, rows),
        figures,
        {"reports": drawn},
        {"reports.txt": list(listing(checked, least))},
        tuple(each for report in checked for each in _judged(report)),
    )


def _total(checked: Sequence[Checked], type: str | None, least: float) -> Tally:
    return sum((each.tally(type, least) for each in checked), Tally())


def _curve(checked: Sequence[Checked], name: str) -> list[tuple[float, float]]:
    """(recall, precision) at each confidence that a flag has."""
    levels = sorted({flag.finding.confidence for each in checked for flag in each.flags}, reverse=True)
    tallies = [_total(checked, None if name == "all" else name, least) for least in levels]
    return [(t.recall, t.precision) for t in tallies if t.recall is not None and t.precision is not None]


def _judged(checked: Checked) -> Iterator[Judged]:
    """The verdicts: a flag is right where it matches an error, support is right where nothing is marked."""
    errors = [error.span for error in checked.report.errors]
    found = matches([flag.span for flag in checked.flags], errors, checked.report.tokens)
    for index, flag in enumerate(checked.flags):
        yield Judged(
            "reports", flag.finding.confidence, index in found, flag.finding.signals, checked.report.document.id
        )
    for finding in checked.findings:
        if finding.verdict is Verdict.SUPPORTED:
            right = not any(finding.claim.span.overlaps(error) for error in errors)
            yield Judged("reports", finding.confidence, right, finding.signals, checked.report.document.id)


def listing(checked: Sequence[Checked], least: float) -> Iterator[str]:
    """False and missed flags, line by line, for whoever mends them."""
    for each in checked:
        flags = [flag for flag in each.flags if flag.finding.confidence >= least]
        errors = each.report.errors
        found = matches([flag.span for flag in flags], [error.span for error in errors], each.report.tokens)
        id, text = each.report.document.id, each.report.document.text
        for index, flag in enumerate(flags):
            said = "right " if index in found else "false "
            kind, sure = flag.finding.claim.kind, flag.finding.confidence
            yield f"{said} {id} {flag.type} {kind} {sure:.3f} {_around(flag.span, text)}"
            yield f"       {flag.finding.code} {flag.finding.message}"
        for index, error in enumerate(errors):
            if index not in found.values():
                yield f"missed {id} {error.type} -> {error.correction!r} {error.comment} {_around(error.span, text)}"
                yield from (f"       ours: {_verdict(f)}" for f in each.findings if f.claim.span.overlaps(error.span))


def _verdict(finding: Finding) -> str:
    reason = f" {finding.reason}" if finding.reason else ""
    return f"{finding.claim.kind} {finding.verdict}{reason}: {finding.message}"


def _around(span: Span, text: str) -> str:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return f"…{before}[[{text[span.start : span.end]}]]{after}…".replace("\n", " ")


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
