"""Phrases are found by their stems, each as long as it is."""

from veritab_engine.reference import PhraseIndex, PhraseRef, stem

TOTAL, SHARE = PhraseRef("trade", "total"), PhraseRef("trade", "share")
INDEX = PhraseIndex([("output", TOTAL), ("output of steel", SHARE)])


def found(text):
    stems = tuple(map(stem, text.split()))
    return [(first, hit.last, hit.refs) for first in range(len(stems)) for hit in INDEX.at(stems, first)]


def test_the_longest_phrase_comes_first_and_all_are_found():
    assert found("outputs of steel rose") == [(0, 3, (SHARE,)), (0, 1, (TOTAL,))]


def test_a_phrase_is_found_once_at_the_end_of_a_sentence():
    assert found("less output") == [(1, 2, (TOTAL,))]
    assert found("less output of") == [(1, 2, (TOTAL,))]
