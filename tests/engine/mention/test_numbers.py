"""Numbers in every notation, and the precision that each shows."""

from decimal import Decimal

import pytest

from veritab_engine.document import Document
from veritab_engine.mention import Mentions
from veritab_engine.mention.find import find_mentions
from veritab_engine.read import read
from veritab_engine.value import Point


def mentions(text: str) -> Mentions:
    [sentence] = read(Document(text)).sentences
    return find_mentions(sentence, None)


@pytest.mark.parametrize(
    ("text", "number", "shown_to", "coarsest"),
    [
        ("244.8 billion", "244.8e9", "1e8", "1e8"),
        ("75 million", "75e6", "1e6", "1e6"),
        ("240 billion", "240e9", "1e9", "1e10"),
        ("3 million", "3e6", "1e5", "1e6"),
        ("three million", "3e6", "1e5", "1e6"),
        ("3,000,000", "3e6", "1", "1e6"),
        ("300", "300", "1", "100"),
        ("two hundred", "200", "1", "100"),
        ("1,053", "1053", "1", "1"),
        ("20", "20", "0", "0"),
        ("twenty", "20", "0", "0"),
        ("3.5", "3.5", "0.1", "0.1"),
        ("half a million", "500000", "1e5", "1e5"),
    ],
)
def test_a_number_remembers_how_precisely_it_was_shown(text, number, shown_to, coarsest):
    [numeral] = mentions(f"It was {text} then").numerals
    point = numeral.point
    assert (point.number, point.shown_to, point.coarsest) == (Decimal(number), Decimal(shown_to), Decimal(coarsest))


@pytest.mark.parametrize("text", ["5 percent", "5%", "five percent"])
def test_a_whole_percent_is_a_measurement(text):
    [quantity] = mentions(f"a share of {text}").quantities
    assert isinstance(quantity.value, Point)
    assert (quantity.value.shown_to, quantity.value.coarsest) == (Decimal(1), Decimal(1))


def test_fifty_percent_may_be_shown_to_ten():
    [quantity] = mentions("a share of 50 percent").quantities
    assert isinstance(quantity.value, Point)
    assert (quantity.value.shown_to, quantity.value.coarsest) == (Decimal(1), Decimal(10))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5 lakh crore", "5e12"),
        ("12,34,567", "1234567"),
        ("1'053'000", "1053000"),
        ("1\u2009053\u2009000", "1053000"),
        ("40k", "40000"),
        ("4bn", "4e9"),
        ("two thousand three hundred and five", "2305"),
        ("twenty-eight thousand six hundred forty-two", "28642"),
        ("a hundred and fifty", "150"),
        ("one million and a half", "1.5e6"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("minus five", "-5"),
        ("1/2", "0.5"),
        ("1.5e3", "1500"),
        ("2×10^3", "2000"),
    ],
)
def test_a_number_in_any_notation(text, number):
    [numeral] = mentions(f"It was {text} then").numerals
    assert numeral.point.number == Decimal(number)


@pytest.mark.parametrize(
    ("text", "rank"),
    [("11th", 11), ("21st", 21), ("twenty-first", 21), ("Eightieth", 80), ("third", 3), ("hundredth", 100)],
)
def test_ordinals(text, rank):
    [ordinal] = mentions(f"{text} round of talks").ordinals
    assert ordinal.rank == rank


@pytest.mark.parametrize("text", ["107 - 99", "107-99", "20-30", "20 - 30"])
def test_a_dash_between_numbers_makes_none_of_them_negative(text):
    assert all(numeral.point.number > 0 for numeral in mentions(f"It ended {text} then").numerals)


@pytest.mark.parametrize(
    "text",
    ["COVID-19", "a 5G network", "version 1.2.3", "at 14:22", "No. 5", "Section 427", "007", "202-555-0143", "B2B"],
)
def test_digits_that_name_are_no_numerals(text):
    assert mentions(f"see {text} then").numerals == ()
