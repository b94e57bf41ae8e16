"""The short way to read digits gives what the full reading gives, or leaves it to that."""

from hypothesis import given, settings
from hypothesis import strategies as st

from veritab_engine.document import Document
from veritab_engine.mention.figures import full
from veritab_engine.mention.plain import plain
from veritab_engine.read import read

WORDS = """
in of the No. Article Boeing Group minus about and or to point over million thousand hundred billion half third quarters
people years a.m. am x by e k m mil cr st th a Street Downing dollars % $ € £ ( ) [ ] , . ; : - – / + # @ 20 3 1,500
“ member year odd 244.8 0 007 2024 12 100 1.2.3 ½ Phase version chapter 5,6 7 8 9 Q3 "was" 50
"""
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS.split()), st.sampled_from(["", " "])), min_size=1, max_size=9).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_the_short_way_agrees_with_the_long_one(text):
    for sentence in read(Document(text)).sentences:
        for index, word in enumerate(sentence.words):
            if word[0].isdigit() and word.isascii():
                short = plain(sentence, index)
                assert short is None or short == full(sentence, index)
