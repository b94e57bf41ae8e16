"""What words of a statement mean against a table: tests/corpora/statement/links.yaml says it for some tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from veritab_engine.statement.link import read_statement
from veritab_engine.statement.senses import Label, Said, Sense, Value
from veritab_engine.statement.sheet import Sheet

CORPUS = yaml.safe_load((Path(__file__).parents[2] / "corpora" / "statement" / "links.yaml").read_text("utf-8"))


def _rows() -> Iterator[tuple[str, Sheet, dict[str, Any]]]:
    for entry in CORPUS:
        header, *rows = csv.reader(io.StringIO(entry["table"]))
        for said in entry["said"]:
            yield said["text"], Sheet.of(header, rows), said


@pytest.mark.parametrize(
    ("text", "sheet", "row"), list(_rows()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_words_mean_what_the_table_has(text: str, sheet: Sheet, row: dict[str, Any]) -> None:
    said = read_statement(text, sheet)
    for words, columns in row.get("headings", {}).items():
        sense = _sense(said, words)
        assert isinstance(sense, Label), said.senses
        assert [sheet.columns[column].text for column in sense.columns] == columns
    for words, (heading, *rows) in row.get("values", {}).items():
        sense = _sense(said, words)
        assert isinstance(sense, Value), said.senses
        [column] = [each.index for each in sheet.columns if each.text == heading]
        assert sorted(found + 1 for found in sense.rows(column)) == rows
    for word in row.get("silent", ()):
        assert not isinstance(_sense(said, word), Label | Value)


def _sense(said: Said, words: str) -> Sense:
    """The sense of the words, which has to be of them alone."""
    for sense in said.senses:
        if said.text[said.words[sense.start].start : said.words[sense.end - 1].end] == words:
            return sense
    raise AssertionError(f"{words!r} is no span of its own in {said.senses}")
