"""Clean text: flags per 10,000 words where nothing is wrong, beside the share of coverable claims that are decided."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.accuracy.plant import SHIPPED, span_in, trial_articles
from benchmarks.accuracy.planting import DECIDED, Checkers, at, judged_of
from benchmarks.accuracy.section import Cell, Judged, Section, share, table
from veritab_engine import Document, Finding, Verdict

TITLE = "Clean text"
CORPUS = Path(__file__).parents[2] / "tests" / "corpora" / "clean"
COLUMNS = ("texts", "words", "flags", "per 10,000 words", "coverable claims", "decided")
WORD = re.compile(r"\w[\w'’.,-]*")


@dataclass
class Count:
    """What was read of one kind of texts."""

    words: int = 0
    flags: int = 0
    coverable: int = 0
    decided: int = 0

    def read(self, document: Document, findings: tuple[Finding, ...]) -> None:
        """Count a document and its flags."""
        self.words += len(WORD.findall(document.text))
        self.flags += sum(each.verdict is Verdict.CONFLICT for each in findings)


def clean(data: Path, checkers: Checkers) -> Section:
    """Flags in texts that are true, or about things in no table: news of ours, the trial corpus, public prose."""
    counts: dict[str, Count] = {}
    listing: list[str] = []
    judged: list[Judged] = []
    for name, tables, document, spans in _documents(data):
        findings = checkers(tables).check(document).findings
        count = counts.setdefault(name, Count())
        count.read(document, findings)
        listing += [f"{name}: {f.claim.quote!r} {f.message}" for f in findings if f.verdict is Verdict.CONFLICT]
        for quote in spans:
            said = at(span_in(document.text, quote), findings)
            decided = [each for each in said if each.verdict in DECIDED]
            count.coverable += 1
            count.decided += bool(decided)
            judged += [judged_of("clean text", f, Verdict.SUPPORTED, document) for f in decided]
    rows = [_row(name, count) for name, count in counts.items()]
    figures = {str(row[0]): dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in rows}
    return Section(TITLE, table(COLUMNS, rows), figures, listings={"clean.txt": listing}, judged=tuple(judged))


def _row(name: str, count: Count) -> tuple[Cell, ...]:
    rate = 10_000 * count.flags / count.words if count.words else None
    return name, count.words, count.flags, rate, count.coverable, share(count.decided, count.coverable)


def _documents(data: Path) -> Iterator[tuple[str, tuple[str, ...], Document, list[str]]]:
    """The kind of a text, the tables it is held against, itself, and the quotations of its coverable claims."""
    for file in sorted(CORPUS.glob("*.txt")):
        head, body = file.read_text("utf-8").split("\n\n", 1)
        front = yaml.safe_load(head)
        for text in body.strip().split("\n\n") if front.get("each") == "paragraph" else [body]:
            yield "news of ours", (SHIPPED,), Document(text, front["as_of"]), []
    for article in trial_articles():
        covered = [claim["quote"] for claim in article["claims"] if claim["covered"]]
        yield "trial articles", tuple(article["tables"]), Document(article["text"], article["as_of"]), covered
    for file in sorted((data / "extraction").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield "public prose", (SHIPPED,), Document(json.loads(line)["text"]), []
