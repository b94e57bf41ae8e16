"""Markdown: its prose, as a reader of the page sees it, with the place in the source of every character.

CommonMark with GitHub's tables, strike-through and footnote marks. Headings, paragraphs, items, quotations and rows of
tables are read. Not read are front matter, code, HTML, images, the targets of links, and what is struck through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from veritab_client.formats.layout import BETWEEN_BLOCKS, BETWEEN_CELLS, CODE, RAISED
from veritab_client.original import Original, Transcript

_FRONT_MATTER = re.compile(r"\ufeff?(?:(---|\+\+\+)[ \t]*\r?\n(?:[^\n]*\n)*?(?:\1|\.\.\.)[ \t]*(?:\r?\n|$))?")
_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|$)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_FOOTNOTE_OPENS = re.compile(r"\[\^[^\]\s]{1,80}\]:[ \t]*")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_STAND_INS = frozenset({"code_inline", "text_special"})
"""Shown otherwise than they are written: code, escapes and entities."""
_AT, _TO = "at", "to"
"""In the meta of a token: where it begins in the inline text, and where the rule that made it ended."""


def read_markdown(source: str) -> tuple[str, Original]:
    """The text as its reader sees it, and where that text stands in the source."""
    front = _FRONT_MATTER.match(source)
    page = _Page(source, front.end() if front else 0)
    for token in _parser().parse(source[page.opens :]):
        page.take(token)
    return page.written.text, page.written.original()


@dataclass(slots=True)
class _Page:
    """Goes through the tokens of a page, and writes its prose."""

    source: str
    opens: int
    written: Transcript = field(init=False)
    _lines: list[tuple[str, int]] = field(init=False)
    _separator: str = ""
    """What is to stand before the next piece of prose, where there is one."""
    _cells_end: int | None = None
    """In a row of a table: where the cells that were read end; None elsewhere."""

    def __post_init__(self) -> None:
        self.written = Transcript(self.source)
        self._lines = [(line[1], line.start()) for line in _LINE.finditer(self.source, self.opens)]

    def take(self, token: Token) -> None:
        match token.type:
            case "tr_open":
                self._separator, self._cells_end = BETWEEN_BLOCKS, 0
            case "tr_close":
                self._cells_end = None
            case "td_close" | "th_close":
                self._separator += BETWEEN_CELLS
            case "inline":
                if self._cells_end is None:
                    self._separator = BETWEEN_BLOCKS
                self._write(token.children or [], self._places(token))

    def _places(self, token: Token) -> list[int]:
        """Where every character of an inline text stands in the source."""
        first = token.map[0] if token.map else 0
        if self._cells_end is not None:
            return self._places_in_row(token.content, *self._lines[first])
        places: list[int] = []
        for number, content in enumerate(token.content.split("\n"), first):
            line, start = self._lines[number]
            bare = content.strip()
            # A line's content ends the line, but for the hashes that may close a heading.
            column = line.rfind(bare) - (len(content) - len(content.lstrip()))
            places += range(start + column, start + column + len(content) + 1)
        return places

    def _places_in_row(self, content: str, line: str, start: int) -> list[int]:
        """The same in a cell, where a pipe has a backslash before it that the cell's text has not."""
        escaped = content.replace("|", "\\|")
        column = line.find(escaped, self._cells_end)
        self._cells_end = column + len(escaped)
        places = range(start + column, start + column + len(escaped))
        return [place for place, sign in zip(places, _unescaped(escaped), strict=True) if sign]

    def _write(self, tokens: Sequence[Token], places: list[int]) -> None:
        for token, following in pairwise([*_shown(tokens), Token("", "", 0)]):
            at = token.meta.get(_AT, 0)
            if token.type in _BREAKS and not self._separator:
                self.written.add(" ")
            elif token.type in _STAND_INS:
                shown = CODE if token.type == "code_inline" else token.content
                self._put(shown, places[at], places[token.meta[_TO] - 1] + 1)
            elif token.type == "text":
                shown = token.content.rstrip(" ") if following.type in _BREAKS else token.content
                self._copy(shown, places[at : at + len(shown)])

    def _copy(self, text: str, places: list[int]) -> None:
        if places and places[-1] - places[0] == len(text) - 1:
            self._put(text, places[0], places[-1] + 1)
        else:
            for sign, place in zip(text, places, strict=True):
                self._put(sign, place, place + 1)

    def _put(self, text: str, start: int, end: int) -> None:
        if text:
            if self.written.length:
                self.written.add(self._separator)
            self._separator = ""
            self.written.put(text, start, end)


def _unescaped(escaped: str) -> Iterator[bool]:
    """True for every character but the backslashes before pipes."""
    return (pair != "\\|" for pair in map("".join, pairwise(escaped + " ")))


def _shown(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without what is struck through and where links point; raised figures as such."""
    struck, raised, address = 0, False, False
    for token in tokens:
        if token.type in ("s_open", "s_close"):
            struck += token.nesting
        elif token.type in ("link_open", "link_close"):
            address = token.nesting > 0 and token.info == "auto"
        elif token.type == "html_inline":
            tag = token.content.lower()
            raised = tag.startswith("<sup") or (raised and not tag.startswith("</sup"))
            if tag.startswith("<br"):
                yield Token("hardbreak", "br", 0)
        elif not struck and not address:
            if raised and token.type == "text":
                token.content = token.content.translate(RAISED)
            yield token


@cache
def _parser() -> MarkdownIt:
    """A parser whose inline tokens say where they begin."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    rules = parser.inline.ruler
    rules.before("link", "footnote", _footnote)
    rules.push("literal", _literal)
    for name, rule in zip(rules.get_active_rules(), rules.getRules(""), strict=True):
        rules.at(name, _placed(rule))
    # Joined tokens would lose their places.
    parser.inline.ruler2.disable("fragments_join")
    parser.core.ruler.disable("text_join")
    return parser


def _placed(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """The same rule, which marks its tokens with the offset that they begin at, and leaves no text pending."""

    def placed(state: StateInline, silent: bool) -> bool:
        at, known = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            if state.pending:
                state.pushPending()
            for token in state.tokens[known:]:
                if _AT not in token.meta:
                    token.meta |= {_AT: at, _TO: state.pos}
                    at += len(token.content)
        return done

    return placed


def _footnote(state: StateInline, silent: bool) -> bool:
    """Leave out "[^1]" and, where a footnote opens, "[^1]:"."""
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    opens = _FOOTNOTE_OPENS.match(state.src, 0, state.posMax) if state.pos == 0 else None
    state.pos = (opens or found).end()
    return True


def _literal(state: StateInline, silent: bool) -> bool:
    """Read a sign that no other rule takes as itself."""
    if not silent:
        state.pending += state.src[state.pos]
    state.pos += 1
    return True
