"""What each span of words can mean against a sheet: a value of its cells, a heading, a cue, a filler, or nothing known.

Spans compete by the words that they explain: one cell of four words is a better sense of them than four cells of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.statement.calendar import MONTHS, Day, read_day
from veritab_engine.statement.outcome import outcomes
from veritab_engine.statement.sheet import Cell, Sheet, Word, close, number_of, read_words
from veritab_engine.statement.words import (
    AKIN,
    CARDINALS,
    CUES,
    FILLERS,
    LIGHT,
    LOADED,
    ORDINALS,
    ROWS,
    SETTINGS,
    STOP,
    UNITS,
)

_LONGEST_CUE = 4
_TENS = frozenset(word for word, number in CARDINALS.items() if int(number) in range(20, 100, 10))
_UNITS_OF_TEN = frozenset(word for word, number in CARDINALS.items() if 0 < int(number) < 10)
_PLACES = frozenset({"<", ">"})
_DENIED = frozenset({"not", "no", "non"})
_IN = frozenset({"in", "during", "at", "of", "for"})
_A_YEAR = 1000
UNKNOWN = 0.6
FILLER = 0.1
ROW_NOUN = 0.15
MORE_OF_A_NAME = 1.0
AKIN_WEIGHT = 0.5
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
OUTCOME_WEIGHT = 0.9
TIED = 1.55
"""More than a cell weighs that is one of the numbers: figures that signs tie are one figure."""
_LONGEST_AKIN = 4


@dataclass(frozen=True, slots=True)
class Sense:
    """A span of words, from `start` to before `end`, and what it can mean."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value(Sense):
    """Words that say what a cell says: by column the rows whose cell it is, whole or in part; or a number, or a day."""

    whole: Mapping[int, frozenset[int]]
    part: Mapping[int, frozenset[int]]
    number: Decimal | None = None
    day: Day | None = None
    ordinal: bool = False

    def rows(self, column: int) -> frozenset[int]:
        """The rows whose cell of the column holds the value."""
        return self.whole.get(column, frozenset()) | self.part.get(column, frozenset())


@dataclass(frozen=True, slots=True)
class Label(Sense):
    """Words of headings: the columns that they name in full, and those of which they are a part."""

    whole: tuple[int, ...]
    part: tuple[int, ...]
    spare: float | None = None
    """What the words cost where they name no column after all: they only mean the same as a heading."""

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that it can name, those that it names in full before others."""
        return self.whole + self.part


@dataclass(frozen=True, slots=True)
class Cue(Sense):
    """Words that ask for an operation."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Other(Sense):
    """A word that says nothing of the table, at the cost of leaving it unexplained."""

    cost: float


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a row of senses that do not overlap, from first word to last."""

    words: tuple[Word, ...]
    senses: tuple[Sense, ...]
    text: str

    def gap(self, left: Sense, right: Sense) -> str:
        """The text between two senses."""
        return self.text[self.words[left.end - 1].end : self.words[right.start].start]

    def between(self, left: Sense, right: Sense) -> tuple[Word, ...]:
        """The words between two senses."""
        return self.words[left.end : right.start]


def read_statement(text: str, sheet: Sheet) -> Said:
    """The best row of senses of a text."""
    words = _joined([_spelled(word, sheet) for word in read_words(text)], sheet)
    found = [*_senses(words, sheet), *_figures(words, text, sheet)]
    ending: list[list[tuple[float, Sense]]] = [[] for _ in range(len(words) + 1)]
    for weight, sense in found:
        ending[sense.end].append((weight, sense))
    best: list[tuple[float, Sense | None]] = [(0.0, None)]
    for end in range(1, len(words) + 1):
        best.append(max(((best[s.start][0] + weight, s) for weight, s in ending[end]), key=lambda each: each[0]))
    senses: list[Sense] = []
    end = len(words)
    while end:
        sense = best[end][1]
        assert sense is not None
        senses.append(sense)
        end = sense.start
    return Said(words, _won(_setting(_with_names(tuple(reversed(senses))), words), words), text)


def _with_names(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """An unknown word beside a part of a name is taken for more of the name: leaving it unexplained costs more."""
    found: list[Sense] = []
    for index, sense in enumerate(senses):
        beside = [senses[each] for each in (index - 1, index + 1) if 0 <= each < len(senses)]
        if isinstance(sense, Other) and sense.cost == UNKNOWN:
            if any(isinstance(each, Value) and each.number is None and each.day is None and not each.whole for each in beside):
                sense = Other(sense.start, sense.end, MORE_OF_A_NAME)
        following = senses[index + 1] if index + 1 < len(senses) else None
        if isinstance(sense, Cue) and sense.kind == "relation" and sense.name in _PLACES:
            if isinstance(following, Label) and sense.end - sense.start == 1:
                sense = Other(sense.start, sense.end, FILLER)
        found.append(sense)
    return tuple(found)


def _joined(words: list[Word], sheet: Sheet) -> tuple[Word, ...]:
    """Words as the sheet writes them: "body weight" of a heading "bodyweight", "t.j. ford" of a cell "t j ford"."""
    found: list[Word] = []
    for word in words:
        if "." in word.text and not _is_known(word.lemma, sheet) and all(_is_known(each, sheet) for each in word.lemma):
            found.extend(_initials(word))
            continue
        if found and word.lemma.isalpha() and found[-1].lemma.isalpha():
            both = found[-1].lemma + word.lemma
            if (len(both) > 6 or len(both) == 2) and _is_known(both, sheet):
                found[-1] = Word(f"{found[-1].text} {word.text}", both, found[-1].start, word.end)
                continue
        found.append(word)
    return tuple(found)


def _is_known(form: str, sheet: Sheet) -> bool:
    return form in sheet.headed or form in sheet.places


def _initials(word: Word) -> Iterator[Word]:
    """The letters of "t.j." as words."""
    for at, letter in enumerate(word.text):
        if letter.isalpha():
            yield Word(letter, letter, word.start + at, word.start + at + 1)


def _root(word: str) -> str:
    """What is left of a word without the ending that makes a noun or an adjective of it."""
    for ending in ("ation", "ition", "ment", "ance", "ence", "ion", "ive", "ing", "ial", "al", "er", "or", "ee", "ic", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _setting(senses: tuple[Sense, ...], words: Sequence[Word]) -> tuple[Sense, ...]:
    """ "In the 1986 north west league": what a table is of, where no cell and no heading tells it.

    Unknown words and years between "in the" and a noun for an occasion are a setting, which costs little.
    """
    found = list(senses)
    for index, sense in enumerate(senses):
        word = words[sense.start].lemma
        if not isinstance(sense, Other) or word not in SETTINGS:
            continue
        back = index - 1
        while back >= 0 and _unknown(found[back], words):
            back -= 1
        opener = [words[each.start].lemma for each in found[max(0, back - 1) : back + 1]]
        if back >= 0 and index - back > 1 and (opener[-1:] == ["the"] or opener[-1:] and opener[-1] in _IN):
            for place in range(back + 1, index):
                inner = found[place]
                found[place] = Other(inner.start, inner.end, 0.1)
    return tuple(found)


def _won(senses: tuple[Sense, ...], words: Sequence[Word]) -> tuple[Sense, ...]:
    """ "Won the women 's singles", "won 3 medals": who wins what a heading names has it, and no more is said."""
    found = list(senses)
    for index, sense in enumerate(senses):
        if not isinstance(sense, Other) or words[sense.start].lemma != "win":
            continue
        behind = (each for each in senses[index + 1 :] if not (isinstance(each, Other) and each.cost == 0.0 or isinstance(each, Value) and each.number is not None or isinstance(each, Cue) and each.kind != "not"))
        follows = next(behind, None)
        if isinstance(follows, Label) and follows.spare is None and words[follows.end - 1].lemma not in ROWS:
            found[index] = Other(sense.start, sense.end, FILLER)
    return tuple(found)


def _unknown(sense: Sense, words: Sequence[Word]) -> bool:
    if isinstance(sense, Other):
        return sense.cost > 0.1 and words[sense.start].lemma not in LOADED or words[sense.start].lemma in ("s",)
    told = isinstance(sense, Value) and (sense.day is not None or (sense.number is not None and sense.number >= _A_YEAR))
    return told and isinstance(sense, Value) and not sense.whole and len(sense.part) != 1


def _spelled(word: Word, sheet: Sheet) -> Word:
    """A long word that is known nowhere, as the one word of the sheet that is one letter away."""
    form = word.lemma
    kin = [other for other in sheet.headed if other[0] == form[0] and other != form and len(other) >= 5 and _root(form) == _root(other)]
    if len(kin) == 1 and form not in LIGHT and form not in sheet.headed and form not in sheet.places and len(form) >= 4:
        return Word(word.text, kin[0], word.start, word.end)
    if len(form) < 5 or not form.isalpha() or form in sheet.places or form in sheet.headed or form in FILLERS or form in LOADED or form in ROWS:
        return word
    if any(_root(form) == _root(other) for other in sheet.spelled.get(form[0], ())):
        kin = sorted(other for other in sheet.spelled[form[0]] if _root(form) == _root(other))
        return Word(word.text, kin[0], word.start, word.end) if len(kin) == 1 else word
    near = [other for other in sheet.spelled.get(form[0], ()) if close(form, other) or close(word.text, other)]
    return Word(word.text, near[0], word.start, word.end) if len(near) == 1 else word


def _senses(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    yield from _others(words, sheet)
    yield from _cues(words)
    yield from _labels(words, sheet)
    yield from _values(words, sheet)
    for index, rows in outcomes(words, sheet):
        yield OUTCOME_WEIGHT, Value(index, index + 1, {}, rows)


def _others(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    for index, word in enumerate(words):
        measured = index > 0 and words[index - 1].text[0].isdigit() and word.lemma in UNITS
        cost = FILLER if measured and word.lemma not in STOP else _cost(word, sheet)
        yield (0.3 if cost <= ROW_NOUN else 0.0), Other(index, index + 1, cost)


def _cost(word: Word, sheet: Sheet) -> float:
    """What it costs to leave a word unexplained."""
    if word.lemma in STOP:
        return 0.0
    if word.lemma in LOADED:
        return 1.5
    if word.lemma in FILLERS:
        return FILLER
    if word.lemma in ROWS:
        return ROW_NOUN
    return 0.2 if word.lemma in sheet.title else UNKNOWN


def _cues(words: Sequence[Word]) -> Iterator[tuple[float, Sense]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_CUE, len(words)) + 1):
            lemmas = " ".join(word.lemma for word in words[start:end])
            texts = " ".join(word.text for word in words[start:end])
            for form in {texts} if words[start].text.endswith(("ed", "ing")) else {lemmas, texts}:
                if form in CUES:
                    weight = sum(0.3 if word.lemma in STOP else 0.9 for word in words[start:end])
                    yield weight, Cue(start, end, *CUES[form])


def _labels(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    for start in range(len(words)):
        columns: frozenset[int] | None = None
        for end in range(start + 1, len(words) + 1):
            found = sheet.headed.get(words[end - 1].lemma, frozenset())
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
            if end - start == 1 and _YEAR.fullmatch(words[start].lemma):
                named = tuple(sorted(c for c in columns if sheet.columns[c].words == (words[start].lemma,)))
                if named:
                    yield 1.35, Label(start, end, named, ())
            if len(span) < end - start or span <= STOP or not any(each[0].isalpha() for each in span) or words[start].lemma in STOP or words[end - 1].lemma in STOP:
                continue
            whole = tuple(sorted(c for c in columns if span >= set(sheet.columns[c].words) - STOP))
            part = tuple(sorted(columns - set(whole)))
            weight = 0.95 * (end - start) + 0.3 if whole else 0.9 * (end - start)
            yield weight, Label(start, end, whole, part)
    for index, word in enumerate(words):
        if word.lemma in ROWS and word.lemma not in sheet.headed and sheet.numbered and _numbers(words, index + 1):
            yield 0.9, Label(index, index + 1, (), sheet.numbered)
    yield from _akin_labels(words, sheet)


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
            found = exact or sheet.akin.get(word.lemma, frozenset())
            columns = found if columns is None else columns & found
            if not columns or word.lemma in STOP:
                break
            akin = akin or not exact
            weight += 0.9 if exact else AKIN_WEIGHT
            spare += _cost(word, sheet)
            if akin:
                span = {each.lemma for each in words[start:end]}
                whole = tuple(sorted(c for c in columns if _covers(span, sheet.columns[c].words)))
                part = tuple(sorted(columns - set(whole)))
                yield weight + 0.1 * (end - start - 1), Label(start, end, whole, part, spare)


def _covers(span: set[str], heading: Sequence[str]) -> bool:
    """True where every word of a heading that says something is among the words, or means the same as one of them."""
    return all(word in span or AKIN.get(word, frozenset()) & span for word in heading if word not in STOP)


def _values(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    taken: set[tuple[int, int]] = set()
    for start in range(len(words)):
        live: set[tuple[int, int, int]] | None = None
        for end in range(start + 1, len(words) + 1):
            found = _places(words[end - 1], sheet, alone=end - start == 1)
            shift = end - 1 - start
            here = {(column, row, position - shift) for column, row, position in found}
            live = here if live is None else live & here
            if not live:
                break
            sense = _cell_value(words, start, end, live, sheet)
            if sense is not None:
                taken.add((start, end))
                span = {word.lemma for word in words[start:end]}
                headed = any(span == set(column.words) for column in sheet.columns) or len(span) == 1 and span <= set(sheet.headed)
                yield (1.0 * (end - start) + (0.1 if headed else 0.5) if sense.whole else 0.85 * (end - start)), sense
    for start in range(len(words)):
        for end in range(start + 1, min(start + 4, len(words)) + 1):
            day = read_day([word.lemma for word in words[start:end]])
            if day is not None:
                whole, part = _day_cells(day, sheet)
                number = Decimal(day.year) if end - start == 1 and day.told == 1 and day.year else None
                if (start, end) not in taken or number is None:
                    yield (end - start) + (1.4 if day.told > 1 else 0.45 if whole else 0.3), Value(start, end, whole, part, number, day)
        number = _number(words[start])
        if number is not None and (start, start + 1) not in taken:
            whole = _number_cells(number, sheet)
            yield (0.95 if whole else 0.6), Value(start, start + 1, whole, {}, number, None, _is_ordinal(words[start]))


def _places(word: Word, sheet: Sheet, alone: bool) -> tuple[tuple[int, int, int], ...]:
    """Where a word stands in cells; behind others an ordinal is its number too: "kentucky 's 8th" of "kentucky 8"."""
    found = sheet.places.get(word.lemma, ())
    if found or alone or not _is_ordinal(word):
        return found
    return sheet.places.get(word.lemma[:-2], ())


def _figures(words: Sequence[Word], text: str, sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Numbers that signs tie together, and no cell holds: "17-11-5"."""
    for start in range(len(words)):
        live: set[tuple[int, int, int]] = set(sheet.places.get(words[start].lemma, ()))
        for end in range(start + 1, len(words)):
            tied = text[words[end - 1].end : words[end].start].strip()
            if tied not in ("-", "–", ":", "/") or not words[end - 1].text[0].isdigit() or not words[end].text[0].isdigit():
                break
            shift = end - start
            live &= {(column, row, at - shift) for column, row, at in sheet.places.get(words[end].lemma, ())}
            if not live and not _YEAR.fullmatch(words[start].lemma) and not any(map(_is_ordinal, words[start : end + 1])):
                yield TIED * (end + 1 - start), Value(start, end + 1, {}, {})


def _cell_value(
    words: Sequence[Word], start: int, end: int, live: set[tuple[int, int, int]], sheet: Sheet
) -> Value | None:
    span = [word.lemma for word in words[start:end]]
    heads = sheet.headed.get(words[start - 1].lemma, frozenset()) if start else frozenset()
    if len(span) == 1 and span[0] in STOP:
        live = {each for each in live if each[0] in heads and len(sheet.cell(each[1], each[0]).words) == 1}
        if not live:
            return None
    elif all(word in STOP for word in span) or span[0] in STOP or span[-1] in STOP:
        if not any(len(sheet.cell(row, column).words) == end - start and end - start > 1 for column, row, at in live if at == 0):
            return None
    whole: dict[int, set[int]] = {}
    part: dict[int, set[int]] = {}
    number = _number(words[start]) if end - start == 1 else None
    for column, row, at in live:
        cell = sheet.cell(row, column)
        if at == 0 and len(cell.words) == end - start:
            whole.setdefault(column, set()).add(row)
        elif number is None or column in heads or cell.leading == number and at == 0 or cell.day is not None and cell.day.year == number:
            if _DENIED & set(cell.words) - set(span):
                continue
            if end - start > 1 or span[0] not in FILLERS | ROWS or _is_same_plural(words[start], cell):
                part.setdefault(column, set()).add(row)
    if not whole and not part:
        return None
    day = read_day(span)
    if number is not None:
        for column, rows in _number_cells(number, sheet).items():
            whole.setdefault(column, set()).update(rows)
    return Value(start, end, _frozen(whole), _frozen(part), number, day, number is not None and _is_ordinal(words[start]))


def _is_same_plural(word: Word, cell: Cell) -> bool:
    """True for "the bears" of a cell "chicago bears": a plural of the cell, though "bear" is a verb that tells nothing."""
    return word.text != word.lemma and word.text.endswith("s") and word.text in cell.text.lower().split()


def _day_cells(day: Day, sheet: Sheet) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
    """The rows of a day by column: in full or in part; "november 4" is 4 in a column of november."""
    whole: dict[int, set[int]] = {}
    part: dict[int, set[int]] = {}
    for column in sheet.columns:
        if day.day and [MONTHS[word] for word in column.words if word in MONTHS] == [day.month]:
            found = {row for row, cell in enumerate(column.cells) if cell.number == day.day}
            whole.update({column.index: found} if found else {})
    for column in sheet.columns:
        for row, cell in enumerate(column.cells):
            if cell.day is not None and day.meets(cell.day):
                same = day.within(cell.day) and cell.day.told == day.told
                (whole if same else part).setdefault(column.index, set()).add(row)
    return _frozen(whole), _frozen(part)


def _number_cells(number: Decimal, sheet: Sheet) -> dict[int, frozenset[int]]:
    found = {
        column.index: frozenset(row for row, cell in enumerate(column.cells) if cell.number == number)
        for column in sheet.columns
    }
    return {column: rows for column, rows in found.items() if rows}


def _is_ordinal(word: Word) -> bool:
    return word.text in ORDINALS or word.text[0].isdigit() and word.text[-1].isalpha()


def _number(word: Word) -> Decimal | None:
    if word.text in CARDINALS:
        return Decimal(CARDINALS[word.text])
    if word.text in ORDINALS:
        return Decimal(ORDINALS[word.text])
    digits = word.text.rstrip("stndrh") if word.text[0].isdigit() else word.text
    return number_of(digits)


def _frozen(found: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    return {column: frozenset(rows) for column, rows in found.items()}
