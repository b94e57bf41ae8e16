"""Tables that are made up, plausible, and of any size: traffic of towns by means and year, and visits between them.

The first towns are the same in all sizes, and so are their figures: the documents speak of them alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars

YEARS = range(2000, 2025)
MEANS = ("ferry", "bus", "tram", "train")
OWN = len(YEARS) * len(MEANS)
"""Rows of a town."""
KNOWN = 10
"""Towns that the documents may speak of; the smallest table has no others."""
VISITORS = ("Anna Berg", "Otto Falk", "Ida Lund", "Nils Holm")
VISITS = 40
"""Visits that are the same in all sizes."""
_FIRST = (
    "Ald",
    "Bran",
    "Cor",
    "Dun",
    "Eld",
    "Fen",
    "Gar",
    "Hal",
    "Ing",
    "Jor",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Ost",
    "Pel",
)
_MIDDLE = ("a", "e", "i", "o", "u", "en", "er", "in", "or", "an")
_LAST = (
    "burg",
    "dal",
    "field",
    "gate",
    "holm",
    "mere",
    "minster",
    "port",
    "stad",
    "strand",
    "ton",
    "vik",
    "wick",
    "worth",
)


def towns(count: int) -> list[str]:
    """So many names of towns, the first ones always the same."""
    names, stems = list[str](), [""]
    while len(names) < count:
        stems = [stem + middle for stem in stems for middle in _MIDDLE]
        names += [first + stem + last for stem in stems for last in _LAST for first in _FIRST]
    return names[:count]


def write_rows(folder: Path, rows: int) -> None:
    """A package with about so many rows: a tenth of them are visits, the others figures."""
    names = towns(max(KNOWN, rows * 9 // 10 // OWN))
    folder.mkdir(parents=True, exist_ok=True)
    traffic(names).write_parquet(folder / "traffic.parquet")
    visits(len(names), max(VISITS, rows // 10)).write_parquet(folder / "visits.parquet")
    resources = [_traffic_resource(), _visits_resource()]
    (folder / "datapackage.json").write_text(json.dumps({"name": "towns", "resources": resources}), "utf-8")


def write_tables(folder: Path, tables: int) -> None:
    """A package of so many small tables of figures, each of a measure of its own and of the measure "value"."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for number, good in enumerate(goods(tables)):
        outputs(number).write_csv(folder / f"{good}-output.csv")
        resources.append(_value_resource(f"{good}-output", f"{good} output"))
    (folder / "datapackage.json").write_text(json.dumps({"name": "outputs", "resources": resources}), "utf-8")


def goods(count: int) -> list[str]:
    """So many names of goods, the first ones always the same."""
    return [town.lower().replace("burg", "ite").replace("dal", "ine") for town in towns(count)]


def held_by(table: int) -> tuple[str, str]:
    """The two towns of a small table."""
    names = towns(KNOWN)
    return names[table % KNOWN], names[(table + 1) % KNOWN]


def outputs(table: int) -> polars.DataFrame:
    """The rows of a small table: what its two towns made in each year."""
    made = traffic(list(held_by(table))).filter(polars.col("means") == "ferry").sort("year", "town")
    return made.select("town", "year", value=polars.col("passengers") // (table + 1))


def traffic(names: list[str]) -> polars.DataFrame:
    """The figures of these towns; the first towns have the largest."""
    size = len(names) * OWN
    row = polars.int_range(size, dtype=polars.Int64, eager=True)
    frame = polars.DataFrame({"row": row}).with_columns(
        town_number=polars.col("row") // OWN,
        means_number=polars.col("row") // len(YEARS) % len(MEANS),
        year=polars.col("row") % len(YEARS) + YEARS.start,
    )
    carried = (
        20_000_000 // (polars.col("town_number") + 1)
        + polars.col("means_number") * 1_310
        + (polars.col("year") - 2000) * 61_117
        + (polars.col("town_number") * 7 + polars.col("year") * 13) % 997
    )
    return frame.select(
        town=polars.Series(values=names).gather(frame["town_number"]),
        means=polars.Series(values=MEANS).gather(frame["means_number"]),
        year="year",
        passengers=carried,
        revenue=(carried * 3 / 1_000_000).round(2),
    ).sample(fraction=1.0, shuffle=True, seed=1)


def visits(hosts: int, count: int) -> polars.DataFrame:
    """Visits to so many towns, on days up to the end of 2024; those to the known towns are the first `VISITS`."""
    names = towns(max(hosts, 2 * KNOWN))
    frame = polars.DataFrame({"n": polars.int_range(count, dtype=polars.Int64, eager=True)})
    n, known = polars.col("n"), polars.col("n") < VISITS
    host = polars.when(known).then(n // 4 % KNOWN).otherwise(n % (len(names) - KNOWN) + KNOWN)
    days = polars.when(known).then(200 * (n // 4)).otherwise(n * 7919 % 9000)
    return frame.select(
        visitor=polars.Series(values=VISITORS).gather(frame["n"] % len(VISITORS)),
        host=polars.Series(values=names).gather(frame.select(host).to_series()),
        date=polars.lit("2000-03-01").str.to_date() + polars.duration(days=days),
    )


def _traffic_resource() -> dict[str, Any]:
    fields = [
        {"name": "town", "type": "string", "fact:role": "entity", "fact:entity": "town"},
        {"name": "means", "type": "string", "fact:role": "dimension", "fact:entity": "means"},
        {"name": "year", "type": "year", "fact:role": "time"},
        {"name": "passengers", "type": "integer", "fact:role": "measure", "fact:phrases": ["passengers"]},
        {
            "name": "revenue",
            "type": "number",
            "fact:role": "measure",
            "fact:phrases": ["revenue"],
            "sdmx:unitMeasure": "USD",
            "sdmx:unitMult": 6,
        },
    ]
    return {
        "name": "traffic",
        "path": "traffic.parquet",
        "fact:coverage": {"complete": True, "from": 2000, "to": 2024},
        "schema": {"fields": fields, "primaryKey": ["town", "means", "year"]},
    }


def _visits_resource() -> dict[str, Any]:
    fields = [
        {"name": "visitor", "type": "string", "fact:role": "entity", "fact:entity": "mayor"},
        {"name": "host", "type": "string", "fact:role": "entity", "fact:entity": "town", "fact:cues": ["to"]},
        {"name": "date", "type": "date", "fact:role": "time"},
    ]
    return {
        "name": "visits",
        "path": "visits.parquet",
        "fact:kind": "event",
        "fact:phrases": ["visit", "trip"],
        "fact:coverage": {"complete": True, "from": 2000, "to": 2025},
        "schema": {"fields": fields},
    }


def _value_resource(name: str, phrase: str) -> dict[str, Any]:
    fields = [
        {"name": "town", "type": "string", "fact:role": "entity", "fact:entity": "town"},
        {"name": "year", "type": "year", "fact:role": "time"},
        {"name": "value", "type": "integer", "fact:role": "measure", "fact:phrases": [phrase, "value"]},
    ]
    return {"name": name, "path": f"{name}.csv", "schema": {"fields": fields, "primaryKey": ["town", "year"]}}
