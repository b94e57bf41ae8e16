"""Gold sets as they lie on disk: a folder of `<set>.jsonl`, and an `INVENTORY.json` that says what each set looked for.

A row is `{"id", "text", "ref"?, "expect": [{"start", "end", "kind", "value", "unit", "modifier"}]}`. A value is a
number, a pair for a range, or a list of ISO dates of which any may be meant; null where the set gives none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

Number = Decimal
BOUNDS = frozenset({"range", "more_than", "less_than", "at_least", "at_most"})
Gold = Number | tuple[Number, Number] | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Item:
    """One annotated span; `kind` and `unit` in the words of its set."""

    start: int
    end: int
    kind: str
    value: Gold
    unit: str | None
    modifier: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A text with everything that its annotators marked; `as_of` is the day that relative dates count from."""

    id: str
    text: str
    as_of: date | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A named set: the kinds it looked for, and whether its spans are those of whole claims.

    `bounds_only` where it looked for ranges and bounds alone: all its items are such.
    """

    name: str
    scope: frozenset[str]
    exact_spans: bool
    bounds_only: bool
    rows: tuple[Row, ...]


def gold_sets(folder: Path) -> Iterator[GoldSet]:
    """The sets of a folder, in the order of their names.

    Raises FileNotFoundError where the folder holds none.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(f"{folder} has no .jsonl file; DATA is a folder like shared/data/extraction")
    inventory_file = folder / "INVENTORY.json"
    inventory = json.loads(inventory_file.read_text("utf-8")) if inventory_file.exists() else {}
    for file in files:
        rows = tuple(_row(json.loads(line)) for line in file.read_text("utf-8").splitlines() if line.strip())
        told = inventory.get(file.stem, {})
        scope = frozenset(told.get("scope") or ()) or frozenset(item.kind for row in rows for item in row.items)
        bounds_only = all(item.modifier in BOUNDS for row in rows for item in row.items)
        yield GoldSet(file.stem, scope, not told.get("no_exact", False), bounds_only, rows)


def _row(row: dict[str, object]) -> Row:
    expected = row["expect"]
    assert isinstance(expected, list)
    reference = row.get("ref")
    as_of = date.fromisoformat(str(reference)[:10]) if reference else None
    items = tuple(_item(item) for item in expected if item["start"] is not None)
    return Row(str(row["id"]), str(row["text"]), as_of, items)


def _item(item: dict[str, object]) -> Item:
    return Item(
        start=int(str(item["start"])),
        end=int(str(item["end"])),
        kind=str(item["kind"]),
        value=_value(item["value"]),
        unit=str(item["unit"]) if item["unit"] is not None else None,
        modifier=str(item["modifier"]) if item["modifier"] is not None else None,
    )


def _value(value: object) -> Gold:
    match value:
        case None:
            return None
        case [str(), *_]:
            return tuple(map(str, value))
        case [low, high]:
            return Decimal(str(low)), Decimal(str(high))
        case _:
            return Decimal(str(value))
