"""Builds reference_data/countries/currencies.csv from the Unicode CLDR.

    python tools/reference_data/currencies.py

It reads the package `babel` 2.18 (CLDR 47), which need not stay installed: the table is committed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from babel.core import get_global

PACKAGE = Path(__file__).parents[2] / "reference_data" / "countries"
SINCE = date(2018, 1, 1)
"""What had ceased to be money by this day is left out."""
ALWAYS = date(1990, 1, 1)
"""What was money before this day is so always, as far as the table reaches."""


def rows(alpha3: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Country, currency, first day and the day on which it was no more, of every legal tender."""
    for territory, currencies in get_global("territory_currencies").items():
        for currency, start, end, tender in currencies:
            first, last = (date(*day) if day else None for day in (start, end))
            if territory in alpha3 and tender and (last is None or last >= SINCE):
                begun = first is not None and first >= ALWAYS
                yield alpha3[territory], currency, f"{first}" if begun else "", f"{last}" if last else ""


def main() -> None:
    """Write the table."""
    with (PACKAGE / "countries.csv").open(encoding="utf-8", newline="") as lines:
        alpha3 = {row["iso2"]: row["country"] for row in csv.DictReader(lines)}
    with (PACKAGE / "currencies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "currency", "valid_from", "valid_to"))
        writer.writerows(sorted(rows(alpha3)))


if __name__ == "__main__":
    main()
