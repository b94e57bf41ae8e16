"""Suggestions: the true value in the form of the words that it replaces."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from veritab_engine.value import Agreement, Period, Point, Text, Value
from veritab_engine.verify.spell import ordinal_suffix, spelled
from veritab_engine.verify.suggest import in_form_of


def point(number: str) -> Point:
    return Point(Decimal(number))


def day(iso: str) -> Period:
    return Period(iso, date.fromisoformat(iso), date.fromisoformat(iso))


YEAR = Period("2014", date(2014, 1, 1), date(2014, 12, 31))


@pytest.mark.parametrize(
    ("quote", "claimed", "true", "suggested"),
    [
        ("$240.1 billion", point("240.1e9"), point("244.81e9"), "$244.8 billion"),
        ("240.1 billion U.S. dollars", point("240.1e9"), point("244.81e9"), "244.8 billion U.S. dollars"),
        ("US$240bn", point("240e9"), point("244.81e9"), "US$245bn"),
        ("$244.8 million", point("244.8e6"), point("244.81e9"), "$244.8 billion"),
        ("$1.5 trillion", point("1.5e12"), point("244.81e9"), "$244.8 billion"),
        ("1,053", point("1053"), point("12345"), "12,345"),
        ("1053", point("1053"), point("1234"), "1234"),
        ("20", point("20"), point("23"), "23"),
        ("10th", point("10"), point("11"), "11th"),
        ("11th", point("11"), point("21"), "21st"),
        ("tenth", point("10"), point("11"), "eleventh"),
        ("Seventy years", point("70"), point("80"), "Eighty years"),
        ("twenty-nine", point("29"), point("30"), "thirty"),
        ("14 straight years", point("14"), point("15"), "15 straight years"),
        ("9.1 percent", point("9.1"), point("1.9"), "1.9 percent"),
        ("9 percent", point("9"), point("1.9"), "2 percent"),
        ("2014", YEAR, day("2013-09-07"), "2013"),
        ("May 9, 2014", day("2014-05-09"), day("2013-09-07"), "September 7, 2013"),
        ("9 May 2014", day("2014-05-09"), day("2013-09-07"), "7 September 2013"),
        ("Olaf Scholz", Text("Olaf Scholz"), Text("Friedrich Merz", "person:friedrich-merz"), "Friedrich Merz"),
        ("seventy", point("70"), point("244.81"), None),
        ("seventy", point("70"), point("180"), None),
        ("2014", YEAR, point("3"), None),
    ],
)
def test_form_is_kept(quote: str, claimed: Value, true: Value, suggested: str | None) -> None:
    assert in_form_of(quote, claimed, true) == suggested


@given(
    st.decimals("1", "999.9", places=1),
    st.decimals("1", "999.9", places=2),
    st.sampled_from([("", 1), (" million", 10**6), (" billion", 10**9)]),
)
def test_what_is_suggested_agrees_with_the_truth(claimed: Decimal, true: Decimal, scale: tuple[str, int]) -> None:
    assume(claimed != true)
    word, factor = scale
    written = in_form_of(f"${claimed}{word}", Point(claimed * factor), Point(true * factor))
    assert written is not None
    number = written.removeprefix("$").removesuffix(word).replace(",", "")
    step = Decimal(1).scaleb(-len(number.partition(".")[2])) * factor
    assert Point(Decimal(number) * factor, step, step).compare(Point(true * factor)) is Agreement.AGREES


@pytest.mark.parametrize(
    ("number", "cardinal", "ordinal"),
    [(0, "zero", "zeroth"), (1, "one", "first"), (12, "twelve", "twelfth"), (20, "twenty", "twentieth"),
     (21, "twenty-one", "twenty-first"), (80, "eighty", "eightieth"), (99, "ninety-nine", "ninety-ninth")],
)  # fmt: skip
def test_spelling(number: int, cardinal: str, ordinal: str) -> None:
    assert spelled(number) == cardinal
    assert spelled(number, ordinal=True) == ordinal


@pytest.mark.parametrize(("number", "suffix"), [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (112, "th")])
def test_the_ending_of_an_ordinal(number: int, suffix: str) -> None:
    assert ordinal_suffix(number) == suffix


def test_beyond_a_hundred_nothing_is_spelled() -> None:
    assert spelled(100) is None
