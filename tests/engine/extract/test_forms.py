"""The forms that Veritab answers for: each has rows of its own in tests/corpora/forms, and a check from end to end."""

from collections import Counter

import pytest

from tests.engine.corpus import checks, corpora, load

FORMS = """
money with a sign; money with a code; money by the name of its currency; money with a scale word; money range
money in Indian scales; count with its noun; pairs, trios and dozens; range of counts; percent; percentage points
basis points; measure in SI units; measure in customary units; measure in compound units; ordinal; rank; superlative
record; whole date; month and year; year; decade; fiscal year; quarter and half; part of a month; weekday; time of day
recurrence; duration; age; elapsed time; anniversary; streak; change to and from; doubled, halved; tenfold
share of a number; fraction of a thing; odds; final score; wins and losses; made of tried; best of
office holder; capital; founding; membership; nationality
phone number; version; section number; list marker; address of a page; ISBN and other keys; page number in a menu
number in words; mixed number; fraction; groups set off by commas; groups set off by dots
groups set off by apostrophes; groups set off by spaces; negative number; scientific notation; half a million; dozen
couple; several hundred; Indian scales; East Asian scales; ordinal in words; number across hyphens and lines
tokenised text; at least; at most; more than; fewer than; nearly; about; some; up to; between; or so; -odd; -plus
no more than; not; planned; would; expected to; if
"""
NAMES = FORMS.strip().replace("\n", "; ").split("; ")
ROWS = [row for path in corpora() for row in load(path) if row.form is not None]
LEAST = 10


@pytest.mark.parametrize("form", NAMES)
def test_a_form_has_ten_rows_half_of_which_only_look_like_it(form):
    texts = {row.text for row in ROWS if row.form == form}
    alike = {row.text for row in ROWS if row.form == form and row.group in ("reject", "plain")}
    assert len(texts) >= LEAST
    assert len(texts - alike) > 0
    assert 2 * len(alike) >= LEAST


def test_every_form_of_the_corpora_is_listed_and_checked():
    assert Counter(NAMES) == Counter({row.form for row in ROWS})
    assert set(NAMES) == {form for form, _ in checks()}
