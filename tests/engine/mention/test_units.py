"""Units: one name however they are written, and the closed classes of currencies and symbols whole."""

from decimal import Decimal

import pytest

from veritab_engine.document import Document
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.currency_table import CODES, OF_COUNTRIES, WORDS
from veritab_engine.mention.find import find_mentions
from veritab_engine.mention.unit_table import SYMBOLS
from veritab_engine.read import read
from veritab_engine.value import Point


def quantities(text: str) -> tuple[Quantity, ...]:
    [sentence] = read(Document(text)).sentences
    return find_mentions(sentence, None).quantities


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("km/h", "kilometre per hour"),
        ("kilometres an hour", "kilometre per hour"),
        ("km h−1", "kilometre per hour"),
        ("m/s²", "metre per second squared"),
        ("m·s⁻²", "metre per second squared"),
        ("m.s^-2", "metre per second squared"),
        ("kg m-3", "kilogram per cubic metre"),
        ("kg/m^3", "kilogram per cubic metre"),
        ("W/(m2 K)", "watt per square metre per kelvin"),
        ("W m−2 K−1", "watt per square metre per kelvin"),
        ("J/m^2 per year", "joule per square metre per year"),
        ("µg/ml", "microgram per millilitre"),
        ("μg/mL", "microgram per millilitre"),
        ("cm−1", "per centimetre"),
        ("Nm", "newton metre"),
        ("kW h", "kilowatt-hour"),
        ("kWh", "kilowatt-hour"),
        ("kilowatt-hours", "kilowatt-hour"),
        ("sq. miles", "square mile"),
        ("square miles", "square mile"),
        ("cu ft", "cubic foot"),
        ("km cubed", "cubic kilometre"),
        ("mW", "milliwatt"),
        ("MW", "megawatt"),
        ("Mb", "megabit"),
        ("MB", "megabyte"),
        ("mM", "millimolar"),
        ("mm", "millimetre"),
        ("kJ mol-1", "kilojoule per mole"),
    ],
)
def test_a_unit_has_one_name(written: str, unit: str) -> None:
    [quantity] = quantities(f"They found 4.5 {written} there.")
    assert quantity.unit == unit


@pytest.mark.parametrize(("name", "code"), OF_COUNTRIES.items())
def test_a_currency_is_known_by_its_country(name: str, code: str) -> None:
    [quantity] = quantities(f"They sent 300 {name} home.")
    assert (quantity.measure, quantity.unit) == (Measure.MONEY, code)


@pytest.mark.parametrize("code", sorted(set(CODES) - WORDS - {"USDT", "PHP"}))
def test_a_code_stands_on_either_side(code: str) -> None:
    for text in (f"They sent {code} 300 home.", f"They sent 300 {code} home."):
        [quantity] = quantities(text)
        assert (quantity.measure, quantity.unit) == (Measure.MONEY, CODES[code])


@pytest.mark.parametrize("code", sorted(WORDS))
def test_a_code_that_is_a_word_needs_millions(code: str) -> None:
    [quantity] = quantities(f"They sent {code} 300 million home.")
    assert quantity.unit == CODES[code]
    assert all(each.measure is Measure.NUMBER for each in quantities(f"They sent {code} 30 of them."))


@pytest.mark.parametrize(
    "symbol", [symbol for symbol in SYMBOLS if symbol not in ("pc", "pm", "pM", "bps", "mN", "MN", "M")]
)
def test_a_symbol_is_known_in_a_rate(symbol: str) -> None:
    [quantity] = quantities(f"They found 4.5 {symbol}/kg there.")
    assert quantity.unit == f"{SYMBOLS[symbol]} per kilogram"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("He is 6 feet 2 inches tall.", 74, "inch"),
        ("He is 6ft 2 and thin.", 74, "inch"),
        ("The 6-foot-2 guard sat.", 74, "inch"),
        ("He is 5'11 and thin.", 71, "inch"),
        ("It took 1 hour, 2 minutes and 3 seconds.", 3723, "second"),
        ("It took two years and a half.", Decimal("2.5"), "year"),
        ("It took 2 years and 3 months.", 27, "month"),
        ("It cost 5 dollars and 20 cents.", Decimal("5.2"), "USD"),
        ("It cost two pounds fifty.", Decimal("2.5"), "GBP"),
        ("It cost 3 CHF 4 cents.", Decimal("3.04"), "CHF"),
        ("It cost 2 dinars 500 fils.", Decimal("2.5"), "dinar"),
        ("They lost 75 USD million.", 75_000_000, "USD"),
        ("They lost kEUR 20.", 20_000, "EUR"),
    ],
)
def test_two_units_are_one_amount(text: str, number: Decimal | int, unit: str) -> None:
    [quantity] = quantities(text)
    assert isinstance(quantity.value, Point)
    assert (quantity.value.number, quantity.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    [
        "He worked between 2 hours and 30 minutes.",
        "He paid 5 dollars and 20 people left.",
        "He has 10 years and 5 goals.",
        "He walked 5 feet and 20 inches.",
    ],
)
def test_two_amounts_stay_two(text: str) -> None:
    assert len(quantities(text)) == 2


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Oil is $52 a barrel.", "barrel"),
        ("Oil is $52/bbl.", "barrel"),
        ("It paid 20 cents per share.", "share"),
        ("It costs $300 a year.", "year"),
        ("It was $300 a year earlier.", None),
        ("It costs $300 a case.", None),
        ("It costs $300 each.", None),
    ],
)
def test_money_is_told_for_something(text: str, rate: str | None) -> None:
    [quantity] = quantities(text)
    assert quantity.rate == rate
