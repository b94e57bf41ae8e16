"""Numbers read back as what they were written for: spelled out, in the separators of every locale, as fractions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.engine.mention.test_numbers import mentions
from veritab_engine.mention import Numeral

TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = f"zero one two three four five six seven eight nine {TEENS}".split(" ")
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")]
LAKHS = [(10**7, "crore"), (10**5, "lakh"), (1000, "thousand")]
LARGEST = 10**15 - 1


def below_hundred(number: int, hyphen: str) -> str:
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (hyphen + ONES[number % 10] if number % 10 else "")


def below_thousand(number: int, hyphen: str, conjunction: str) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return below_hundred(rest, hyphen)
    return f"{ONES[hundreds]} hundred" + (conjunction + below_hundred(rest, hyphen) if rest else "")


def spell(number: int, hyphen: str, conjunction: str, scales: list[tuple[int, str]]) -> str:
    """The number in words; `conjunction` stands between the hundreds and what is below them."""
    words: list[str] = []
    for size, name in scales:
        count, number = divmod(number, size)
        if count:
            words.append(f"{below_thousand(count, hyphen, conjunction)} {name}")
    if number or not words:
        joined = words and number < 100 and conjunction == " and "
        words.append(("and " if joined else "") + below_thousand(number, hyphen, conjunction))
    return " ".join(words)


def the_numeral(written: str) -> Numeral:
    [numeral] = mentions(f"It was {written} then").numerals
    return numeral


@given(
    st.integers(0, LARGEST),
    st.sampled_from(["-", " ", ""]),
    st.sampled_from([" ", " and "]),
)
def test_a_number_in_words_is_read_back(number, hyphen, conjunction):
    written = spell(number, hyphen, conjunction, SCALES)
    numeral = the_numeral(written)
    assert numeral.point.number == number
    assert numeral.last - numeral.first == len(written.replace("-", " - ").split())


@given(st.integers(0, 10**10 - 1), st.sampled_from([" ", " and "]))
def test_lakhs_and_crores_are_read_back(number, conjunction):
    assert the_numeral(spell(number, "-", conjunction, LAKHS)).point.number == number


@given(st.integers(1, LARGEST), st.sampled_from(["minus ", "negative "]))
def test_a_negative_in_words_is_read_back(number, sign):
    assert the_numeral(sign + spell(number, "-", " and ", SCALES)).point.number == -number


@given(st.integers(0, 10**6), st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_decimals_in_words_are_read_back(whole, places):
    written = f"{spell(whole, '-', ' and ', SCALES)} point {' '.join(ONES[place] for place in places)}"
    assert the_numeral(written).point.number == Decimal(f"{whole}.{''.join(map(str, places))}")


@given(
    st.integers(0, LARGEST),
    st.sampled_from([",", "'", "\N{RIGHT SINGLE QUOTATION MARK}", " ", "\u00a0", "\u2009", "\u202f", "\u2007"]),
    st.sampled_from(["", "25", "5", "105"]),
    st.sampled_from(["", "-", "\N{MINUS SIGN}", "\N{EN DASH}"]),
)
def test_digits_in_groups_are_read_back(number, separator, places, sign):
    written = sign + f"{number:,}".replace(",", separator) + (f".{places}" if places else "")
    expected = Decimal(f"{number}.{places or 0}")
    assert the_numeral(written).point.number == (-expected if sign else expected)


@given(st.integers(10**6, LARGEST), st.sampled_from(["", ",25", ",05"]))
def test_digits_in_groups_with_dots_are_read_back(number, places):
    assume(any(int(group) > 255 for group in f"{number:,}".split(",")))  # else it may be the address of a network
    written = f"€{number:,}".replace(",", ".") + places
    assert the_numeral(written).point.number == Decimal(f"{number}{places.replace(',', '.')}")


@given(st.integers(0, 10**9))
def test_digits_in_indian_groups_are_read_back(number):
    head, tail = str(number)[:-3], str(number)[-3:]
    while head:
        tail = f"{head[-2:]},{tail}"
        head = head[:-2]
    assert the_numeral(tail).point.number == number


DENOMINATORS = {
    3: "third",
    4: "fourth",
    5: "fifth",
    8: "eighth",
    9: "ninth",
    12: "twelfth",
    20: "twentieth",
    100: "hundredth",
}


@given(st.integers(1, 200), st.sampled_from(sorted(DENOMINATORS)))
def test_a_fraction_in_words_is_exact(top, bottom):
    plural = "s" if top > 1 else ""
    number = the_numeral(f"{spell(top, '-', ' ', SCALES)} {DENOMINATORS[bottom]}{plural}, no less,").point.number
    assert abs(Fraction(number) - Fraction(top, bottom)) < Fraction(1, 10**20)


@given(st.integers(0, 999), st.integers(0, 999))
def test_between_two_numbers_in_words_keeps_both(low, high):
    words = [spell(number, "-", " and ", SCALES) for number in (low, high)]
    found = mentions(f"It was between {words[0]} and {words[1]} then").numerals
    assert [numeral.point.number for numeral in found] == [low, high]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("between one hundred and one thousand", [100, 1000]),
        ("between one hundred and twenty and two hundred", [120, 200]),
        ("one hundred and two hundred", [100, 200]),
        ("two and three", [2, 3]),
        ("half of five and three quarters of six", ["0.5", "5.75", 6]),
        ("3 hundred and 2 hundred", [300, 200]),
        ("3 hundred and 2.12 hundred", [300, 212]),
        ("20 and a half of them", [20, "0.5"]),
        ("5 million 2 years", [5_000_000, 2]),
        ("two hundred first-time", [200]),
    ],
)
def test_numbers_side_by_side_stay_apart(written, numbers):
    found = [numeral.point.number for numeral in mentions(f"It was {written} then").numerals]
    assert found == [Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("written", "rank"),
    [
        ("three trillionth", 3 * 10**12),
        ("one hundred twenty fifth", 125),
        ("one hundred and twenty-fifth", 125),
        ("two hundred and first", 201),
        ("two hundredth", 200),
        ("fortysecond", 42),
        ("twenty\N{EM DASH}fifth", 25),
        ("1,001st", 1001),
    ],
)
def test_ordinals_of_any_size(written, rank):
    [ordinal] = mentions(f"the {written} meeting").ordinals
    assert ordinal.rank == rank


@pytest.mark.parametrize(
    ("written", "shown_to"),
    [("1.5e6", "1e5"), ("6.02×10²³", "1e21"), ("two and a half million", "1e5"), ("1,234.5", "0.1")],
)
def test_every_notation_remembers_what_it_shows(written, shown_to):
    assert the_numeral(written).point.shown_to == Decimal(shown_to)
