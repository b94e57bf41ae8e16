"""Web pages: the main text, in the encoding that the page is in, and nothing that its reader does not see."""

import logging
import sys

import pytest

from veritab_client import read_bytes
from veritab_client.errors import FormatMissing, InputError

PROSE = "This is ordinary prose of a page about ferries, which goes on for a while, with commas, as such prose does."
ARTICLE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Ferries | The Harbour News</title>
<style>p {{ color: red }}</style><script>var riders = "12 million in 2024";</script></head><body>
<header><a href="/">The Harbour News</a><nav><ul><li><a href="/a">Ports in 2020</a></li>
<li><a href="/b">Fares of 2021</a></li></ul></nav></header>
<div class="cookie-banner">We use 35 cookies. <button>Accept all 35</button></div>
<main><article>
<h1>Ferries earn more</h1>
<p>{PROSE}</p>
<p>In 2024<sup><a href="#n1">1</a></sup>, it was <b>$57.3</b>&nbsp;mil&shy;lion
   in   <a href="/h">Halvik</a>.<br>A second line with 10<sup>6</sup> riders.</p>
<aside class="ad"><p>Save 50 percent on 3 tickets now, with our offer of the week.</p></aside>
<p hidden>Hidden: 1 million.</p><p style="display: none">Not displayed: 2 million.</p>
<p>It was <del>3 million</del> <ins>4 million</ins>, says <code>x = 5</code>.</p>
<h2>What next</h2>
<ul><li>Halvik gets 2 boats.</li><li>Tornes gets one.<ul><li>It is small.</li></ul></li></ul>
<blockquote><p>“We sailed 12 times,” said the master.</p></blockquote>
<table><tr><th>Port</th><th>Revenue</th></tr><tr><td>Halvik</td><td>$62.8 million</td></tr></table>
<p>{PROSE}</p>
</article>
<section id="comments" class="comments"><h2>Comments (2)</h2>
<div class="comment"><p>Bob: it was really $300 million in 2024, I tell you, and nobody speaks about that.</p></div>
</section></main>
<footer><p>© 2025 The Harbour News. Founded in 1923.</p></footer></body></html>"""


def read(page, name="page.html"):
    return read_bytes(page if isinstance(page, bytes) else page.encode(), name=name).text


def test_the_main_text_is_a_paragraph_a_line():
    assert read(ARTICLE).split("\n\n") == [
        "Ferries earn more",
        PROSE,
        "In 2024, it was $57.3\N{NO-BREAK SPACE}million in Halvik.\nA second line with 10⁶ riders.",
        "It was 4 million, says code.",
        "What next",
        "Halvik gets 2 boats.",
        "Tornes gets one.",
        "It is small.",
        "“We sailed 12 times,” said the master.",
        "Port\tRevenue",
        "Halvik\t$62.8 million",
        PROSE,
    ]


def test_no_paragraph_is_lost_however_a_page_marks_them():
    kept = [f"Paragraph {number}. {PROSE}" for number in range(8)]
    for opens, closes in (("<p>", "</p>"), ("<div>", "</div>"), ("<section><h2>Head</h2><p>", "</p></section>")):
        body = "".join(f"{opens}{text}{closes}" for text in kept)
        page = (
            f"<html><body><nav><a href=/>Home</a></nav><div class=content>{body}</div><footer>1</footer></body></html>"
        )
        lines = read(page).split("\n\n")
        assert [line for line in lines if line in kept] == kept
        assert "Home" not in lines


def test_a_heading_above_the_article_is_read_with_it():
    article = f"<div class=article-body><p>{PROSE}</p><p>And so on. {PROSE}</p></div>"
    page = f"<html><body><div><h1>Ferries earn $5</h1></div>{article}</body></html>"
    assert read(page).split("\n\n") == ["Ferries earn $5", PROSE, f"And so on. {PROSE}"]


@pytest.mark.parametrize("page", ["<p>In 2024, 12 ferries sailed.</p>", "In 2024, 12 ferries sailed."])
def test_a_fragment_is_read_whole(page):
    assert read(page) == "In 2024, 12 ferries sailed."


@pytest.mark.parametrize("page", ["", " \n", "<script>var a = 2024;</script>", "<!-- 2024 -->"])
def test_a_page_without_words_is_an_empty_text(page):
    assert read(page) == ""


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),  # as many pages say, and are not
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1251", "windows-1251"),
        ("utf-8-sig", "windows-1252"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb2312"),
    ],
)
def test_the_encoding_is_the_page_s_own(encoding, declared):
    said = "В порту – 12 паромов." if encoding == "cp1251" else "The “Café” has 12 – no more."
    page = f'<html><head><meta charset="{declared}"></head><body><p>{said}</p></body></html>'
    assert read(page.encode(encoding, "xmlcharrefreplace")) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<p>Caf\xe9</p>", "page.html: this is not UTF-8: byte 6 is 0xe9; save it as UTF-8."),
        (b"<meta charset=klingon><p>\xe9</p>", "page.html: this page is not in klingon, as it says; save it as UTF-8."),
        (b"<meta charset=ascii>\x81", "page.html: this page is not in ascii, as it says; save it as UTF-8."),
        (b"%PDF-1.7\0\0", "page.html: this is a binary file, not a text: byte 8 is zero."),
        (b"PK\x03\x04", "page.html: this is a zip archive, not a text; if it is a Word document, read it as docx."),
    ],
)
def test_what_is_no_page_is_said_in_one_sentence(data, said):
    with pytest.raises(InputError) as told:
        read(data)
    assert str(told.value) == said


@pytest.mark.parametrize(
    "page", ["<div>" * 5000 + "x", "<b>" * 5000 + "x", "<table>" * 500, "<" * 5000, "\x01", "<p " + "a=1 " * 9999]
)
def test_a_hostile_page_does_no_harm(page):
    assert isinstance(read(page), str)


def test_nothing_is_logged(caplog):
    with caplog.at_level(logging.ERROR):
        read("<p>x</p>")
    assert caplog.records == []


def test_an_install_without_the_library_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(FormatMissing) as told:
        read(ARTICLE)
    assert (
        str(told.value) == 'page.html: reading HTML needs the library that finds its text: pip install "veritab[html]".'
    )
