"""Columns as vectors: each cell in a few bytes, read where it lies, in memory or in a mapped file.

A vector is the sequence of its cells in plain form, None where one is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import overload

from veritab_engine.reference.buffer import Buffer, packed
from veritab_engine.reference.strings import Strings
from veritab_engine.reference.table import Column, holds_numbers

LEAST = -(1 << 63)
"""The size of a missing number: before all others."""
MOST_DIGITS = 1_000
"""More than 64 bits hold, leading zeros included; Python makes no number of thousands of digits."""
_MISSING = -1


class _Vector(Sequence[str | None]):
    """What both kinds of vectors have in common: cells by row, or several at once."""

    __slots__ = ()

    @overload
    def __getitem__(self, row: int) -> str | None: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str | None]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str | None] | None:
        if isinstance(row, slice):
            return tuple(self._at(each) for each in range(*row.indices(len(self))))
        return self._at(row)

    def _at(self, row: int) -> str | None:
        raise NotImplementedError


class TextVector(_Vector):
    """Texts by their place in a sorted vocabulary: equal cells are one number, and an order of numbers is theirs."""

    __slots__ = ("codes", "texts")

    def __init__(self, codes: Buffer, texts: Strings) -> None:
        """`codes` are 0 for a missing cell and 1 for the first of `texts`, all of which occur."""
        self.codes, self.texts = codes, texts

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> TextVector:
        """The vector of these cells."""
        if isinstance(cells, TextVector):
            return cells
        texts = sorted({cell for cell in cells if cell is not None})
        codes: dict[str | None, int] = {text: code for code, text in enumerate(texts, start=1)}
        codes[None] = 0
        return cls(packed("I", map(codes.__getitem__, cells)), Strings.of(texts))

    def __len__(self) -> int:
        return len(self.codes)

    def _at(self, row: int) -> str | None:
        code = self.codes[row]
        return self.texts.at(code - 1) if code else None

    def __iter__(self) -> Iterator[str | None]:
        texts = (None, *self.texts)
        return (texts[code] for code in self.codes)

    def __contains__(self, cell: object) -> bool:
        return cell in self.texts if cell is not None else 0 in self.codes

    def code(self, text: str) -> int | None:
        """The number that stands for a text; None where no cell holds it."""
        at = self.texts.find(text)
        return None if at is None else at + 1

    def mapped(self, change: Callable[[str], str | None]) -> TextVector:
        """The vector with every text changed, at the cost of one call for each that occurs."""
        changed = [change(text) for text in self.texts]
        texts = sorted({text for text in changed if text is not None})
        codes: dict[str | None, int] = {text: code for code, text in enumerate(texts, start=1)}
        new = (0, *(codes[text] if text is not None else 0 for text in changed))
        return TextVector(packed("I", map(new.__getitem__, self.codes)), Strings.of(texts))

    def digest(self) -> bytes:
        """A hash of the cells."""
        return _digest(b"text", self.codes, self.texts.ends, self.texts.blob)


class NumberVector(_Vector):
    """Decimal numbers as they are shown: "1.50" is the whole number 150 with two decimals."""

    __slots__ = ("decimals", "digits", "scale")

    def __init__(self, digits: Buffer, decimals: Buffer, scale: int | None = None) -> None:
        """`decimals` are -1 where the cell is missing; `scale` is the greatest of them."""
        self.digits, self.decimals = digits, decimals
        self.scale = max(0, max(decimals, default=0)) if scale is None else scale

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> NumberVector | None:
        """The vector of cells that are numbers in plain form; None where one has too many digits, or is minus zero."""
        digits, decimals = [], []
        for cell in cells:
            whole, _, part = (cell or "").partition(".")
            if len(whole) + len(part) > MOST_DIGITS:
                return None
            digits.append(int(whole + part) if cell is not None else 0)
            decimals.append(len(part) if cell is not None else _MISSING)
            if cell is not None and cell.startswith("-") and not digits[-1]:
                return None
        try:
            return cls(packed("q", digits), packed("b", decimals))
        except OverflowError:
            return None

    def __len__(self) -> int:
        return len(self.digits)

    def _at(self, row: int) -> str | None:
        digits, decimals = self.digits[row], self.decimals[row]
        if decimals <= 0:
            return str(digits) if decimals == 0 else None
        shown = str(abs(digits)).rjust(decimals + 1, "0")
        return f"{'-' if digits < 0 else ''}{shown[:-decimals]}.{shown[-decimals:]}"

    def __contains__(self, cell: object) -> bool:
        return _MISSING in self.decimals if cell is None else any(each == cell for each in self)

    def size(self, row: int) -> int:
        """The number at the column's scale, so that sizes compare; `LEAST` where the cell is missing."""
        decimals = self.decimals[row]
        return self.digits[row] * 10 ** (self.scale - decimals) if decimals != _MISSING else LEAST

    def digest(self) -> bytes:
        """A hash of the cells."""
        return _digest(b"number", self.digits, self.decimals)


Vector = TextVector | NumberVector


def vector_of(column: Column, cells: Sequence[str | None]) -> Vector:
    """The vector of a column's cells: as numbers where they are, and name nothing, and all fit."""
    if isinstance(cells, TextVector | NumberVector):
        return cells
    numbers = NumberVector.of(cells) if holds_numbers(column) and column.entity is None else None
    return TextVector.of(cells) if numbers is None else numbers


def _digest(kind: bytes, *buffers: Buffer) -> bytes:
    digest = sha256(kind)
    for buffer in buffers:
        digest.update(len(buffer).to_bytes(8, "little"))
        digest.update(buffer)
    return digest.digest()
