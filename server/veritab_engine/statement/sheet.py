"""A sheet: one table as it stands, its headings and cells as words, numbers and dates.

Nothing is inferred of what a column is for: a statement reads a heading as its words and a cell as its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from veritab_engine.lazy import lazy
from veritab_engine.lexicon import words as lexicon
from veritab_engine.reference.index import fold
from veritab_engine.statement.amount import amounts
from veritab_engine.statement.cells import YEAR, Cell, digits, lemmas, number_of, read_cell
from veritab_engine.statement.words import AKIN, RANKS, STOP

_TOTALS = frozenset({("total",), ("grand", "total"), ("overall",), ("sum",), ("average",), ("mean",)})
_NUMBERING = lexicon("statement/grammar/numbering")
_APART = re.compile(r"[;:()\[\]]|\s[-–—]\s(?!\d)")
_PARTING = lexicon("statement/grammar/titles_apart")
_MOSTLY = 0.6
"""A column has numbers where so many of its filled cells are."""


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
    """A table as it stands. Rows are counted from 0, in the order of the file; `title` says what it is of."""

    columns: tuple[Heading, ...]
    title: str = ""

    @classmethod
    def of(cls, header: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> Sheet:
        """The sheet of a header and rows of texts; short rows are filled with empty cells."""
        width = len(header)
        full = [tuple(row[:width]) + ("",) * (width - len(row)) for row in rows]
        columns = (
            Heading(index, text, lemmas(text), tuple(read_cell(row[index]) for row in full))
            for index, text in enumerate(header)
        )
        return cls(tuple(columns), title)

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
    def title_name(self) -> tuple[str, ...]:
        """The words of the title that name what the table is of: not those behind a sign or word that sets it apart."""
        words = lemmas(_APART.split(self.title, maxsplit=1)[0])
        parted = next((i for i, word in enumerate(words) if word in _PARTING), len(words))
        return tuple(word for word in words[:parted] if word not in STOP)

    @lazy
    def title_years(self) -> frozenset[str]:
        """The year that the table is of, or the two of a season; none where the title tells more."""
        told = {word for word in lemmas(self.title) if YEAR.fullmatch(word)}
        return frozenset(told if told and int(max(told)) - int(min(told)) <= 1 else ())

    @lazy
    def years(self) -> frozenset[int]:
        """The years of the cells that are days."""
        days = (cell.day for column in self.columns for cell in column.cells)
        return frozenset(day.year for day in days if day is not None and day.year is not None)

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
    def accented(self) -> Mapping[str, str]:
        """The words of cells with accents, by what is left without."""
        words = (word for word in self.places if not word.isascii())
        return MappingProxyType({plain: word for word in words if (plain := fold(word)) != word})

    @lazy
    def spelled(self) -> Mapping[str, tuple[str, ...]]:
        """The longer words of headings and cells, by their first letter."""
        found: dict[str, list[str]] = {}
        for word in {*self.places, *self.headed}:
            if len(word) >= 5 and word.isalpha():
                found.setdefault(word[0], []).append(word)
        return MappingProxyType({letter: tuple(sorted(words)) for letter, words in found.items()})

    @lazy
    def telling(self) -> frozenset[int]:
        """The columns that tell the rows apart: no two of several rows, but for totals, have the same cell there."""
        rows = [row for row in self.rows if row not in self.totals]
        told = ((column.index, {column.cells[row].words for row in rows}) for column in self.columns)
        return frozenset(index for index, cells in told if len(cells) == len(rows) > 1)

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


def _grouped(header: Sequence[Sequence[str]]) -> bool:
    """True where columns share their heading so far, or have none: a further row has to tell them apart."""
    joined = [" ".join(row[i] for row in header if i < len(row)).strip() for i in range(len(header[0]))]
    return len(set(joined)) < len(joined)


def _figures(row: Sequence[str]) -> bool:
    return any(number_of(cell) is not None or (cell.strip()[:1].isdigit()) for cell in row[1:])
