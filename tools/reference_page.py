"""The page of the tables that ship, told by their descriptors: docs/reference-data.md."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from veritab_engine.reference import ReferenceTables

SHIPPED = Path(__file__).parent.parent / "reference_data"

REFERENCE = """\
# The tables that ship

What Veritab checks against unless `--no-shipped` is said. Made from the descriptors in `reference_data`; `make pages`
makes it anew. There are [notes](data.md) on what was left out and why. {tables} tables, {rows:,} rows in all, names
among them.

A table that is complete for a stretch of time can refute what it has no row for; any other can support, or refute what
one of its rows says otherwise. Nothing here is newer than its day. A [package of your own](tables.md) goes beside them.
"""
COLUMNS = "| table | rows | what it has | as of | complete | source | licence |\n|---|---|---|---|---|---|---|"


def reference_page() -> str:
    """The page of the tables that ship: a section a package, a table of its tables, and where each is from."""
    packages = [yaml.safe_load(file.read_text("utf-8")) for file in sorted(SHIPPED.glob("*/datapackage.yaml"))]
    rows = {name: len(table) for name, table in ReferenceTables.shipped().tables.items()}
    head = REFERENCE.format(tables=len(rows), rows=sum(rows.values()))
    return "\n".join((head, *(_package(package, rows) for package in packages))).rstrip("\n") + "\n"


def _package(package: Mapping[str, Any], rows: Mapping[str, int]) -> str:
    resources = package["resources"]
    named = [each["name"] for each in resources if each["fact:kind"] == "aliases"]
    told = [_resource(package, each, rows[each["name"]]) for each in resources if each["name"] not in named]
    names = [f"\nNames: {', '.join(f'`{name}` ({rows[name]:,} rows)' for name in named)}."] if named else []
    head = f"## {package['title']}\n\n{' '.join(package['description'].split())}\n\n{COLUMNS}"
    return "\n".join((head, *told, *names, ""))


def _resource(package: Mapping[str, Any], resource: Mapping[str, Any], rows: int) -> str:
    coverage = resource.get("fact:coverage", {})
    complete = f"{coverage['from']} to {coverage['to']}" if coverage.get("complete") else "no"
    sources = "; ".join(each["title"].strip() for each in resource.get("sources", package.get("sources", ())))
    licences = "; ".join(each["name"] for each in resource.get("licenses", package["licenses"]))
    as_of = resource.get("fact:asOf", "")
    return f"| `{resource['name']}` | {rows:,} | {resource['title']} | {as_of} | {complete} | {sources} | {licences} |"
