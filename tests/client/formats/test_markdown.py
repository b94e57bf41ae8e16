"""Markdown: what is prose, and where it stands in the source."""

import re
from html import unescape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from veritab_client import Span, read_bytes
from veritab_client.formats.layout import RAISED
from veritab_client.formats.markdown import read_markdown


def text_of(source):
    return read_markdown(source)[0]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("In **2024**, *trade* rose.", "In 2024, trade rose."),
        ("Heading\n=======\n# Other ##\n", "Heading\n\nOther"),
        ("One line,\nwrapped  \nthrice\\\nhere.", "One line, wrapped thrice here."),
        ("> Quoted\n> text\nthat is lazy", "Quoted text that is lazy"),
        ("1. One\n   - two\n\n     three", "One\n\ntwo\n\nthree"),
        ("| a | b |\n|---|---|\n| 1 \\| 2 | |\n| | 3 |", "a\tb\n\n1 | 2\n\n\t3"),
        ("A [link to 5](http://a.example/2024 'of 6') and <http://b.example/7>.", "A link to 5 and ."),
        ("See [this][ref].\n\n[ref]: http://a.example/2024", "See this."),
        ("![12 boats](a.png) sail", " sail"),
        ("5 &lt; 6 &amp; \\$7", "5 < 6 & $7"),
        ("Call `f(12)` or ``a ` b``.", "Call code or code."),
        ("```\n2024\n```\n\n    2025\n\n~~~\n2026\n~~~\nend", "end"),
        ("<!-- 2024 -->\n\n<div>2025</div>\n\nend <!-- 2026 --><b>bold</b><br>line", "end bold line"),
        ("was ~~12~~ 13", "was  13"),
        ("In 2024[^1], and[^note].\n\n[^1]: A *note*.", "In 2024, and.\n\nA note."),
        ("In 2024<sup>1</sup> it was 10<sup>6</sup>.", "In 2024¹ it was 10⁶."),
        ("---\ndate: 2024\n---\ntext", "text"),
        ("+++\ndate = 2024\n+++\ntext", "text"),
        ("---\n\nno front matter", "no front matter"),
        ("\ufeff# Marked", "Marked"),
        ("snake_case_word and 2 * 3 * 4", "snake_case_word and 2 * 3 * 4"),
        ("", ""),
    ],
)
def test_prose_is_read_as_its_reader_sees_it(source, text):
    assert text_of(source) == text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_span_points_into_the_source(ending):
    source = ending.join(["---", "a: 1", "---", "> In 2024,", "> it was **$5**", "> million &amp; more."])
    text, original = read_markdown(source)

    def there(quote):
        start = text.index(quote)
        span = original.span(Span(start, start + len(quote)))
        return source[span.start : span.end]

    assert text == "In 2024, it was $5 million & more."
    assert there("In 2024,") == "In 2024,"
    assert there("$5") == "$5"
    assert there("$5 million") == f"$5**{ending}> million"
    assert there("&") == "&amp;"


def test_a_document_keeps_its_original():
    document = read_bytes(b"# In *2024*", name="a.md")
    assert document.text == "In 2024"
    assert document.original is not None
    assert document.original.text == "# In *2024*"
    assert document.original.span(Span(3, 7)) == Span(6, 10)


def test_an_empty_page_has_its_place_at_the_start():
    _, original = read_markdown("```\n2024\n```")
    assert original.span(Span(0, 0)) == Span(0, 0)


WORD = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=8)
MARKUP = st.sampled_from(
    [
        *("\n", "\n\n", "\r\n", "  \n", "\\\n", " ", "    ", "\t", "\ufeff", "$5", "2024"),
        *("> ", "- ", "1. ", "# ", " #", "---\n", "===\n", "```\n", "|", "\\|", "\n|---|\n", "\n|--|--|\n"),
        *("*", "**", "_", "~~", "`", "``", "[", "]", "(", ")", "![", "](x)", "[^1]", "[^1]: "),
        *("&amp;", "&#65;", "\\*", "<b>", "</b>", "<br>", "<sup>", "</sup>", "<!--", "-->", "<http://a.b>"),
    ]
)
PAGES = st.lists(st.one_of(WORD, MARKUP), max_size=40).map("".join)
ANY = st.one_of(PAGES, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80))


@given(ANY)
def test_every_run_is_the_source_itself_or_what_it_stands_for(source):
    text, original = read_markdown(source)
    for run in original.runs:
        read, there = text[run.start : run.end], source[run.source_start : run.source_end]
        assert run.verbatim == (read == there)
        stood_for = unescape(MarkdownIt().renderInline(there))
        assert run.verbatim or read in ("code", there.translate(RAISED), stood_for)


@given(ANY)
def test_runs_go_forward_in_both_texts(source):
    text, original = read_markdown(source)
    for before, after in zip(original.runs, original.runs[1:], strict=False):
        assert before.end <= after.start
        assert before.source_end <= after.source_start
    assert all(run.start < run.end <= len(text) for run in original.runs)
    assert all(run.source_start < run.source_end <= len(source) for run in original.runs)


@given(ANY, st.data())
def test_a_span_without_markup_inside_reads_the_same_in_the_source(source, data):
    text, original = read_markdown(source)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    there = original.span(Span(start, end))
    assert 0 <= there.start <= there.end <= len(source)
    inside = [run for run in original.runs if run.start <= start and end <= run.end]
    if start < end and inside and inside[0].verbatim:
        assert source[there.start : there.end] == text[start:end]


@given(st.lists(st.text(st.characters(whitelist_categories=("Lu", "Ll", "Lo", "So")), min_size=1), min_size=1))
def test_words_without_markup_are_read_as_they_are(words):
    source = " ".join(words)
    assert text_of(source) == source
    assert text_of("".join(f"**{word}** " for word in words)).replace("*", "") == source


SHOWN = st.lists(
    st.one_of(
        st.text("aé木𝄞.,5$ ", min_size=1, max_size=8),
        st.sampled_from(["\n", "\n\n", "\r\n", "  \n", "\\\n", "> ", "- ", "1. ", "# ", " #", "===\n"]),
        st.sampled_from(["*", "**", "_", "[", "]", "(", ")", "](x)", "&amp;", "\\*"]),
        st.sampled_from(["|", "\\|", "\n|---|\n", "\n|--|--|\n"]),
    ),
    max_size=40,
).map("".join)


@given(SHOWN)
def test_nothing_is_lost_that_a_page_shows(source):
    """As the library's own renderer has it; blocks of code are no prose and left out."""
    page = MarkdownIt("commonmark").enable("table").render(source)
    assume("<pre>" not in page)
    shown = unescape(re.sub(r"<[^>]*>", " ", page))
    assert "".join(text_of(source).split()) == "".join(shown.split())
