"""The articles checked: what is said of each claim, and the figures over all of them.

A finding is of a claim when the two share a character. Where several are, the gravest verdict counts: a conflict, then
support, then ambiguity. Everything that an article says beside its planted errors is true, so a conflict that shares no
character with one of them is a false flag, whether or not its words are listed as a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypedDict

from benchmarks.trial.corpus import TABLES, Article, Claim, Span, Version, articles
from veritab_engine import Checker, Document, Finding, ReferenceTables, Verdict
from veritab_engine.reference.inline import InlineTable, read_inline

GRAVEST = (Verdict.CONFLICT, Verdict.SUPPORTED, Verdict.AMBIGUOUS, Verdict.NOT_COVERED)


class Outcome(StrEnum):
    """What became of a claim."""

    FLAGGED = "flagged"
    """It is wrong, and in conflict."""
    FALSE_FLAG = "false flag"
    """It is true, and in conflict."""
    SUPPORTED = "supported"
    """It is true, a table has it, and it is supported."""
    ACCEPTED = "accepted"
    """It is wrong, and supported."""
    UNFOUNDED = "unfounded"
    """It is true, no table has it, and it is supported all the same."""
    SILENT = "silent"
    """Nothing is decided."""


@dataclass(frozen=True)
class Row:
    """What was said of a claim, or of words that are none of the listed claims.

    `reason` is why nothing was decided: "nothing found", "AMBIGUOUS" or the reason of the finding. `message` and `code`
    are the finding's, empty where there is none; `mended` says whether a suggestion gave the true words back.
    """

    article: str
    claim: Claim | None
    quote: str
    outcome: Outcome
    reason: str = ""
    code: str = ""
    message: str = ""
    likelihood: str = ""
    mended: bool = False


@dataclass(frozen=True)
class Figures:
    """Counts over rows, and the shares of them."""

    words: int
    claims: int
    covered: int
    planted: int
    flagged: int
    mended: int
    false_flags: int
    supported: int
    accepted: int
    unfounded: int

    @property
    def precision(self) -> float:
        """The share of flags that are right."""
        return _share(self.flagged, self.flagged + self.false_flags)

    @property
    def recall(self) -> float:
        """The share of planted errors that are flagged."""
        return _share(self.flagged, self.planted)

    @property
    def decided(self) -> float:
        """The share of covered claims that are supported or in conflict."""
        return _share(self.flagged + self.supported + self.accepted, self.covered)

    @property
    def per_10_000_words(self) -> float:
        """False flags in ten thousand words."""
        return _share(10_000 * self.false_flags, self.words)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def rows(*, clean: bool = False) -> Iterator[Row]:
    """What is said of every claim of the corpus, and of words that are none; `clean` without the planted errors."""
    for article in articles():
        yield from rows_of(article, clean=clean)


def rows_of(article: Article, *, clean: bool = False) -> Iterator[Row]:
    """What is said of an article's claims, in their order, and then the flags of what is no listed claim."""
    version = article.clean if clean else article.told
    findings = checker(article.tables).check(Document(version.text, as_of=article.as_of)).findings
    left = [finding for finding in findings if finding.verdict is Verdict.CONFLICT]
    for claim in article.claims:
        place = version.places[claim.id]
        near = [finding for finding in findings if place.overlaps(_span(finding))]
        left = [finding for finding in left if finding not in near]
        yield _row(
            article, claim, version, min(near, key=_gravity, default=None), wrong=bool(claim.planted) and not clean
        )
    for finding in left:
        yield Row(article.name, None, finding.claim.quote, Outcome.FALSE_FLAG, **_told(finding))


def figures(rows: Iterable[Row], *, clean: bool = False) -> Figures:
    """The counts over rows of `rows`."""
    told = list(rows)
    count = {outcome: sum(row.outcome is outcome for row in told) for outcome in Outcome}
    listed = [row.claim for row in told if row.claim is not None]
    texts = [article.clean if clean else article.told for article in articles()]
    return Figures(
        words=sum(len(version.text.split()) for version in texts),
        claims=len(listed),
        covered=sum(claim.covered for claim in listed),
        planted=0 if clean else sum(claim.planted is not None for claim in listed),
        flagged=count[Outcome.FLAGGED],
        mended=sum(row.mended for row in told),
        false_flags=count[Outcome.FALSE_FLAG],
        supported=count[Outcome.SUPPORTED],
        accepted=count[Outcome.ACCEPTED],
        unfounded=count[Outcome.UNFOUNDED],
    )


@cache
def checker(tables: tuple[str, ...]) -> Checker:
    """A checker over the tables of an article: those that ship, or its own alone, taken to be complete.

    A table that is named by its descriptor is as complete as that says.
    """
    if tables == ("shipped",):
        return Checker(ReferenceTables.shipped())
    return Checker(ReferenceTables.of(read_inline(_inline(name)) for name in tables))


def _inline(name: str) -> InlineTable:
    path = TABLES / name
    if path.suffix == ".csv":
        return InlineTable(name, path.read_bytes())
    return InlineTable(path.stem + ".csv", path.with_suffix(".csv").read_bytes(), descriptor=path.read_text("utf-8"))


def _row(article: Article, claim: Claim, version: Version, finding: Finding | None, *, wrong: bool) -> Row:
    place = version.places[claim.id]
    quote = version.text[place.start : place.end]
    if finding is None:
        return Row(article.name, claim, quote, Outcome.SILENT, reason="nothing found")
    told = _told(finding)
    match finding.verdict:
        case Verdict.CONFLICT:
            mended = wrong and _mended(finding, place, quote) == claim.words
            return Row(
                article.name, claim, quote, Outcome.FLAGGED if wrong else Outcome.FALSE_FLAG, mended=mended, **told
            )
        case Verdict.SUPPORTED:
            right = Outcome.SUPPORTED if claim.covered else Outcome.UNFOUNDED
            return Row(article.name, claim, quote, Outcome.ACCEPTED if wrong else right, **told)
        case _:
            reason = finding.reason or finding.verdict
            return Row(article.name, claim, quote, Outcome.SILENT, reason=str(reason), **told)


def _mended(finding: Finding, place: Span, quote: str) -> str:
    """The claim's words with the suggestion in them; empty where there is none."""
    if finding.suggestion is None:
        return ""
    start, end = finding.suggestion.span.start - place.start, finding.suggestion.span.end - place.start
    if start < 0 or end > len(quote):
        return ""
    return quote[:start] + finding.suggestion.text + quote[end:]


class _Told(TypedDict):
    code: str
    message: str
    likelihood: str


def _told(finding: Finding) -> _Told:
    return {"code": finding.code, "message": finding.message, "likelihood": str(finding.likelihood)}


def _gravity(finding: Finding) -> int:
    return GRAVEST.index(finding.verdict)


def _span(finding: Finding) -> Span:
    return Span(finding.claim.span.start, finding.claim.span.end)
