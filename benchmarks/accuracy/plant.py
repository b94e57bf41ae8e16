"""Planted errors: true sentences with one change each, of three kinds of sources.

Written ones stand in planted/shipped.yaml; sentences on box scores are made of drawn rows by planted/boxscores.yaml;
the trial corpus has its own, written out where they stand in an article.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.accuracy.changes import changes
from veritab_engine import Document, Span

HERE = Path(__file__).parent
PLANTED = HERE / "planted"
TRIAL = HERE.parent / "trial"
WORD = re.compile(r"\w+(?:[.,]\w+)*")
SHIPPED, BOXSCORES = "shipped", "boxscores"


@dataclass(frozen=True, slots=True)
class Planted:
    """A true document with the span of a claim in it, and the same with one change."""

    source: str
    kind: str
    tables: tuple[str, ...]
    true: Document
    true_span: Span
    wrong: Document
    wrong_span: Span


def shipped() -> Iterator[Planted]:
    """Sentences on the tables that ship, with every change that their words allow."""
    told = yaml.safe_load((PLANTED / "shipped.yaml").read_text("utf-8"))
    for claim in told["claims"]:
        text, instead = (claim, ()) if isinstance(claim, str) else (claim["text"], claim["instead"])
        yield from _changed(SHIPPED, (SHIPPED,), Document(text, told["as_of"]), [("name", name) for name in instead])


def box_scores(folder: Path) -> Iterator[Planted]:
    """Sentences made of rows of the tables in the folder."""
    told = yaml.safe_load((PLANTED / "boxscores.yaml").read_text("utf-8"))
    tables = {file.stem: _rows(file) for file in sorted(folder.glob("*.csv"))}
    tables["team_lines"] = _with_rivals(tables.get("team_lines", []))
    days = {row["game_id"]: date.fromisoformat(row["date"]) for row in tables.get("games", ())}
    for number, template in enumerate(told["templates"]):
        every = tables.get(template["from"], [])
        rows = [row for row in every if _is_told(row, template)]
        for row in random.Random(number).sample(rows, min(told["rows"], len(rows))):
            document = Document(template["text"].format_map(row), days.get(row["game_id"]), {"game_id": row["game_id"]})
            yield from _changed(BOXSCORES, (BOXSCORES,), document, _others(template, row, every))


def trial() -> Iterator[Planted]:
    """The planted claims of the trial corpus, each alone in its article; none where there is no such corpus."""
    for article in trial_articles():
        for claim in article["claims"]:
            if "planted" not in claim:
                continue
            span = span_in(article["text"], claim["quote"])
            true = Document(article["text"], article["as_of"])
            kind, tables = claim.get("change", "other"), tuple(article["tables"])
            yield Planted("trial", kind, tables, true, *_put(true, span, claim["planted"]))


def trial_articles() -> list[dict[str, Any]]:
    """The articles of the trial corpus, in the order of their files."""
    return [yaml.safe_load(file.read_text("utf-8")) for file in sorted((TRIAL / "articles").glob("*.yaml"))]


def span_in(text: str, quote: str) -> Span:
    """Where the bracketed words of a quotation stand in the text."""
    before, inner, behind = _parted(quote)
    start = text.index(before + inner + behind) + len(before)
    return Span(start, start + len(inner))


def _changed(
    source: str, tables: tuple[str, ...], marked: Document, instead: list[tuple[str, str]]
) -> Iterator[Planted]:
    before, inner, behind = _parted(marked.text)
    true = Document(before + inner + behind, marked.as_of, marked.scope)
    span = Span(len(before), len(before) + len(inner))
    for kind, changed in (*changes(inner), *instead):
        yield Planted(source, kind, tables, true, *_put(true, span, changed))


def _put(true: Document, span: Span, changed: str) -> tuple[Span, Document, Span]:
    """The span of the words that differ, the text with others in their place, and the span of those."""
    text = true.text[: span.start] + changed + true.text[span.end :]
    start, end = differing(true.text[slice(*span)], changed)
    true_span = Span(span.start + start, span.end - end)
    return true_span, Document(text, true.as_of, true.scope), Span(true_span.start, span.start + len(changed) - end)


def differing(one: str, other: str) -> tuple[int, int]:
    """How many characters of whole words two texts share at their start and at their end."""
    first = [found.span() for found in WORD.finditer(one)]
    second = [found.span() for found in WORD.finditer(other)]
    start = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if one[slice(*a)] != other[slice(*b)]), None
    )
    if start is None or not first or not second:
        return 0, 0
    end = 0
    while end < min(len(first), len(second)) - start - 1 and (
        one[slice(*first[-1 - end])] == other[slice(*second[-1 - end])]
    ):
        end += 1
    return first[start][0], len(one) - first[-1 - end][1]


def _parted(quote: str) -> tuple[str, str, str]:
    before, _, rest = quote.partition("[")
    inner, _, behind = rest.partition("]")
    return before, inner, behind


def _others(template: dict[str, Any], row: dict[str, str], rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """What the bracket holds for another row of the same game, which differs."""
    if not template.get("other"):
        return []
    _, inner, _ = _parted(template["text"])
    other = next((each for each in rows if each["game_id"] == row["game_id"] and each != row), None)
    return [("other row", inner.format_map(other))] if other else []


def _is_told(row: dict[str, str], template: dict[str, Any]) -> bool:
    """True for a row that a sentence would be written about: it has the figure, and is ahead where it has to be."""
    least, more = template.get("least"), template.get("more")
    if least is not None and not (row[least].isdigit() and int(row[least]) >= 2):
        return False
    return more is None or int(row[more]) > int(row[f"rival_{more}"])


def _with_rivals(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of games of two teams, each with the cells of the other team."""
    games: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        games.setdefault(row["game_id"], []).append(row)
    pairs = [pair for pair in games.values() if len(pair) == 2]
    return [_beside(one, other) for pair in pairs for one, other in (pair, pair[::-1])]


def _beside(row: dict[str, str], rival: dict[str, str]) -> dict[str, str]:
    return row | {f"rival_{column}": cell for column, cell in rival.items()}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
