"""Columns of changes in percent whose headers do not say so: a table of consumer prices with figures such as 3.8.

A level of prices is told as money or as an index near a hundred. Small figures with decimals, under the name of prices
and without any unit, are how much the prices rose. Since that is guessed, and over how long is not told, they may bear
a sentence out and refute none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from veritab_engine.lexicon import listed, words
from veritab_engine.reference.cells import is_read, read_number
from veritab_engine.reference.descriptor import declared_field
from veritab_engine.reference.table import Column
from veritab_engine.value import is_whole

HIGHEST = Decimal(40)
"""Prices that rise by more percent than this are told in other ways."""
PERCENT = "percent"


def mark_rates(fields: Sequence[dict[str, Any]], columns: Mapping[str, Sequence[str]], subject: str) -> None:
    """Give columns of such changes their unit, and the words by which texts call them."""
    told = set(subject.lower().split(" "))
    measures = [field for field in fields if field["fact:role"] == "measure" and field["type"] != "string"]
    if told.isdisjoint(words("called/priced")) or any("sdmx:unitMeasure" in field for field in measures):
        return
    if not measures or not all(_are_small(field, columns.get(field["name"], ())) for field in measures):
        return
    for field in measures:
        field["sdmx:unitMeasure"] = PERCENT
        field["fact:phrases"] = [*dict.fromkeys(each for phrase in field["fact:phrases"] for each in _phrases(phrase))]


def is_guessed(column: Column) -> bool:
    """True for a column of changes whose header says nothing of percent."""
    header = column.name.lower()
    called = any(phrase.lower().endswith("inflation") for phrase in column.phrases)
    told = not words("headers/percentages").isdisjoint(header.split()) or "%" in header or "inflation" in header
    return column.unit == PERCENT and called and not told


def _are_small(field: Mapping[str, Any], texts: Sequence[str]) -> bool:
    reader = declared_field({**field, "name": ""})
    found = [Decimal(read_number(text, reader)) for text in dict.fromkeys(texts) if text and is_read(text, reader)]
    return bool(found) and all(abs(each) <= HIGHEST for each in found) and not all(map(is_whole, found))


def _phrases(phrase: str) -> list[str]:
    """ "Food" as food prices, and "all items" as what the table is about."""
    lower = phrase.lower()
    if lower in words("called/all_items"):
        return [phrase, *listed("called/headline")]
    return [phrase, *(form.replace("*", lower) for form in listed("called/priced_as"))]
