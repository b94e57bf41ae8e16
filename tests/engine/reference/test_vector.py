"""Columns in a few bytes a cell: nothing of what the table writes is lost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veritab_engine.reference.dictionary import ENTRY, PART, Dictionary, joined
from veritab_engine.reference.strings import Strings
from veritab_engine.reference.vector import NumberVector, TextVector

TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=40)
NUMBERS = st.lists(
    st.one_of(
        st.none(),
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3),
        st.integers(-(10**15), 10**15),
    ),
    max_size=40,
)


@given(TEXTS)
def test_a_vector_of_texts_is_its_cells(cells):
    vector = TextVector.of(cells)
    assert list(vector) == cells
    assert [vector[row] for row in range(len(vector))] == cells
    assert set(vector.texts) == {cell for cell in cells if cell is not None}
    assert all(cell in vector for cell in cells)
    assert vector.code("no cell holds this") is None


@given(NUMBERS)
def test_a_vector_of_numbers_keeps_the_decimals_that_are_shown(numbers):
    cells = [None if number is None else str(Decimal(number)) for number in numbers]
    vector = NumberVector.of(cells)
    if vector is None:
        assert any(cell is not None and cell.startswith("-") and not cell.strip("-0.") for cell in cells)
        return
    assert list(vector) == cells
    known = [(number, vector.size(row)) for row, number in enumerate(numbers) if number is not None]
    by_size = sorted(known, key=lambda pair: pair[1])
    assert [number for number, _ in by_size] == sorted(number for number, _ in known)


@pytest.mark.parametrize("cell", ["-0", "-0.00", "12345678901234567890", "0." + "1" * 200])
def test_what_does_not_fit_a_number_is_kept_as_text(cell):
    assert NumberVector.of(["1.50", cell]) is None


def test_a_change_of_texts_is_a_change_of_all_equal_cells():
    vector = TextVector.of(["b", None, "a", "b", "c"])
    assert list(vector.mapped({"a": "x", "b": "x", "c": None}.get)) == ["x", None, "x", "x", None]


@given(st.sets(st.text(max_size=6)))
def test_sorted_texts_are_found(texts):
    strings = Strings.of(sorted(texts))
    assert [strings.find(text) for text in strings] == list(range(len(texts)))
    assert strings.find("never one of these") is None


@given(st.dictionaries(st.text(max_size=6), st.text(max_size=6)))
def test_a_dictionary_has_its_entries_and_no_others(entries):
    found = Dictionary.of(entries)
    assert dict(found) == entries
    assert list(found) == list(entries)
    assert found.get("never one of these") == ""
    assert "never one of these" not in found


def test_parts_do_not_run_into_each_other():
    assert joined(f"a{PART}b", f"c{ENTRY}d").split(PART) == ["a b", "c d"]
