"""Whole sentences against one table that nothing describes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import yaml

from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.verdict import judge

CORPUS = Path(__file__).parents[2] / "corpora" / "statement" / "verdicts.yaml"
TABLES = [
    (Sheet.of(table["header"], table["rows"], table.get("title", "")), table)
    for table in yaml.safe_load(CORPUS.read_text("utf-8"))
]
EXPECTED = {"holds": True, "fails": False, "silent": None}
CASES = [
    (sheet, sentence, expected)
    for sheet, table in TABLES
    for section, expected in EXPECTED.items()
    for sentence in table[section]
]
ELSEWHERE = [(sheet, sentence) for sheet, table in TABLES for sentence in table.get("elsewhere", ())]
"""Sentences of another time than the table's."""

HEADER = ("ship", "builder", "launched", "length", "home port")
ROWS = (
    ("Aurelia", "Marsden Yard", "4 may 1911", "141.2", "Hull"),
    ("Brightwater", "Tolland & Sons", "19 june 1913", "98.6", "Leith"),
    ("Corsair", "Marsden Yard", "2 october 1914", "120.4", "Dover"),
    ("Dauntless", "Pell Brothers", "11 january 1920", "133.9", "Cork"),
)
TEMPLATES = (
    "The {heading} of {ship} is {value}.",
    "{value} is the {heading} of {ship}.",
    "The {heading} is {value} when the ship is {ship}.",
)


@pytest.mark.parametrize(("sheet", "sentence", "expected"), CASES, ids=[case[1] for case in CASES])
def test_a_sentence_holds_or_fails_or_nothing_is_said_of_it(sheet, sentence, expected):
    assert judge(sentence, sheet).holds is expected


@pytest.mark.parametrize(("sheet", "sentence"), ELSEWHERE, ids=[case[1] for case in ELSEWHERE])
def test_a_sentence_of_another_time_is_left_to_other_tables(sheet, sentence):
    assert judge(sentence, sheet).why == "of a time that the sheet lacks"


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_a_row_says_is_supported_and_what_another_row_says_never_is(template):
    sheet = Sheet.of(HEADER, ROWS)
    for column in range(1, len(HEADER)):
        for row, other in product(ROWS, ROWS):
            sentence = template.format(heading=HEADER[column], ship=row[0], value=other[column])
            holds = judge(sentence, sheet).holds
            assert holds is True if row[column] == other[column] else holds is not True, sentence


def test_a_statement_about_another_table_gets_no_verdict():
    sheet = Sheet.of(HEADER, ROWS)
    strangers = [sentence for _, sentence, _ in CASES]
    assert [sentence for sentence in strangers if judge(sentence, sheet).holds is not None] == []
