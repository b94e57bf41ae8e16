"""What holds for every claim of every kind, whatever the words and their order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.corpus import corpora, load
from veritab_engine.document import Document
from veritab_engine.extract import extract
from veritab_engine.extract.kinds import MODULES
from veritab_engine.read import read

# The words of all corpora, to be put in orders that no writer would put them in.
WORDS = sorted({word for path in corpora() for row in load(path) for word in row.text.split()})
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@given(TEXTS)
def test_quotes_and_nouns_are_the_words_of_the_text(text):
    for claim in extract(read(Document(text, as_of=date(2025, 5, 8)))):
        assert claim.quote == text[claim.span.start : claim.span.end] != ""
        if claim.noun_span is not None:
            assert claim.noun == text[claim.noun_span.start : claim.noun_span.end] != ""


@pytest.mark.parametrize("kind", [module.KIND for module in MODULES], ids=lambda kind: kind.name)
def test_every_kind_has_a_corpus_of_what_it_finds_and_of_what_it_leaves(kind):
    """The kinds that only the words of tables make have theirs beside these tables."""
    rows = [row for path in corpora() if path.stem == kind.name for row in load(path)]
    assert sum(row.group == "accept" for row in rows) >= 10
    assert sum(row.group == "reject" for row in rows) >= 2
