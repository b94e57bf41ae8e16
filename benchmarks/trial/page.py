"""The page of the trial: figures, what reading them told, and every flag and every silence by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from benchmarks.trial.corpus import Article, articles
from benchmarks.trial.run import Figures, Outcome, Row

TOP = """# A trial on thirty articles

Made by `python -m benchmarks.trial --page docs/trial.md`. Thirty articles of 200 to 250 words, in the manner of wire
copy, business pages, sport and statistics releases, were written by somebody who had not read the code: fifteen against
the tables that ship, fifteen against tables of the kind that statistics offices, clubs and companies publish, most of
them bare CSV. Every claim in them is listed, whether a table has it or not. Twenty articles have two to five errors
each, one change of one claim each; ten have none. The articles are in `benchmarks/trial/articles`, and a test holds
most of what they claim against the tables.

**Covered** is a claim that some table has the answer to, whatever can be read from it today: a sum of four rows and a
weekday count as much as a cell. So the share that is decided says how far there is to go. A **flag** is a conflict. It
is false where it shares no character with what was planted. **Accepted** is an error that was called supported, and
**unfounded** a support that no table can give.

The figures of the first run are those of articles that nothing had been tuned to.
"""

COLUMNS = "| words | outcome | what it claims, or what was said | why |"


def page(told: Sequence[Row], clean: Sequence[Row], runs: Sequence[tuple[str, Figures, Figures]], read: str) -> str:
    """The page, in Markdown, of the rows as told and clean, and the named runs' figures of both."""
    parts = [TOP, "## Figures\n", *_figures(runs), "", "## By operation\n", *_operations(told), "", read.strip(), ""]
    named = {article.name: article for article in articles()}
    parts += ["## Every flag and every silence\n", "What is supported as it should be is counted only.\n"]
    for name, rows in groupby(told, key=lambda row: row.article):
        parts += [*_article(named[name], list(rows)), ""]
    flags = [row for row in clean if row.outcome is Outcome.FALSE_FLAG]
    parts += ["## Flags on the clean versions\n", *_table(flags, article=True)]
    return "\n".join(parts) + "\n"


def _figures(runs: Sequence[tuple[str, Figures, Figures]]) -> Iterator[str]:
    yield "| | " + " | ".join(name for name, _, _ in runs) + " |"
    yield "|---|" + "---|" * len(runs)
    lines: dict[str, Callable[[Figures, Figures], str]] = {
        "claims, of which a table covers": lambda told, _: f"{told.claims}, {told.covered}",
        "planted errors": lambda told, _: f"{told.planted}",
        "flagged, of which mended by the suggestion": lambda told, _: f"{told.flagged}, {told.mended}",
        "false flags": lambda told, _: f"{told.false_flags}",
        "precision of flags": lambda told, _: f"{told.precision:.3f}",
        "recall of planted errors": lambda told, _: f"{told.recall:.3f}",
        "accepted errors": lambda told, _: f"{told.accepted}",
        "unfounded support": lambda told, _: f"{told.unfounded}",
        "covered claims decided": lambda told, _: f"{told.decided:.1%}",
        "covered claims left open": lambda told, _: f"{1 - told.decided:.1%}",
        "clean versions: false flags": lambda _, clean: f"{clean.false_flags} in {clean.words} words",
        "clean versions: flags per 10,000 words": lambda _, clean: f"{clean.per_10_000_words:.1f}",
        "clean versions: covered claims decided": lambda _, clean: f"{clean.decided:.1%}",
    }
    for label, cell in lines.items():
        yield f"| {label} | " + " | ".join(cell(told, clean) for _, told, clean in runs) + " |"


def _operations(rows: Sequence[Row]) -> Iterator[str]:
    """Covered claims by what it takes to decide them, the most first."""
    yield "| operation | covered claims | supported | planted | flagged | false flags | silent, and why |"
    yield "|---|---|---|---|---|---|---|"
    covered = [(row, row.claim) for row in rows if row.claim is not None and row.claim.covered]
    for operation, number in Counter(claim.operation for _, claim in covered).most_common():
        of = [(row, claim) for row, claim in covered if claim.operation == operation]
        count = Counter(row.outcome for row, _ in of)
        why = Counter(row.reason for row, _ in of if row.outcome is Outcome.SILENT)
        planted = sum(claim.planted is not None for _, claim in of)
        silent = ", ".join(f"{reason} {number}" for reason, number in why.most_common())
        yield (
            f"| {operation} | {number} | {count[Outcome.SUPPORTED]} | {planted} | {count[Outcome.FLAGGED]} |"
            f" {count[Outcome.FALSE_FLAG]} | {silent} |"
        )


def _article(article: Article, rows: Sequence[Row]) -> Iterator[str]:
    supported = sum(row.outcome is Outcome.SUPPORTED for row in rows)
    yield f"### {article.name}: {article.title}\n"
    yield (
        f"Against {', '.join(f'`{table}`' for table in article.tables)}, as of {article.as_of}:"
        f" {len(article.claims)} claims, {len(article.planted)} planted errors; {supported} supported.\n"
    )
    yield from _table([row for row in rows if row.outcome is not Outcome.SUPPORTED])


def _table(rows: Iterable[Row], *, article: bool = False) -> Iterator[str]:
    yield ("| article " if article else "") + COLUMNS
    yield "|---" * (5 if article else 4) + "|"
    for row in rows:
        cells = [row.article] if article else []
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in [*cells, *_cells(row)]) + " |"


def _cells(row: Row) -> tuple[str, str, str, str]:
    outcome = f"**{row.outcome}**" if row.outcome is not Outcome.SILENT else "silent"
    wrong = row.claim is not None and row.claim.planted == row.quote
    if wrong and row.claim is not None:
        outcome += f" (planted: {row.claim.change}; it is {row.claim.words})"
    says = row.message if row.outcome is not Outcome.SILENT or row.claim is None else row.claim.says
    why = row.code or row.reason
    if row.outcome is Outcome.SILENT:
        why = row.reason if row.claim is None or row.claim.covered else f"{row.reason}; no table has it"
    return row.quote, outcome, says, why
