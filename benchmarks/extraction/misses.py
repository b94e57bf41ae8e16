"""What is not right in a row, a line each, for whoever mends it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.extraction.agree import same_unit, same_value
from benchmarks.extraction.gold import GoldSet, Item, Row
from benchmarks.extraction.predicted import Prediction
from benchmarks.extraction.score import CHANGES, HEDGES, Pairing


def misses(gold: GoldSet, pairing: Pairing) -> Iterator[str]:
    """The row and, below it, its gold items and claims that do not match; nothing where all is right."""
    row = pairing.row
    lines = [f"  missed {_item(row, item)}" for item in pairing.missed]
    lines += [f"  wrong {_claim(found)}" for found in pairing.wrong]
    for item, found in pairing.pairs:
        differences = "+".join(_differences(gold, item, found))
        if differences:
            lines.append(f"  {differences}: gold {_item(row, item)}; found {_claim(found)}")
    if lines:
        yield f"{row.id} {row.text!r}" + (f" (as of {row.as_of})" if row.as_of else "")
        yield from lines


def _differences(gold: GoldSet, item: Item, found: Prediction) -> Iterator[str]:
    if item.value is not None and not same_value(item, found):
        yield "value"
    if item.value is not None and not same_unit(item, found):
        yield "unit"
    if gold.exact_spans and (item.start, item.end) != (found.start, found.end):
        yield "span"
    if item.modifier in HEDGES | CHANGES and item.modifier not in found.modifiers:
        yield "modifier"


def _item(row: Row, item: Item) -> str:
    modifier = f" ({item.modifier})" if item.modifier else ""
    return f"{item.kind} {row.text[item.start : item.end]!r} = {_shown(item.value)} {item.unit or ''}{modifier}"


def _claim(found: Prediction) -> str:
    modifiers = f" ({' '.join(sorted(found.modifiers))})" if found.modifiers else ""
    value = found.value if found.value is not None else found.dates
    return f"{found.kind} {found.quote!r} = {_shown(value)} {found.unit or ''}{modifiers}"


def _shown(value: object) -> str:
    return " to ".join(map(str, value)) if isinstance(value, tuple) else str(value)
