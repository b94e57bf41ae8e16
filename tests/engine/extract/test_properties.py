"""What holds for every text whatever it says."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.engine.corpus import corpora, load
from veritab_engine.claim import Claim, Phrase
from veritab_engine.document import Document, Span
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


ROWS = [row for path in corpora() for row in load(path)]
"""Sentences with claims of every kind."""
MARKS = ["\u0301", "e\u0301", "🎉", "👩\u200d👩\u200d👧", "\u200b", "\ufeff", "\u202e", "ﬁ", "中"]
NOISE = st.sampled_from([*MARKS, "\r\n", "\r\n\r\n", "\t", "\u00a0", "\u202f"])
BLANKS = ["\u00a0", "\t", "\u202f", "\u2009"]


def claims(text: str):
    return extract(read(Document(text, as_of=date(2025, 5, 8))))


def points_right(text: str, claim: Claim) -> bool:
    """True where every span of a claim, those of what it is about included, holds the words that it is said to."""
    about = [getattr(claim.about, part.name) for part in fields(claim.about)]
    told = [(claim.span, claim.quote), *((phrase.span, phrase.text) for phrase in about if isinstance(phrase, Phrase))]
    if claim.noun_span is not None:
        told.append((claim.noun_span, claim.noun))
    return all(text[span.start : span.end] == quote == quote.strip() != "" for span, quote in told)


def shape(claim: Claim, start: int = 0):
    """A claim as it is anywhere in a text: its span counted from `start`."""
    span = Span(claim.span.start - start, claim.span.end - start)
    return claim.kind, span, claim.value, claim.hedge, claim.direction, claim.modality


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), ARRANGED))
@example("5 - to 3 - to")
@example("from 4 to 3 percent")
def test_every_span_holds_its_quote(text):
    assert all(points_right(text, claim) for claim in claims(text))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ROWS), st.lists(st.tuples(st.integers(0, 200), NOISE), max_size=6))
def test_every_span_holds_its_quote_with_strange_signs_in_a_sentence_of_any_kind(row, noise):
    text = row.text
    for place, sign in noise:
        place %= len(text) + 1
        text = text[:place] + sign + text[place:]
    assert all(points_right(text, claim) for claim in claims(text))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([row for row in ROWS if row.text.endswith(".")]), st.lists(NOISE, max_size=8).map("".join))
def test_a_claim_is_the_same_behind_any_signs(row, noise):
    before = f"Hm {noise} so.\r\n\r\n"
    assert [shape(c, len(before)) for c in claims(before + row.text)] == [shape(c) for c in claims(row.text)]


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
def test_every_blank_parts_words_alike(blank):
    for row in ROWS:
        parted = row.text.replace(" ", blank)
        assert [shape(claim) for claim in claims(parted)] == [shape(claim) for claim in claims(row.text)], parted


@settings(max_examples=200, deadline=None)
@given(ARRANGED)
def test_claims_are_numbered_in_the_order_of_the_text(text):
    found = claims(text)
    for letter in "cs":  # those that are told in any case, and those that only a table asks for
        own = [claim.id for claim in found if claim.id[0] == letter]
        assert own == [f"{letter}{number}" for number in range(1, len(own) + 1)]
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
