"""The pages under docs: those that are made are fresh, and what the written ones print or claim is so."""

from __future__ import annotations

import contextlib
import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tools.pages import PAGES

from veritab_client.formats import ENDINGS
from veritab_engine import Checker, Document, Finding, ReferenceTables, Span, Verdict

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
HOW, FORMATS, LIMITS = ((DOCS / name).read_text("utf-8") for name in ("how-it-works.md", "formats.md", "limits.md"))
PAGES_OF_DOCS = sorted(DOCS.glob("*.md"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"^\| (.*\[.*) \| ([^|]+) \|$", re.MULTILINE)
MARKED = re.compile(r"\[([^\]]*)\]")
TODAY = date(2025, 5, 8)


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(ReferenceTables.shipped())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_that_is_made_is_fresh(page: Path) -> None:
    assert page.read_text("utf-8") == PAGES[page](), "run: make pages"


@pytest.mark.parametrize(("page", "count"), [(HOW, 9), (FORMATS, 1)], ids=["how-it-works", "formats"])
def test_each_program_prints_what_the_page_says(page: str, count: int) -> None:
    namespace: dict[str, Any] = {}
    blocks = [(found[1], found[2]) for found in BLOCK.finditer(page)]
    programs = [(text, output) for (language, text), (_, output) in pairwise(blocks) if language == "python"]
    assert len(programs) == count
    for program, output in programs:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(program, namespace)
        assert printed.getvalue() == output


def test_the_page_of_formats_names_every_ending() -> None:
    named = {
        ending: row[0]
        for row in re.findall(r"^\| `(\w+)` \| (`\..*?) \|", FORMATS, re.MULTILINE)
        for ending in re.findall(r"`(\.\w+)`", row[1])
    }
    assert named == ENDINGS


def test_the_tree_has_every_folder_of_the_engine() -> None:
    engine = ROOT / "server" / "veritab_engine"
    folders = {path.name for path in engine.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert set(re.findall(r"^  (\w+)/ ", HOW, re.MULTILINE)) == folders


def examples() -> list[tuple[str, str]]:
    return [(found[1], found[2].strip()) for found in EXAMPLE.finditer(LIMITS)]


def unmarked(example: str) -> tuple[str, list[Span]]:
    """The sentence without its brackets, and the spans that they held."""
    starts = [found.start() - 2 * i for i, found in enumerate(MARKED.finditer(example))]
    spans = [Span(start, start + len(held)) for start, held in zip(starts, MARKED.findall(example), strict=True)]
    return MARKED.sub(r"\1", example), spans


def outcome(findings: list[Finding]) -> str:
    """What the page writes beside an example."""
    if not findings:
        return "nothing"
    [finding] = findings
    if finding.claim.kind == "date" and finding.verdict is Verdict.NOT_COVERED:
        return "nothing but a date"
    return f"{finding.verdict}, {finding.reason}" if finding.reason else str(finding.verdict)


@pytest.mark.parametrize(("example", "said"), examples(), ids=lambda text: text[:60])
def test_a_limit_is_as_the_page_says(checker: Checker, example: str, said: str) -> None:
    """A limit that is gone fails as well: take it off the page."""
    text, spans = unmarked(example)
    report = checker.check(Document(text, as_of=TODAY))
    found = outcome([f for f in report.findings if any(f.claim.span.overlaps(span) for span in spans)])
    assert said == (found if "," in said else found.split(",")[0])


def test_every_limit_has_an_example_but_the_last() -> None:
    *limits, _ = LIMITS.split("\n## ")[1:]
    assert [limit.splitlines()[0] for limit in limits if not EXAMPLE.search(limit)] == []


@pytest.mark.parametrize("page", PAGES_OF_DOCS, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    linked = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [path for path in linked if not (DOCS / path).exists()] == []
