"""Builds the tables of reference_data/memberships from memberships.yaml beside this file.

python tools/reference_data/memberships.py
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "reference_data" / "memberships"
NOT_TERMS = {"complete", "founders", "undated"}
"""Keys of an organization that are no days of joining."""
ANNOUNCED = {
    ("opec", "AGO"): "2023-12/2024-01",
    ("opec", "QAT"): "2018-12/2019-01",
}
"""Who leaves says so before the day: either is told as the one of leaving."""


class Term(NamedTuple):
    """One stretch of time for which a country belonged to an organization."""

    organization: str
    country: str
    joined: str
    left: str


def terms(organization: str, told: dict[Any, Any]) -> Iterator[Term]:
    """The terms of one organization in the order of the file."""
    for days, countries in told.items():
        if days not in NOT_TERMS:
            joined, _, left = str(days).partition("/")
            yield from (Term(organization, country, joined, left) for country in countries)


def joinings(organization: str, told: dict[Any, Any]) -> Iterator[tuple[str, str, str]]:
    """Country, organization and day of the joinings whose day is certain, those of founders left out."""
    undated = told.get("undated", ())
    for term in terms(organization, told):
        if term.joined and not str(told["founders"]).startswith(term.joined) and term.country not in undated:
            yield term.country, organization, term.joined


def departures(organization: str, told: dict[Any, Any]) -> Iterator[tuple[str, str, str]]:
    """The days of leaving of those who left once."""
    found = [term for term in terms(organization, told) if term.left]
    for term in found:
        if [each.country for each in found].count(term.country) == 1 and term.country not in told.get("undated", ()):
            yield term.country, organization, ANNOUNCED.get((organization, term.country), term.left)


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write one table of the package."""
    with (PACKAGE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Write the five tables."""
    told = yaml.safe_load((HERE / "memberships.yaml").read_text(encoding="utf-8"))
    complete = {name for name, each in told.items() if "complete" in each}
    header = ("organization", "country", "valid_from", "valid_to")
    every = [term for name, each in told.items() for term in terms(name, each)]
    write("members.csv", header, (term for term in every if term.organization in complete))
    write("members-partial.csv", header, (term for term in every if term.organization not in complete))
    joined = [row for name, each in told.items() for row in joinings(name, each)]
    write("memberships.csv", ("country", "organization", "joined"), joined)
    left = (row for name, each in told.items() for row in departures(name, each))
    write("departures.csv", ("country", "organization", "left"), left)
    euro = ((country, day) for country, name, day in joined if name == "euro-area")
    write("euro-adoptions.csv", ("country", "adopted"), euro)


if __name__ == "__main__":
    main()
