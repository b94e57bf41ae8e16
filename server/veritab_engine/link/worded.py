"""Which column, or pair of columns, the words around a figure tell it of; none where they make a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.excerpt import Excerpt
from veritab_engine.link.neutral import restricts
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference.inflection import root
from veritab_engine.reference.table import Column, Pair, holds_numbers
from veritab_engine.reference.variants import names_persons
from veritab_engine.token import words_of

REACH = 8
"""A share, or a pair, has its words within so many tokens behind it."""
NEAR = 3
"""So many tokens behind a figure are looked at for what makes a part of it."""
RANK = "rank"
"""The unit of a column that holds places: first, second."""


def _segment_end(clause: Clause, first: int) -> int:
    """Where the words of a figure end: before the next one, and at a comma, but for one before a preposition."""
    lower, last = clause.sentence.lower, min(first + REACH, _next_figure(clause))
    for i in range(first, last):
        if lower[i] in SEGMENT_ENDS and lower[i + 1 : i + 2] and lower[i + 1] not in words("words/prepositions"):
            return i
    return last


def _next_figure(clause: Clause) -> int:
    """Where the next figure of the sentence begins; the end of the sentence for the last one."""
    starts = (tokens.start for _, tokens in clause.shared.amounts)
    return min((start for start in starts if start >= clause.tokens.stop), default=len(clause.sentence.words))


def told_column(clause: Clause, excerpt: Excerpt) -> tuple[Column, range] | None:
    """The number column that the figure is told of, with its words; None where they tell of none, or of a part."""
    match clause.claim.kind:
        case "percent":
            found = _behind(clause, excerpt, clause.tokens.stop, unit="percent") or _before(clause, excerpt, "percent")
        case "duration":
            found = _unit(clause, excerpt)
        case "rank":
            found = _behind(clause, excerpt, clause.tokens.stop, unit=RANK)
        case _:
            found = _counted(clause, excerpt)
    if found is None or not _is_whole(clause, found, one=names_persons(excerpt.kind)):
        return None
    return excerpt.table.column(found[0]), found[1]


def _phrases(clause: Clause, excerpt: Excerpt) -> Iterator[tuple[str, PhraseMention]]:
    name = excerpt.table.schema.name
    for phrase in clause.named.phrases:
        for ref in phrase.refs:
            if ref.table == name and ref.column is not None and holds_numbers(excerpt.table.column(ref.column)):
                yield ref.column, phrase


def _behind(clause: Clause, excerpt: Excerpt, first: int, unit: str) -> tuple[str, range] | None:
    """The column of a unit whose words stand behind a token, before the next figure; the nearest, and longest."""
    last = _segment_end(clause, first)
    found = [
        (phrase.first, -phrase.last, column, phrase)
        for column, phrase in _phrases(clause, excerpt)
        if first <= phrase.first < last and excerpt.table.column(column).unit == unit
    ]
    if not found:
        return None
    _, _, column, phrase = min(found, key=lambda each: each[:3])
    return column, phrase.tokens


def _before(clause: Clause, excerpt: Excerpt, unit: str) -> tuple[str, range] | None:
    """The column of a unit whose words stand nearest before the figure: "from deep, where they shot 42 percent"."""
    starts = [each.stop for _, each in clause.shared.amounts if each.stop <= clause.tokens.start]
    found = [
        (phrase.last, -phrase.first, column, phrase)
        for column, phrase in _phrases(clause, excerpt)
        if max(starts, default=0) <= phrase.first < clause.tokens.start and excerpt.table.column(column).unit == unit
    ]
    if not found:
        return None
    _, _, column, phrase = max(found, key=lambda each: each[:3])
    return column, phrase.tokens


def _unit(clause: Clause, excerpt: Excerpt) -> tuple[str, range] | None:
    """The column of the claim's own unit: "in 29 minutes"."""
    lower, i = clause.sentence.lower, clause.tokens.start - 1
    while i > 0 and lower[i] in words("excerpts/adding"):
        i -= 1
    if lower[i] not in ("in", "for"):
        return None
    columns = [column.name for column in excerpt.table.schema.columns if column.unit == clause.claim.unit]
    return (columns[0], clause.tokens) if len(columns) == 1 else None


def _counted(clause: Clause, excerpt: Excerpt) -> tuple[str, range] | None:
    """The column whose words are the noun that is counted: "12 rebounds", "a 16-point night"."""
    lower, first = clause.sentence.lower, _behind_number(clause)
    compound = lower[first : first + 1] == ("-",)
    first += compound
    while first < len(lower) and not compound and lower[first] in words("excerpts/mere"):
        first += 1
    found = [(-phrase.last, column, phrase) for column, phrase in _phrases(clause, excerpt) if phrase.first == first]
    if not found:
        return _same_again(clause, excerpt)
    _, column, phrase = min(found, key=lambda each: each[:2])
    if compound and not _stands_for_all(clause, phrase):
        return None
    narrower = _behind(clause, excerpt, phrase.last, excerpt.table.column(column).unit or "")
    return narrower if narrower is not None and narrower[0] != column else (column, phrase.tokens)


def _behind_number(clause: Clause) -> int:
    """The token behind the number: "added 17 points" is read as a change, and holds its noun."""
    return clause.tokens.start + 1 if clause.claim.kind == "change" else clause.tokens.stop


def _same_again(clause: Clause, excerpt: Excerpt) -> tuple[str, range] | None:
    """The column of the figure before, for a number without a noun: "14 fouls, while committing 12 of their own"."""
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + NEAR]
    if clause.claim.noun or len(behind) < NEAR or (behind[0], behind[2]) != ("of", "own"):
        return None
    before = [claim for claim, at in clause.shared.amounts if at.stop <= clause.tokens.start]
    return _counted(clause.scene.clause(before[-1]), excerpt) if before and before[-1].noun else None


def _stands_for_all(clause: Clause, phrase: PhraseMention) -> bool:
    """True for "a 16-point night" and "a 16-point, 10-assist game", and not for "a 16-point lead"."""
    lower, i = clause.sentence.lower, phrase.last
    if phrase.last - phrase.first > 1:
        return True
    while i < len(lower) and (lower[i] in (",", "and", "-") or any(i in tokens for _, tokens in clause.neighbours)):
        i += 1
    return (
        i >= len(lower) or lower[i] in words("excerpts/wholes") or any(i in phrase.tokens for phrase in clause.phrases)
    )


def _is_whole(clause: Clause, found: tuple[str, range], *, one: bool) -> bool:
    """False where words beside the figure make a part of it: "the first 10 points", "20 points in the half".

    One person is none of several: what one has "off the bench" is all of it.
    """
    lower, (_, measure) = clause.sentence.lower, found
    before = lower[max(clause.tokens.start - 1, 0) : clause.tokens.start]
    if not words("excerpts/part_before").isdisjoint(before):
        return False
    start = clause.tokens.start - 1
    if before == ("of",) and any(start in (tokens.stop, tokens.stop + 1) for _, tokens in clause.neighbours):
        return False
    i, last = max(measure.stop, clause.tokens.stop), _next_figure(clause)
    between = range(clause.tokens.stop, measure.start)
    if any(restricts(clause, j) and lower[j] not in words("excerpts/mere") for j in between) and len(between) < NEAR:
        return False
    while i < last and lower[i] not in SEGMENT_ENDS:
        some = one and lower[i] in words("excerpts/some")
        if lower[i] in words("excerpts/within") and lower[i - 1] != "to" and not some:
            return False
        i += 1
    return True


def told_pair(clause: Clause, excerpt: Excerpt) -> tuple[Pair, range] | None:
    """The pair whose words stand nearest to the figures, behind them first; one without words in brackets."""
    pairs, tokens = excerpt.table.schema.pairs, clause.tokens
    if _is_bracketed(clause):
        return next(((pair, tokens) for pair in pairs if pair.apposed), None)
    last = _segment_end(clause, tokens.stop)
    behind = _words_for(clause, pairs, range(tokens.stop, last))
    if behind:
        return min(behind, key=lambda each: (each[1].start, -each[1].stop))
    before = _words_for(clause, pairs, range(tokens.start))
    return max(before, key=lambda each: (each[1].stop, -each[1].start), default=None)


def _is_bracketed(clause: Clause) -> bool:
    words_, tokens = clause.sentence.words, clause.tokens
    return words_[tokens.start - 1 : tokens.start] == ("(",) and words_[tokens.stop : tokens.stop + 1] == (")",)


def _words_for(clause: Clause, pairs: tuple[Pair, ...], within: range) -> list[tuple[Pair, range]]:
    """Where in a stretch of the sentence the words of each pair stand."""
    stems = tuple(root(word) for word in clause.sentence.lower)
    found = []
    for pair in pairs:
        for phrase in pair.phrases:
            wanted = tuple(root(word) for word in words_of(phrase))
            at = (i for i in within if stems[i : i + len(wanted)] == wanted)
            found += [(pair, range(i, i + len(wanted))) for i in at]
    return found
