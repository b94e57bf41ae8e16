"""The trial corpus: articles with their claims, the tables that they are held against, and what is wrong in them.

An article's `text` is true. A claim quotes it with enough words to be found once, and [brackets] mark the words that it
is about. Where `planted` stands, the article has those words in their place; `change` says what kind of error that is.
So every article with errors has a clean version, and each error is one change of one claim.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
TABLES = HERE / "tables"
SHIPPED = "shipped"


class CorpusError(ValueError):
    """An article is not well formed; the message names it and the claim."""


@dataclass(frozen=True)
class Span:
    """Characters from `start` up to `end`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether a character is in both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Claim:
    """What an article claims somewhere.

    `covered` says whether a table has the answer, whatever can be read from it today. `planted` is what a wrong version
    has in place of the words, None where nothing is planted. `check` is an expression over the tables that holds.
    """

    id: str
    quote: str
    says: str
    covered: bool
    operation: str
    planted: str | None = None
    change: str = ""
    check: str = ""

    @property
    def words(self) -> str:
        """The words in brackets, which are true."""
        return self.quote[self.quote.index("[") + 1 : self.quote.index("]")]


@dataclass(frozen=True)
class Version:
    """A text of an article with the place of each claim in it."""

    text: str
    places: dict[str, Span]


@dataclass(frozen=True)
class Article:
    """An article and its claims, in the order of the file."""

    name: str
    title: str
    as_of: date
    tables: tuple[str, ...]
    text: str
    claims: tuple[Claim, ...]

    @property
    def shipped(self) -> bool:
        """Whether it is held against the tables that ship."""
        return self.tables == (SHIPPED,)

    @property
    def planted(self) -> tuple[Claim, ...]:
        """The claims that the article as it is told has wrong."""
        return tuple(claim for claim in self.claims if claim.planted is not None)

    @cached_property
    def clean(self) -> Version:
        """The text in which everything is true."""
        return Version(self.text, {claim.id: self._place(claim) for claim in self.claims})

    @cached_property
    def told(self) -> Version:
        """The text with the errors that are planted; the clean one where there are none."""
        text, places, shift, done = "", {}, 0, 0
        for claim in sorted(self.claims, key=lambda claim: self.clean.places[claim.id].start):
            place = self.clean.places[claim.id]
            words = claim.words if claim.planted is None else claim.planted
            if place.start < done:  # within or around the claim before, which has nothing planted
                places[claim.id] = Span(place.start + shift, place.end + shift)
                continue
            text += self.text[done : place.start] + words
            places[claim.id] = Span(len(text) - len(words), len(text))
            done, shift = place.end, len(text) - place.end
        return Version(text + self.text[done:], places)

    def _place(self, claim: Claim) -> Span:
        plain = claim.quote.replace("[", "").replace("]", "")
        if claim.quote.count("[") != 1 or claim.quote.count("]") != 1 or self.text.count(plain) != 1:
            found = self.text.count(plain)
            raise CorpusError(f"{self.name}, {claim.id}: {claim.quote!r} is found {found} times, or lacks its brackets")
        start = self.text.index(plain) + claim.quote.index("[")
        return Span(start, start + len(claim.words))


def articles(folder: Path = ARTICLES) -> Iterator[Article]:
    """The articles of a folder, by name.

    Raises:
        CorpusError: a file is not an article.
    """
    for path in sorted(folder.glob("*.yaml")):
        yield _article(path)


def _article(path: Path) -> Article:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    claims = tuple(
        Claim(
            id=f"{path.stem[:2]}.{number}",
            quote=claim["quote"],
            says=claim["says"],
            covered=claim["covered"],
            operation=claim.get("operation", ""),
            planted=claim.get("planted"),
            change=claim.get("change", ""),
            check=claim.get("check", ""),
        )
        for number, claim in enumerate(told["claims"], start=1)
    )
    article = Article(path.stem, told["title"], told["as_of"], tuple(told["tables"]), told["text"], claims)
    for claim in claims:
        if claim.covered != bool(claim.operation) or (claim.planted is not None) != bool(claim.change):
            raise CorpusError(f"{path.name}, {claim.id}: a covered claim has an operation, a planted one a change")
    places = article.clean.places
    for wrong in article.planted:
        if any(places[wrong.id].overlaps(places[claim.id]) for claim in claims if claim is not wrong):
            raise CorpusError(f"{path.name}, {wrong.id}: what is planted lies in another claim too")
    return article
