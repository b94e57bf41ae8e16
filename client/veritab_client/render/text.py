"""Text for a person: a line a finding, which stands alone; under it, indented, why; at the end how much was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_client.render.place import Places
from veritab_client.results import (
    Claim,
    Coverage,
    Derivation,
    Diagnosis,
    Document,
    Evidence,
    Extraction,
    Finding,
    Reading,
    Report,
    Step,
    Suggestion,
)
from veritab_client.tables import Row
from veritab_client.values import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value, plain

INDENT = " " * 4
MOST_ROWS = 5


class TextRenderer:
    """Prints conflicts, or every verdict where `everything` is asked for."""

    def __init__(self, everything: bool) -> None:
        self._everything = everything
        self._reports: list[Report] = []
        self._extractions: list[Extraction] = []

    def report(self, document: Document, report: Report, batch: Sequence[Document] = ()) -> Iterator[str]:
        self._reports.append(report)
        places = Places(document, batch)
        for finding in report.findings if self._everything else report.conflicts:
            yield from _finding(document, finding, places)

    def extraction(self, document: Document, extraction: Extraction) -> Iterator[str]:
        self._extractions.append(extraction)
        places = Places(document)
        for claim in extraction.claims:
            yield _claim(document, claim, places)

    def derivation(self, document: Document, derivation: Derivation) -> Iterator[str]:
        yield from _finding(document, derivation.finding, Places(document))
        yield from _context(derivation)
        for number, reading in enumerate(derivation.readings, 1):
            yield from _reading(number, reading)

    def end(self) -> Iterator[str]:
        if self._reports:
            yield _summary([report.coverage for report in self._reports])
        if self._extractions:
            claims = sum(len(extraction.claims) for extraction in self._extractions)
            yield f"{_count(len(self._extractions), 'document')}, {_count(claims, 'claim')}."


def _finding(document: Document, finding: Finding, places: Places) -> Iterator[str]:
    yield f"{finding.code} {document.id}:{places.of(finding.claim.span)}  {finding.message}"
    if finding.evidence:
        yield from _evidence(finding.evidence)
    for related in finding.related:
        there = places.at(related.position)
        quote = " ".join(related.quote.split())
        yield f'{INDENT}against: "{quote}" at {related.document or document.id}:{there.of(related.span)}'
    if finding.suggestion:
        yield f"{INDENT}suggestion: {_suggestion(document, finding.suggestion)}"


def _evidence(evidence: Evidence) -> Iterator[str]:
    origin = ", ".join(part for part in (evidence.source, evidence.as_of and f"as of {evidence.as_of}") if part)
    yield f"{INDENT}evidence: {evidence.table}: {evidence.expression}" + (f" ({origin})" if origin else "")
    yield from _rows(evidence.rows)


def _rows(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows[:MOST_ROWS]:
        cells = ", ".join(f"{column} {text}" for column, text in row.cells.items())
        yield f"{INDENT * 2}row {row.number + 1}: {cells}"
    if len(rows) > MOST_ROWS:
        yield f"{INDENT * 2}… and {len(rows) - MOST_ROWS} more"


def _suggestion(document: Document, suggestion: Suggestion) -> str:
    replaced = document.text[suggestion.span.start : suggestion.span.end]
    return f'"{suggestion.text}" in place of "{replaced}"'


def _claim(document: Document, claim: Claim, places: Places) -> str:
    unit = f" {claim.unit}" if claim.unit else ""
    about = f" of {claim.noun}" if claim.noun else ""
    told = "" if claim.modality == "asserted" else f" ({claim.modality})"
    value = value_text(claim.value)
    return f'{document.id}:{places.of(claim.span)}  {claim.kind} "{claim.quote}": {value}{unit}{about}{told}'


def value_text(value: Value) -> str:
    """A value in one phrase."""
    match value:
        case Point(number, approximate=approximate):
            return f"about {plain(number)}" if approximate else plain(number)
        case Interval(low, high, approximate=approximate):
            return f"{'about ' if approximate else ''}{plain(low)} to {plain(high)}"
        case AtLeast(bound, strict):
            return f"{'more than' if strict else 'at least'} {plain(bound)}"
        case AtMost(bound, strict):
            return f"{'less than' if strict else 'at most'} {plain(bound)}"
        case Period(iso, approximate=approximate):
            return f"about {iso}" if approximate else iso
        case Text(text, entity):
            return f"{text} ({entity})" if entity else text
        case Parts(parts):
            return "-".join(plain(part.number) for part in parts)


def _context(derivation: Derivation) -> Iterator[str]:
    """What the claim says, what is known of its words, what would have passed, and why the verdict is what it is."""
    claim, diagnosis = derivation.finding.claim, derivation.finding.diagnosis
    parts = ((name, getattr(claim.about, name)) for name in ("subject", "measure", "time", "place", "speaker"))
    about = ", ".join(f'{name} "{" ".join(part.text.split())}"' for name, part in parts if part is not None)
    unit = f" {claim.unit}" if claim.unit else ""
    yield f"{INDENT}claim {claim.id}: {claim.kind}, {value_text(claim.value)}{unit}, {claim.modality}"
    for name, said in (
        ("about", about),
        ("known", "; ".join(derivation.mentions)),
        ("agrees with", derivation.passes),
        ("diagnosis", _diagnosis(diagnosis) if diagnosis else ""),
        *(("why", note) for note in derivation.notes),
    ):
        if said:
            yield f"{INDENT}{name}: {said}"


def _diagnosis(diagnosis: Diagnosis) -> str:
    detail = ", ".join(f"{name} {value}" for name, value in diagnosis.detail.items())
    return diagnosis.code.replace("_", " ") + (f" ({detail})" if detail else "")


def _reading(number: int, reading: Reading) -> Iterator[str]:
    outcome = "refused: " + reading.refused if reading.refused else reading.agreement or "nothing to compare with"
    chosen = ", chosen" if reading.chosen else ""
    yield f"{INDENT}{number}. {reading.table}: {reading.expression} (score {reading.score:g}; {outcome}{chosen})"
    for name, said in (
        ("expected", reading.expected),
        *(("computed", f"{step.what} = {_formula(step)}") for step in reading.steps),
        ("left open", reading.doubt),
        ("bound", ", ".join(reading.bindings)),
        ("explains", " ".join(reading.explained)),
        ("leaves", " ".join(reading.unexplained)),
    ):
        if said:
            yield f"{INDENT * 2}{name}: {said}"
    yield from _rows(reading.rows)


def _formula(step: Step) -> str:
    """A figure that is taken as it stands is not told twice."""
    return step.result if step.formula == step.result else f"{step.formula} = {step.result}"


def _summary(coverages: list[Coverage]) -> str:
    supported = sum(coverage.supported for coverage in coverages)
    conflict = sum(coverage.conflict for coverage in coverages)
    ambiguous = sum(coverage.ambiguous for coverage in coverages)
    not_covered = sum(coverage.not_covered for coverage in coverages)
    claims = sum(coverage.claims for coverage in coverages)
    checked = f"{_count(len(coverages), 'document')}, {_count(claims, 'claim')}"
    decided = f"{supported} supported, {conflict} in conflict"
    return f"{checked}: {decided}, {ambiguous} ambiguous, {not_covered} not covered by any table."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
