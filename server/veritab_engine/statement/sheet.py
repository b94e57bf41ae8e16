"""A sheet: one table as it stands, its headings and cells as words, numbers and dates.

Nothing is inferred of what a column is for: a statement reads a heading as its words and a cell as its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from veritab_engine.lazy import lazy
from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.amount import amounts
from veritab_engine.statement.calendar import ISO, Day, read_day
from veritab_engine.statement.words import AKIN, CARDINALS, ORDINALS, RANKS, lemma
from veritab_engine.token import TOKEN

_NUMBER = re.compile(r"[+\-−–]?\s?[$£€¥#]?\s?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s?%?")
_LEADING = re.compile(r"[+\-−–]?\s?[$£€¥#]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d:])")
_TIED_PLACE = re.compile(r"[tT]\s?-?(\d{1,3})")
_NOTHING = frozenset({"", "-", "–", "—", "n / a", "n/a", "na", "none", "?", "tba", "tbd", "null"})
_TOTALS = frozenset({("total",), ("grand", "total"), ("overall",), ("sum",), ("average",), ("mean",)})
_NUMBERING = lexicon("statement/grammar/numbering")
_SUFFIX = lexicon("statement/grammar/endings")
_MOSTLY = 0.6
"""A column has numbers where so many of its filled cells are."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text, in lower case, its lemma, and where it stands."""

    text: str
    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, its words without signs as lemmas, and the number or day that the whole of it is."""

    text: str
    words: tuple[str, ...]
    number: Decimal | None = None
    leading: Decimal | None = None
    """The number that the cell begins with, where more follows: 86 of "86 (2nd)", 12.14 of "12.14 (86)"."""
    day: Day | None = None

    @property
    def is_empty(self) -> bool:
        """True for a cell that says nothing."""
        return self.text.strip().lower() in _NOTHING


@dataclass(frozen=True)
class Heading:
    """A column: its heading as words, and its cells from top to bottom."""

    index: int
    text: str
    words: tuple[str, ...]
    cells: tuple[Cell, ...]

    @lazy
    def numeric(self) -> bool:
        """True where most filled cells are, or begin with, numbers."""
        return self._mostly(lambda cell: cell.number is not None or cell.leading is not None)

    @lazy
    def dated(self) -> bool:
        """True where most filled cells are days of a calendar."""
        return self._mostly(lambda cell: cell.day is not None)

    @lazy
    def ranks(self) -> bool:
        """True where the heading says that the numbers are places, of which the first is the best."""
        return bool(RANKS & set(self.words))

    @lazy
    def all_numbers(self) -> bool:
        """True where every filled cell is a number."""
        return all(cell.number is not None for cell in self.cells if not cell.is_empty)

    @lazy
    def tied(self) -> bool:
        """True where most filled cells have several numbers: scores, records."""
        return self._mostly(lambda cell: sum(word[0].isdigit() for word in cell.words) > 1)

    @lazy
    def amounts(self) -> tuple[Decimal | None, ...]:
        """What each cell amounts to; see `amount`."""
        plain = [self.number(row) for row in range(len(self.cells))]
        return amounts([cell.text for cell in self.cells], self.words, plain, self.tied and not self.dated)

    @lazy
    def measured(self) -> bool:
        """True where most filled cells amount to a number."""
        filled = sum(not cell.is_empty for cell in self.cells)
        return filled > 0 and sum(each is not None for each in self.amounts) >= _MOSTLY * filled

    def _mostly(self, holds: Callable[[Cell], bool]) -> bool:
        filled = [cell for cell in self.cells if not cell.is_empty]
        return bool(filled) and sum(map(holds, filled)) >= _MOSTLY * len(filled)

    def number(self, row: int) -> Decimal | None:
        """The number of the row's cell, or that it begins with."""
        cell = self.cells[row]
        return cell.number if cell.number is not None else cell.leading


@dataclass(frozen=True)
class Sheet:
    """A table as it stands. Rows are counted from 0, in the order of the file; `title` is what it is called."""

    columns: tuple[Heading, ...]
    title: tuple[str, ...] = ()

    @classmethod
    def of(cls, header: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> Sheet:
        """The sheet of a header and rows of texts; short rows are filled with empty cells."""
        width = len(header)
        full = [tuple(row[:width]) + ("",) * (width - len(row)) for row in rows]
        columns = (
            Heading(index, text, lemmas(text), tuple(read_cell(row[index]) for row in full))
            for index, text in enumerate(header)
        )
        return cls(tuple(columns), lemmas(title))

    @classmethod
    def from_table(cls, table: Sequence[Sequence[str]], title: str = "") -> Sheet:
        """The sheet of a table whose header may be in several rows: those above the first row with a figure."""
        depth = 1
        while depth < min(len(table) - 1, 4) and _grouped(table[:depth]) and not _figures(table[depth]):
            depth += 1
        header = [
            " ".join(
                dict.fromkeys(row[index].strip() for row in table[:depth] if index < len(row) and row[index].strip())
            )
            for index in range(len(table[0]))
        ]
        return cls.of(header, table[depth:], title)

    @lazy
    def rows(self) -> range:
        """The numbers of all rows."""
        return range(len(self.columns[0].cells) if self.columns else 0)

    @lazy
    def totals(self) -> frozenset[int]:
        """The rows that sum others up."""
        return frozenset(
            row
            for row in self.rows
            if any(column.cells[row].words in _TOTALS for column in self.columns if not column.numeric)
        )

    @lazy
    def places(self) -> Mapping[str, tuple[tuple[int, int, int], ...]]:
        """For each word, where it stands in cells: (column, row, position)."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        for column in self.columns:
            for row, cell in enumerate(column.cells):
                for position, word in enumerate(cell.words):
                    found.setdefault(word, []).append((column.index, row, position))
        return MappingProxyType({word: tuple(places) for word, places in found.items()})

    @lazy
    def wholes(self) -> Mapping[tuple[str, ...], tuple[tuple[int, int], ...]]:
        """For the words of each cell, where such cells stand: (column, row)."""
        found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for column in self.columns:
            for row, cell in enumerate(column.cells):
                found.setdefault(cell.words, []).append((column.index, row))
        found.pop((), None)
        return MappingProxyType({words: tuple(places) for words, places in found.items()})

    @lazy
    def figures(self) -> Mapping[tuple[str, ...], tuple[tuple[int, int], ...]]:
        """For the digits of each cell of figures alone, signs left out, where such cells stand: 59, 65 of "59.65"."""
        found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for words, places in self.wholes.items():
            if all(word[0].isdigit() and word[-1].isdigit() for word in words):
                found.setdefault(digits(words), []).extend(places)
        return MappingProxyType({each: tuple(places) for each, places in found.items()})

    def holding(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where longer cells have the words, one behind the other: (column, row)."""
        for column, row, position in self.places.get(words[0], ()):
            cell = self.cell(row, column).words
            if len(cell) > len(words) and cell[position : position + len(words)] == tuple(words):
                yield column, row

    @lazy
    def headed(self) -> Mapping[str, frozenset[int]]:
        """For each word of a heading, the columns that have it."""
        found: dict[str, set[int]] = {}
        for column in self.columns:
            for word in column.words:
                found.setdefault(word, set()).add(column.index)
        return MappingProxyType({word: frozenset(places) for word, places in found.items()})

    @lazy
    def numbered(self) -> tuple[int, ...]:
        """The columns that number the rows: numbers under no heading, or under "no"."""
        return tuple(c.index for c in self.columns if c.numeric and set(c.words) <= _NUMBERING)

    @lazy
    def akin(self) -> Mapping[str, frozenset[int]]:
        """For each word that is no whole heading, the columns with a heading word that means the same."""
        found: dict[str, set[int]] = {}
        alone = {column.words[0] for column in self.columns if len(column.words) == 1}
        for word, columns in self.headed.items():
            for other in AKIN.get(word, ()):
                if other not in alone:
                    found.setdefault(other, set()).update(columns)
        return MappingProxyType({word: frozenset(columns) for word, columns in found.items()})

    @lazy
    def spelled(self) -> Mapping[str, tuple[str, ...]]:
        """The longer words of headings and cells, by their first letter."""
        found: dict[str, list[str]] = {}
        for word in {*self.places, *self.headed}:
            if len(word) >= 5 and word.isalpha():
                found.setdefault(word[0], []).append(word)
        return MappingProxyType({letter: tuple(sorted(words)) for letter, words in found.items()})

    def are_alike(self, one: int, two: int) -> bool:
        """True for columns of one kind: they have a cell in common, or headings that only differ in one word."""
        left, right = self.columns[one], self.columns[two]
        apart = set(left.words) ^ set(right.words)
        if len(left.words) == len(right.words) > 1 and len(apart) == 2:
            return True
        return bool({cell.words for cell in left.cells if cell.words} & {cell.words for cell in right.cells})

    def cell(self, row: int, column: int) -> Cell:
        """The cell of a row and a column."""
        return self.columns[column].cells[row]


def digits(words: Iterable[str]) -> tuple[str, ...]:
    """The groups of digits of figures: "1", "12", "00" of "1:12.00"."""
    return tuple(group for word in words for group in re.findall(r"\d+", word))


def _grouped(header: Sequence[Sequence[str]]) -> bool:
    """True where columns share their heading so far, or have none: a further row has to tell them apart."""
    joined = [" ".join(row[i] for row in header if i < len(row)).strip() for i in range(len(header[0]))]
    return len(set(joined)) < len(joined)


def _figures(row: Sequence[str]) -> bool:
    return any(number_of(cell) is not None or (cell.strip()[:1].isdigit()) for cell in row[1:])


def read_words(text: str) -> Iterator[Word]:
    """The words and numbers of a text; "22nd" is one word, and signs are none."""
    held: Word | None = None
    for match in TOKEN.finditer(text):
        word, start, end = match[0].lower(), match.start(), match.end()
        if held is not None:
            if word in _SUFFIX and start == held.end and held.text.isdigit():
                yield Word(held.text + word, held.text + word, held.start, end)
                held = None
                continue
            yield held
        held = (
            Word(word, _form(word), start, end)
            if word[0].isalnum() or (word[0] == "." and word[1:2].isdigit())
            else None
        )
    if held is not None:
        yield held


def lemmas(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as lemmas in lower case, its signs left out."""
    return tuple(word.lemma for word in read_words(text))


def _form(word: str) -> str:
    """The lemma of a word; a number without its separators and without a fraction of zeros."""
    if word in ORDINALS:
        return ordinal(int(ORDINALS[word]))
    if word in CARDINALS:
        return CARDINALS[word]
    if not word[0].isdigit():
        return lemma(word.replace(".", ""))
    whole, point, fraction = word.replace(",", "").partition(".")
    return whole if not fraction.strip("0") else f"{whole}{point}{fraction}"


def ordinal(number: int) -> str:
    """A rank in digits: "22nd"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def read_cell(text: str) -> Cell:
    """A cell as words, and as the number or day that it is."""
    words = lemmas(text)
    number = number_of(text)
    leading = None
    if number is None and (match := _TIED_PLACE.fullmatch(text.strip())):
        leading = number_of(match[1])
    elif number is None and (match := _LEADING.match(text.strip())):
        leading = number_of(match[0])
    return Cell(text, words, number, leading, read_day(words, text) or _day_in(words, text))


def _day_in(words: Sequence[str], text: str) -> Day | None:
    """The day that a longer cell begins with, or that stands in it in digits."""
    for length in (4, 3, 2):
        day = read_day(words[:length]) if len(words) > length else None
        if day is not None and day.told > 1:
            return day
    return read_day((), match[0]) if (match := ISO.search(text)) else None


def number_of(text: str) -> Decimal | None:
    """The number that the whole text is, without its separators, currency and percent sign."""
    stripped = text.strip()
    match = _NUMBER.fullmatch(stripped)
    if match is None:
        return None
    number = Decimal(match[1].replace(",", ""))
    return -number if stripped[0] in "-−–" else number


def close(one: str, two: str) -> bool:
    """True where one letter is changed, added, left out, or changes its place with the next."""
    if abs(len(one) - len(two)) > 2 or one == two:
        return False
    if min(len(one), len(two)) >= 7 and _edits(one, two) == 2:
        return True
    if abs(len(one) - len(two)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    left, right = one[start:], two[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    )


def _edits(one: str, two: str) -> int:
    """How many letters have to be changed, added or left out to make one word of the other."""
    row = list(range(len(two) + 1))
    for index, letter in enumerate(one, 1):
        before, row[0] = row[0], index
        for place, other in enumerate(two, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != other))
    return row[-1]
