"""Sentences and quotations, where full stops and marks could mislead."""

import pytest

from veritab_engine.document import Document
from veritab_engine.read import read


def sentences(text: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in read(Document(text)).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "It cost 5 million U.S. dollars last year.",
        "Donald J. Trump met Mr. Smith and Dr. Jones in St. Petersburg.",
        "He lives at No. 5 and rose at 5 a.m. on Jan. 8 to leave.",
        "Trade rose by 1.9 percent to $244.8 billion.",
        "Acme Inc. and Widgets Corp. merged, the U.S. President said.",
        "“Why?” he asked.",
        "It rose (by 3 percent, i.e. a little) in all.",
        "Shares of Yahoo! rose… slowly.",
        "Sales rose 6 . 2 % to $ 1.45 billion in the week ended oct . 7 .",
        "Shares of general motors corp . ' s units fell .",
        "The rate follows from Eq. (1) and Ref. 18 in the paper.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He left the U.S.", "The talks went on."),
        ("It ended at 5 p.m.", "He left."),
        ("He joined Acme Inc.", "The firm grew."),
        ("Prices rose in 2024.", "Exports fell."),
        ("He said: “It is done.”", "They left."),
        ("Did it rise?", "It did."),
        ("It reached 5.", "Nobody knew."),
    ],
)
def test_a_sentence_ends_where_the_next_begins(first, second):
    assert sentences(f"{first} {second}") == [first, second]


def test_lines_end_as_they_may():
    assert sentences("One line.\r\nAnother line.\r\n\r\nA third.") == ["One line.", "Another line.", "A third."]


def test_a_wrapped_paragraph_is_one():
    text = (
        "Two-way trade between the two countries reached 244.8 billion U.S.\n"
        "dollars in the year that ended, and officials of both said that it\n"
        "would go on to grow.\n"
    )
    assert len(sentences(text)) == 1


def test_tokens_keep_their_place_among_marks_and_emoji():
    text = "Cafe\u0301 sales 🎉 rose\u00a05\u202f000 units, O’Brien’s team said."
    [sentence] = read(Document(text)).sentences
    assert "Cafe\u0301" in sentence.words
    assert "5\u202f000" in sentence.words
    assert [text[s:e] for s, e in zip(sentence.starts, sentence.ends, strict=True)] == list(sentence.words)
    assert sentence.lower[-5:-2] == ("o'brien", "'s", "team")


def quoted(text: str) -> list[str]:
    return sorted({text[q.start : q.end] for s in read(Document(text)).sentences for q in s.quotations})


def test_quotations_run_across_sentences():
    assert quoted('He said, "Trade rose. It will rise." Then he left.') == ["Trade rose. It will rise."]
    assert quoted("He said, “Trade rose. It will rise.” Then he left.") == ["Trade rose. It will rise."]


def test_a_quotation_may_run_into_the_next_paragraph():
    assert quoted("“Trade rose.\n\n“It will rise,” he said.") == ["It will rise,", "Trade rose."]


def test_a_mark_of_inches_opens_no_quotation():
    assert quoted("He is 5'11\" tall. She is not.") == []
