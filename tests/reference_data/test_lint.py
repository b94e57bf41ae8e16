"""What ships lints clean: nothing in it is wrong, or cannot be trusted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from veritab_engine import Severity, lint

SHIPPED = Path(__file__).parents[2] / "reference_data"
DAY = date(2025, 7, 1)
"""The day of the tables, so that the test gives the same answer on every other."""


def test_the_tables_that_ship_have_neither_errors_nor_warnings() -> None:
    found = [
        f"{problem.code} {problem}" for problem in lint(SHIPPED, today=DAY) if problem.severity is not Severity.NOTE
    ]
    assert found == []


def test_every_table_that_ships_says_where_it_is_from() -> None:
    assert [str(problem) for problem in lint(SHIPPED, today=DAY) if problem.code == "VT444"] == []
