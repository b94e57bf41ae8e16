"""Web pages: the main text as its reader sees it, found by trafilatura (`pip install "veritab[html]"`).

Menus, advertisements, comments, hidden and struck-through parts are left out; a paragraph is a line, and so is a row.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from veritab_client.errors import FormatMissing, InputError
from veritab_client.formats.layout import BETWEEN_BLOCKS, BETWEEN_CELLS, CODE, RAISED
from veritab_client.formats.plain import decode

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MISSING = 'reading HTML needs the library that finds its text: pip install "veritab[html]".'

# It logs what it gives up, which here is an answer like others.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""Browsers take these for what includes them, for pages under these names have signs that only that has."""

_UNSEEN = (
    "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')] | //del | //s | //strike | //pre[.//code]"
)
_NOTE_MARKS = "//sup[.//a or ancestor::a[starts-with(@href, '#')]]"
_UNREAD = frozenset({"script", "style", "template", "noscript", "nav", "footer", "button", "select", "textarea"})
_BLOCKS = frozenset(
    {
        "p",
        "head",
        "item",
        "quote",
        "list",
        "table",
        "row",
        "ab",
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "section",
        "summary",
        "details",
        "ul",
        "title",
        "tr",
    }
)
"""Elements that stand on lines of their own: first trafilatura's names, then those of HTML."""
_CELLS, _BREAKS = frozenset({"cell", "td", "th"}), frozenset({"lb", "br"})
_EDGE = "\0"
"""No text of a page has it."""
_SOFT_HYPHEN = "\u00ad"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_WIDE = re.compile(" {2,}")
_SPACES_AT_BREAK = re.compile(r" *\n *")


def read_html(data: bytes, name: str) -> str:
    """The main text of a page; InputError where the bytes are none, FormatMissing where trafilatura is not there."""
    try:
        import trafilatura
        from lxml.etree import LxmlError
    except ImportError as error:
        raise FormatMissing(f"{name}: {MISSING}") from error
    page = _decode(data, name)
    try:
        tree = _parse(page)
        if tree is None:
            return ""
        found = trafilatura.bare_extraction(tree, include_comments=False)
        lines = _lines(found.body) if isinstance(found, trafilatura.settings.Document) else []
        return BETWEEN_BLOCKS.join([*_title(tree, lines), *lines] if lines else _lines(tree))
    except (LxmlError, RecursionError, ValueError):
        raise InputError(f"{name}: this is no HTML that can be read; name its format if it is another.") from None


def _parse(page: str) -> HtmlElement | None:
    """The tree of a page without what nobody sees; None where it has nothing in it."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page.encode(), parser=parser)
    except ParserError:
        return None
    _prepare(tree)
    return tree


def _decode(data: bytes, name: str) -> str:
    """A page's text: in the encoding of its byte order mark, in UTF-8 where it can be, or as its meta element says."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if declared is None or b"\0" in data:
        return decode(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    said = declared[1].decode("ascii", "replace")
    try:
        encoding = codecs.lookup(said).name
        return data.decode(_READ_AS.get(encoding, encoding))
    except (LookupError, UnicodeDecodeError):
        raise InputError(f"{name}: this page is not in {said}, as it says; save it as UTF-8.") from None


def _prepare(tree: HtmlElement) -> None:
    """Take out what nobody sees, put a word for code, and keep raised figures raised."""
    for unseen in (*tree.xpath(_UNSEEN), *tree.xpath(_NOTE_MARKS)):
        if unseen.getparent() is not None:
            unseen.drop_tree()
    for code in list(tree.iter("code", "kbd", "samp")):
        code.clear(keep_tail=True)
        code.tag, code.text = "span", CODE
    for raised in tree.iter("sup"):
        raised.text = raised.text and raised.text.translate(RAISED)


def _title(tree: HtmlElement, lines: list[str]) -> list[str]:
    """The page's one heading of the first rank, where it stands outside the main text."""
    headings = list(tree.iter("h1"))
    return [line for line in _lines(headings[0]) if line not in lines] if len(headings) == 1 else []


def _lines(element: _Element) -> list[str]:
    """What stands in an element, a block a line."""
    lines = "".join(_written(element, _EDGE)).replace(_SOFT_HYPHEN, "").split(_EDGE)
    shown = (_SPACES_AT_BREAK.sub("\n", _WIDE.sub(" ", line)).strip(" \n") for line in lines)
    return [line.rstrip() for line in shown if line.strip()]


def _written(element: _Element, edge: str) -> Iterator[str]:
    """The text of an element with `edge` around its blocks."""
    if element.tag in _BREAKS:
        yield "\n" if edge == _EDGE else edge
    if element.tag in _UNREAD:
        return
    around = edge if element.tag in _BLOCKS else ""
    within = " " if element.tag in _CELLS else edge
    yield around + _SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag in _CELLS and child.getprevious() is not None:
            yield BETWEEN_CELLS
        yield from _written(child, within)
        yield _SPACES.sub(" ", child.tail or "")
    yield around
