"""The tables of the report, as they stand in the documentation between two marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.section import Section

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def update(sections: Sequence[Section], page: Path = PAGE) -> None:
    """Put the sections between the marks of the page; ValueError where it has no marks."""
    text = page.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page.name}: the marks {BEGIN} and {END} are missing. Put them where the figures belong.")
    told = "\n\n".join("\n".join((f"### {section.title}", "", *section.lines)) for section in sections)
    page.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", "utf-8")
