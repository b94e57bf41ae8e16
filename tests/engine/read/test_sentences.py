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
        "The levy brought in 5 million U.S. dollars in 2023.",
        "The flat is at No. 5 and costs $1,200 a month.",
        "She flew from St. Petersburg to St. Louis in May.",
        "The vote began at 9 a.m. and ended at 5 p.m. in most towns.",
        "The poet W. H. Auden lived at No. 77 for years.",
        "J. R. R. Tolkien taught there from 1925 to 1945.",
        "Gen. Mark Milley and Lt. Col. Ann Lee spoke.",
        "Sen. Jane Roe, D-Calif., voted against it.",
        "Gov. Roe of N.Y. and Rep. Doe of Mass. agreed.",
        "The firm, Acme Corp., paid $4 million.",
        "Acme Co. Ltd. and Widget S.A. de C.V. merged.",
        "The U.N. Security Council met on Sept. 5 in New York.",
        "The U.K. government said so.",
        "Prices rose approx. 3 percent, i.e. less than hoped.",
        "Fruit, e.g. apples and pears, fell by 2.5 percent.",
        "It is 3 ft. 6 in. wide and weighs 12 lbs. in all.",
        "See Fig. 4 and Eq. 2 for the fit.",
        "In Smith v. Jones, the court ruled 6-3.",
        "Dr. Lee et al. found a rise of 4 percent.",
        "Mt. Everest is 8,849 m high.",
        "Ft. Worth and Ft. Lauderdale grew fastest.",
        "The Rev. Martin Luther King Jr. spoke there.",
        "Robert Downey Jr. was paid $50 million.",
        "Charles Dawes Sr. owned 40 percent.",
        "He earned a Ph.D. from M.I.T. in 1998.",
        "The train leaves at 6:15 p.m. EST on Friday.",
        "It opened on Mon., Jan. 6, and closed on Tue.",
        "The bill, H.R. 1319, passed 220-211.",
        "The plan covers Jan. 1 to Dec. 31.",
        "Washington, D.C. and Calif. led the list.",
        "The B.B.C. said 3.5 million watched.",
        "“Is it over?” she asked.",
        "He said “Go!” and left.",
        "Sales were $1.2 bn. vs. $1.1 bn. a year ago.",
        "The dose is 5 mg. per day.",
        "The ship left at 5 p.m. Friday.",
        "The ship left at 5 p.m. Moscow time.",
        "The ship left at 5 p.m. on Friday.",
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
        ("It cost 5 million U.S. dollars.", "The town paid."),
        ("They left at 5 p.m.", "She stayed."),
        ("He lives in Washington, D.C.", "His wife works in Boston."),
        ("She works for Acme Inc.", "It is in Ohio."),
        ("He is No. 5.", "She is No. 6."),
        ("The rate was 4.5 percent.", "In May it fell."),
        ("It weighs 5 kg.", "The box is red."),
        ("He was born on Jan. 5.", "Snow fell."),
        ("They came from the U.S.", "Some stayed."),
        ("Is it 5 percent?", "No."),
        ("He met King Charles III.", "They spoke."),
        ("It opened in 1998.", "5 years later it closed."),
        ("They sell pens, paper, etc.", "The shop is open."),
        ("“We won.”", "He smiled."),
        ("Costs rose to $1.2bn.", "The sales fell."),
        ("He scored 30!", "She had 12."),
        ("Plan B failed.", "Plan C did not."),
        ("It was vitamin C.", "Doctors agreed."),
        ("He came in May.", "Snow fell."),
        ("It fell 5 in.", "Snow lay."),
        ("It left the U.N.", "They agreed."),
        ("The firm had sold it for $5 million.", "“We are sad,” he said."),
    ],
)
def test_a_sentence_ends_where_the_next_begins(first, second):
    assert sentences(f"{first} {second}") == [first, second]


def test_lines_end_as_they_may():
    assert sentences("One line.\r\nAnother line.\r\n\r\nA third.") == ["One line.", "Another line.", "A third."]


@pytest.mark.parametrize(
    "first",
    [
        "He left the U.S.",
        "It ended at 5 p.m.",
        "The flat is at No. 5",
        "She joined Acme Inc.",
        "They met on Jan. 8",
        "J. R. R. Tolkien",
    ],
)
@pytest.mark.parametrize("parted", ["\n\n", "\r\n\r\n", "\n \n"])
def test_a_paragraph_ends_a_sentence_whatever_its_last_word(first, parted):
    assert sentences(f"{first}{parted}the talks went on.") == [first, "the talks went on."]


@pytest.mark.parametrize("line", ["U.S.\ndollars", "No.\n5", "St.\nPetersburg", "5 a.m.\non Friday", "J. R.\nSmith"])
def test_a_line_may_break_behind_an_abbreviation(line):
    told = f"The two governments said in a long joint statement on the matter of the {line} that it would go on."
    assert sentences(told) == [told]


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
