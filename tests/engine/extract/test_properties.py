"""What holds for every text whatever it says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from veritab_engine.document import Document
from veritab_engine.extract import extract
from veritab_engine.mention.digits import shown
from veritab_engine.read import read
from veritab_engine.value import Agreement, Point

WORDS = """
$ € US$ % 5 20 2013 1,053 244.8 1/2 .5 -5 − – - / : ; , . ... ( ) “ ” " ' ’s May 8 Wednesday last year first half Q3 one
two a an hundred million bn dozen dozens of several about more than between and to from at least -odd + percent points
km/h m square years old consecutive th st e10 × 10 ^ No. U.S. dollars yuan RMB he rose people é 🎉 \u0301 ½
couple point quarter half thirds fifths twenty over lakh hundredth minus + ± ⁶ e k M 000 0033 Street Articles [ ] "
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\u00a0", "\u202f"])
ARRANGED = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])).map("".join), max_size=40).map("".join)


def claims(text: str):
    return extract(read(Document(text, as_of=date(2025, 5, 8))))


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), ARRANGED))
@example("5 - to 3 - to")
@example("from 4 to 3 percent")
def test_every_span_holds_its_quote(text):
    for claim in claims(text):
        assert text[claim.span.start : claim.span.end] == claim.quote
        assert claim.quote == claim.quote.strip() != ""
        if claim.noun_span is not None:
            assert text[claim.noun_span.start : claim.noun_span.end] == claim.noun


@settings(max_examples=200, deadline=None)
@given(ARRANGED)
def test_claims_are_numbered_in_the_order_of_the_text(text):
    found = claims(text)
    assert [claim.id for claim in found] == [f"c{number}" for number in range(1, len(found) + 1)]
    assert [claim.span for claim in found] == sorted(claim.span for claim in found)


@given(
    st.decimals(min_value=0, max_value=9999, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from([1, 1000, 10**6, 10**9]),
)
def test_a_point_agrees_with_its_own_rendering(multiplier, scale):
    point = shown(multiplier, Decimal(scale))
    assert point.compare(replace(point, shown_to=Decimal(0), coarsest=Decimal(0))) is Agreement.AGREES


@given(st.integers(min_value=0, max_value=10**15))
def test_a_written_number_is_found_as_it_is(number):
    [claim] = [claim for claim in claims(f"they paid ${number:,} then") if claim.kind == "money"]
    assert isinstance(claim.value, Point)
    assert claim.value.number == number


def test_hostile_runs_are_read_in_bounded_time():
    """Each of these would take hours if any step looked at all of the text again for every token."""
    for piece in (
        "5",
        "(",
        "1,",
        "12,23,",
        "a.",
        '"',
        "5-",
        "$",
        "5 to ",
        "and a half ",
        "one hundred ",
        "May 8 ",
        "+1 ",
        "\n",
    ):
        assert read(Document(piece * 20_000)).text == piece * 20_000
        claims(piece * 20_000)
