"""Documents as they come in, and as they are read: sentences of tokens that point into the untouched text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from veritab_engine.errors import DocumentError
from veritab_engine.lazy import lazy

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


class Span(NamedTuple):
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what its sender knows about it.

    `as_of` is the day the text speaks on (its publication date), None where nobody said; `scope` binds columns of
    the tables to one value ({"game_id": "G17"}): rows outside it do not count.
    """

    text: str
    as_of: date | None = None
    scope: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        """Refuse what is no text and no day: DocumentError."""
        if not isinstance(self.text, str):
            raise DocumentError(f"a document's text is a str, not {type(self.text).__name__}; decode it first")
        if self.as_of is not None and not isinstance(self.as_of, date):
            raise DocumentError(f"as_of is a datetime.date, not {self.as_of!r}; use date.fromisoformat()")


@dataclass(frozen=True)
class Sentence:
    """One sentence as parallel columns of tokens: the i-th token is `words[i]`, at `starts[i]` to `ends[i]`.

    A token is a word (with its inner apostrophes and full stops: "Xi's" is "Xi" and "'s", "U.S." is one), a number
    with its inner separators ("244.8", "1,053"), or one other visible character. Hyphens and slashes are tokens of
    their own. `paragraph` counts the document's blocks of prose from 0.
    """

    index: int
    paragraph: int
    span: Span
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotations: tuple[Span, ...] = ()
    """The parts of the document inside quotation marks that touch this sentence, marks excluded."""

    @lazy
    def lower(self) -> tuple[str, ...]:
        """The words in lower case, with typographic apostrophes made plain."""
        lower = tuple(map(str.lower, self.words))
        if APOSTROPHE in "".join(lower):
            return tuple(word.replace(APOSTROPHE, "'") for word in lower)
        return lower

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The words in lower case, each once: whoever looks for certain words asks here first."""
        return frozenset(self.lower)

    def span_of(self, first: int, last: int) -> Span:
        """The span of the tokens from `first` up to but not including `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def tokens_of(self, span: Span) -> range:
        """The indices of the tokens that touch `span`."""
        first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return range(first, last) if first < last else range(0)


@dataclass(frozen=True, slots=True)
class Prose:
    """A document as read: its sentences in order, without the furniture of its page."""

    document: Document
    sentences: tuple[Sentence, ...]
    as_of: date | None
    """The document's own date, else the one its dateline or page gives, else None."""
    furniture: tuple[Span, ...] = ()
    """What was read and left out: menus, captions' credits, timestamps, copyright lines."""

    @property
    def text(self) -> str:
        """The untouched text that every span points into."""
        return self.document.text
