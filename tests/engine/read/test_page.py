"""A page as it is copied: the article is read, its furniture left out, its day found."""

from datetime import date

import pytest

from veritab_engine.document import Document, Prose
from veritab_engine.read import read

BODY = "Two-way trade between the two countries reached $244.8 billion in 2024, officials said on Wednesday."
MORE = "The two sides signed 20 documents after the talks, which went on for three hours."


def prose(*lines: str) -> Prose:
    return read(Document("\n".join(lines)))


def texts(read_prose: Prose) -> str:
    return " ".join(read_prose.text[s.span.start : s.span.end] for s in read_prose.sentences)


@pytest.mark.parametrize(
    "line",
    [
        "Home | World | China | Business | Opinion",
        "Home > World > Asia",
        "Sign in",
        "Share",
        "2025-05-08 14:22:15",
        "Xinhua | Updated: 2025-05-08 14:22",
        "Updated: May 8, 2025 3:15 PM ET",
        "Published: 8 May 2025",
        "By Jane Doe and John Smith",
        "Subscribe for $1 a week. Cancel anytime.",
        "Start your 30-day free trial today for $9.99 a month.",
        "Page 2 of 5",
        "Tel: +86 10 8888 9999",
        "Contact the newsroom: (202) 555-0143",
        "Copyright © 2025 Example Media. All rights reserved.",
        "© 2000-2025 Example Media",
        "Photo: Jane Doe/AFP",
        "Source: Xinhua",
        "Editor: Li Lei",
        "Reporting by Jane Doe; Editing by John Smith",
        "1 2 3 4 5",
        "Comments (12)",
        "5 min read",
        "Image caption, The two leaders last met in October 2024",
        "Getty Images President Smith in Moscow in 2023",
        "Article continues below this ad",
    ],
)
def test_furniture_is_left_out(line):
    read_prose = prose("Leaders meet in Moscow for talks on trade", line, BODY, MORE)
    assert texts(read_prose) == f"Leaders meet in Moscow for talks on trade {BODY} {MORE}"
    assert [read_prose.text[f.start : f.end] for f in read_prose.furniture] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Trade with Russia hits record $244.8 billion",
        "President Smith, left, shakes hands with 20 soldiers in Moscow on Wednesday.",
        "Copyright law changed in 2023, and 20 firms went to court.",
        "Netflix said subscriptions rose by 5 million in the quarter to 300 million.",
        "Page and Brin founded the company in 1998.",
        "Back to back wins lifted the team to 20 points.",
        "In May 2025, 20 firms opened offices in Moscow.",
        "By 2030 the two sides want to double trade to 500 billion yuan.",
        "Latest figures show that 75 million people live there.",
        "Video of the crash was seen 20 million times.",
        "Sources said that 20 people were hurt.",
    ],
)
def test_prose_stays(line):
    assert line in texts(prose("Leaders meet in Moscow for talks on trade", line, BODY, MORE))


def test_a_list_of_other_stories_is_left_out_and_the_article_goes_on():
    read_prose = prose(
        "TRENDING",
        "1 Tariffs on 145 goods take effect at once",
        "2 Stocks fall 3 percent in a day of turmoil",
        "",
        "Leaders meet in Moscow for talks on trade",
        "",
        BODY,
        "",
        "Related stories",
        "China-Russia trade hits $240 billion in 2023",
        "Leader's 10th visit to Moscow, in photos and figures",
    )
    assert texts(read_prose) == f"Leaders meet in Moscow for talks on trade {BODY}"


def test_a_list_on_one_line_is_left_out():
    assert texts(prose("TRENDING 1 Tariffs on 145 goods 2 Stocks fall 3 percent", BODY, MORE)) == f"{BODY} {MORE}"


def test_short_lines_in_a_row_are_a_menu():
    assert texts(prose("Top 10 films", "Best phones 2025", "Deals under $50", BODY, MORE)) == f"{BODY} {MORE}"


def test_a_credit_is_cut_from_its_caption():
    caption = "Soldiers march in Moscow on Wednesday."
    read_prose = prose("Leaders meet in Moscow", f"{caption} (Photo: Jane Doe/AFP)", f"{BODY} [Xinhua/Li Lei]")
    words = [word for sentence in read_prose.sentences for word in sentence.words]
    assert "Soldiers" in words
    assert not {"AFP", "Photo", "Xinhua", "Lei"} & set(words)


@pytest.mark.parametrize(
    ("opening", "as_of"),
    [
        ("MOSCOW, May 8, 2025 (Xinhua) -- ", date(2025, 5, 8)),
        ("BEIJING, May 8, 2025 — ", date(2025, 5, 8)),
        ("ST. PETERSBURG, Russia, June 5, 2024 (AP) — ", date(2024, 6, 5)),
        ("MOSCOW, May 8 (Xinhua) -- ", None),
        ("WASHINGTON (AP) — ", None),
        ("MOSCOW -- ", None),
    ],
)
def test_a_dateline_is_found_and_is_no_prose(opening, as_of):
    read_prose = read(Document(opening + BODY))
    assert texts(read_prose) == BODY
    assert read_prose.as_of == as_of


def test_a_dateline_takes_its_year_from_the_page():
    assert prose("Published: 2025-05-09 08:00", "MOSCOW, May 8 (Xinhua) -- " + BODY).as_of == date(2025, 5, 8)
    assert prose("Published: 2025-01-02 08:00", "MOSCOW, Dec. 31 (Xinhua) -- " + BODY).as_of == date(2024, 12, 31)


def test_a_stamp_dates_a_page_without_dateline():
    assert prose("Leaders meet in Moscow for talks", "2025-05-08 14:22:15", BODY).as_of == date(2025, 5, 8)


def test_the_senders_date_goes_first():
    text = "MOSCOW, May 8, 2024 (Xinhua) -- " + BODY
    assert read(Document(text, as_of=date(2025, 5, 8))).as_of == date(2025, 5, 8)


@pytest.mark.parametrize("text", ["", " \n\r\n ", "…", "((((", "5" * 3000, "\u200b\u200b", "\ud800 lone"])
def test_odd_texts_are_read(text):
    assert read(Document(text)).text == text
