"""What becomes of planted errors: flagged, missed, or accepted, over all claims and over those that a table covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.accuracy.plant import BOXSCORES, SHIPPED, TRIAL, Planted, box_scores, shipped, trial
from benchmarks.accuracy.reports import FOLDER
from benchmarks.accuracy.reports import box_scores as box_score_tables
from benchmarks.accuracy.section import Cell, Judged, Section, share, table
from veritab_engine import Checker, Document, Finding, ReferenceTables, Span, Verdict

TITLE = "Planted errors"
SOURCE = "planted errors"
DECIDED = (Verdict.SUPPORTED, Verdict.CONFLICT)
GROUPED = 20
"""Characters that documents without an id are told apart by, so that a true sentence stays with its changes."""
COLUMNS = ("changes", "planted", "flagged", "accepted", "covered", "flagged of covered", "accepted of covered")


@dataclass
class Checkers:
    """A checker for each set of tables that an article or a sentence is held against, made once."""

    data: Path
    least: float
    stack: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def _made(self) -> dict[tuple[str, ...], Checker]:
        return {}

    def __call__(self, tables: tuple[str, ...]) -> Checker:
        """The checker of these tables: "shipped", "boxscores", or names of tables of the trial corpus."""
        if tables not in self._made:
            self._made[tables] = Checker(self._load(tables), self.least)
        return self._made[tables]

    def _load(self, tables: tuple[str, ...]) -> ReferenceTables:
        if tables == (BOXSCORES,):
            return self.stack.enter_context(box_score_tables(self.data / FOLDER / "tables"))
        paths = [_trial_table(name) for name in tables if name != SHIPPED]
        return ReferenceTables.shipped(*paths) if SHIPPED in tables else ReferenceTables.load(*paths)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of a planted error, and whether its true form is supported."""

    planted: Planted
    covered: bool
    flagged: bool
    accepted: bool
    judged: tuple[tuple[tuple[str, Span], Judged], ...]
    """Each with the text and the span that it is of."""
    messages: tuple[str, ...]


def planting(data: Path, checkers: Checkers) -> Section:
    """Flagged, missed and accepted by source and by kind of change."""
    sources = [*shipped(), *trial()]
    if (data / FOLDER).is_dir():
        sources += box_scores(data / FOLDER / "tables")
    outcomes = list(_outcomes(sources, checkers))
    groups = {"all": outcomes}
    for name in sorted({each.planted.source for each in outcomes}):
        groups[name] = [each for each in outcomes if each.planted.source == name]
    for kind in sorted({each.planted.kind for each in outcomes}):
        groups[f"– {kind}"] = [each for each in outcomes if each.planted.kind == kind]
    rows = [_row(name, held) for name, held in groups.items()]
    figures = {str(row[0]): dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in rows}
    listing = [line for each in outcomes for line in _listed(each)]
    judged = tuple(_each_once(outcomes))
    return Section(TITLE, table(COLUMNS, rows), figures, listings={"planted.txt": listing}, judged=judged)


def _outcomes(planted: Sequence[Planted], checkers: Checkers) -> Iterator[Outcome]:
    before: dict[Document | str, tuple[Finding, ...]] = {}
    for each in planted:
        checker = checkers(each.tables)
        key = f"{each.tables} {each.true.scope} {each.true.text}"
        if key not in before:
            before[key] = checker.check(each.true).findings
        yield _outcome(each, before[key], checker.check(each.wrong).findings)


def _outcome(planted: Planted, before: Sequence[Finding], after: Sequence[Finding]) -> Outcome:
    true, wrong = at(planted.true_span, before), at(planted.wrong_span, after)
    shift = planted.wrong_span.end - planted.true_span.end
    known = {_moved(f.claim.span, planted.true_span, shift) for f in before if f.verdict is Verdict.CONFLICT}
    flagged = any(f.verdict is Verdict.CONFLICT and f.claim.span not in known for f in after)
    sides = ((planted.true, true, Verdict.SUPPORTED), (planted.wrong, wrong, Verdict.CONFLICT))
    judged = [
        ((document.text, each.claim.span), judged_of(SOURCE, each, right, document))
        for document, found, right in sides
        for each in found
        if each.verdict in DECIDED
    ]
    return Outcome(
        planted,
        covered=any(each.verdict is Verdict.SUPPORTED for each in true),
        flagged=flagged,
        accepted=not flagged and any(each.verdict is Verdict.SUPPORTED for each in wrong),
        judged=tuple(judged),
        messages=tuple(f"{each.verdict}: {each.message}" for each in wrong),
    )


def _each_once(outcomes: Sequence[Outcome]) -> Iterator[Judged]:
    """The verdicts of every document, though a true one is held beside several changes."""
    seen: set[tuple[str, Span]] = set()
    for outcome in outcomes:
        for key, judged in outcome.judged:
            if key not in seen:
                yield judged
        seen.update(key for key, _ in outcome.judged)


def at(span: Span, findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose claims touch the span."""
    return [finding for finding in findings if finding.claim.span.overlaps(span)]


def judged_of(source: str, finding: Finding, right: Verdict, document: Document) -> Judged:
    """A verdict in a document for which another would be wrong."""
    group = document.id or document.text[:GROUPED]
    return Judged(source, finding.confidence, finding.verdict is right, finding.signals, group)


def _moved(span: Span, changed: Span, shift: int) -> Span:
    """Where a span of the true text stands in the wrong one."""
    start = span.start + shift if span.start >= changed.end else span.start
    return Span(start, span.end + shift if span.end >= changed.end else span.end)


def _row(name: str, held: Sequence[Outcome]) -> tuple[Cell, ...]:
    covered = [each for each in held if each.covered]
    shares = [share(sum(each.flagged for each in part), len(part)) for part in (held, covered)]
    accepted = [share(sum(each.accepted for each in part), len(part)) for part in (held, covered)]
    return name, len(held), shares[0], accepted[0], len(covered), shares[1], accepted[1]


def _listed(each: Outcome) -> Iterator[str]:
    if not each.flagged:
        said = "accepted" if each.accepted else "missed"
        text, span = each.planted.wrong.text, each.planted.wrong_span
        shown = (
            text[max(0, span.start - 80) : span.start] + f"[[{text[slice(*span)]}]]" + text[span.end : span.end + 80]
        )
        covered = "covered" if each.covered else "open"
        yield f"{said} {covered} {each.planted.source} {each.planted.kind}: {' '.join(shown.split())}"
        yield from (f"    {message}" for message in each.messages)


def _trial_table(name: str) -> Path:
    """A table of the trial corpus by its name, with its suffix or without."""
    found = [file for file in sorted((TRIAL / "tables").glob("*")) if name in (file.name, file.stem)]
    return found[0] if found else TRIAL / "tables" / name
