"""The headings that words of a statement name, by their own words or by words that mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.cells import YEAR, Word
from veritab_engine.statement.senses import Label, Sense, cost_of
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import AKIN, ROWS, STOP

TAILS = lexicon("statement/plain/tails")
AKIN_WEIGHT = 0.5
_LONGEST_AKIN = 4


def labels(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Spans that headings have, in whole or in part, each with the weight of what it explains."""
    for start in range(len(words)):
        columns: frozenset[int] | None = None
        for end in range(start + 1, len(words) + 1):
            found = sheet.headed.get(words[end - 1].lemma, frozenset())
            if columns and not found and words[end - 1].lemma == "s":
                continue
            columns = found if columns is None else columns & found
            if not columns:
                break
            span = {word.lemma for word in words[start:end]}
            if words[end - 1].lemma in STOP and words[start].lemma not in STOP and end - start > 1:
                exact = tuple(sorted(c for c in columns if span == set(sheet.columns[c].words)))
                if exact:
                    yield 0.95 * (end - start) + 0.3, Label(start, end, exact, ())
            if end - start == 1 and sheet.numbered and end < len(words) and _numbers(words, end):
                yield 1.0, Label(start, end, (), (*sheet.numbered, *sorted(columns)))
            if end - start == 1 and YEAR.fullmatch(words[start].lemma):
                named = tuple(sorted(c for c in columns if sheet.columns[c].words == (words[start].lemma,)))
                if named:
                    yield 1.35, Label(start, end, named, ())
            if YEAR.fullmatch(words[start].lemma) and all(word.isdigit() and word not in sheet.places for word in span):
                yield 1.35 * (end - start), Label(start, end, (), tuple(sorted(columns)))
            if (
                len(span) < end - start
                or span <= STOP
                or not any(each[0].isalpha() for each in span)
                or words[start].lemma in STOP
                or words[end - 1].lemma in STOP
            ):
                continue
            whole = tuple(sorted(c for c in columns if span >= set(sheet.columns[c].words) - STOP))
            part = tuple(sorted(columns - set(whole)))
            weight = 0.95 * (end - start) + 0.3 if whole else 0.9 * (end - start)
            yield weight, Label(start, end, whole, part)
    for index, word in enumerate(words):
        if word.lemma in ROWS and word.lemma not in sheet.headed and sheet.numbered and _numbers(words, index + 1):
            yield 0.9, Label(index, index + 1, (), sheet.numbered)
    yield from _akin_labels(words, sheet)


def trailed(found: Iterator[tuple[float, Sense]], words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """The headings, each also with a noun behind it that says no more: "home team" of a heading "home"."""
    for weight, sense in found:
        yield weight, sense
        if isinstance(sense, Label) and sense.end < len(words):
            noun = words[sense.end].lemma
            if noun in TAILS and noun not in sheet.headed and noun not in sheet.places:
                yield weight + 0.35, replace(sense, end=sense.end + 1)


def _numbers(words: Sequence[Word], index: int) -> bool:
    """True where a number follows, or "number" and a number."""
    following = [word for word in words[index : index + 2] if word.lemma != "number"]
    return bool(following) and following[0].lemma[0].isdigit()


def _akin_labels(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Words some of which only mean the same as words of a heading: "crowd size", "final position" for "fin pos"."""
    for start in range(len(words)):
        columns: frozenset[int] | None = None
        weight = spare = 0.0
        akin = False
        for end in range(start + 1, min(start + _LONGEST_AKIN, len(words)) + 1):
            word = words[end - 1]
            exact = sheet.headed.get(word.lemma)
            meant = sheet.akin.get(word.lemma, frozenset())
            found = (exact or frozenset()) | meant
            columns = found if columns is None else columns & found
            if not columns or word.lemma in STOP:
                break
            akin = akin or bool(meant - (exact or frozenset()))
            weight += 0.9 if exact else AKIN_WEIGHT
            spare += cost_of(word, sheet)
            if akin:
                span = {each.lemma for each in words[start:end]}
                whole = tuple(sorted(c for c in columns if _covers(span, sheet.columns[c].words)))
                part = tuple(sorted(columns - set(whole)))
                yield weight + 0.1 * (end - start - 1), Label(start, end, whole, part, spare)


def _covers(span: set[str], heading: Sequence[str]) -> bool:
    """True where every word of a heading that says something is among the words, or means the same as one of them."""
    return all(word in span or AKIN.get(word, frozenset()) & span for word in heading if word not in STOP)
