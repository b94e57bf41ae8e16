"""Expressions over the rows of a table: what a descriptor says of a row, as "pts > other.pts".

Columns, numbers and quoted words; + - * /, comparisons, "is empty", and, or, not; `other.x` is the cell of the one
rival of the row; `max(x where c by k)` and the like run over the rows that share `k` with it. A comparison counts 1 or
0 in arithmetic. What rests on an empty cell is unknown, and decides nothing. docs/tables.md is the public page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from veritab_engine.errors import TableError

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|'(?P<text>[^']*)'|`(?P<quoted>[^`]+)`|(?P<word>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)
    |(?P<sign><=|>=|!=|[-+*/()=<>,]))""",
    re.VERBOSE,
)
AGGREGATES = frozenset({"sum", "max", "min", "mean", "count", "rank"})
COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
OTHER = "other."
_WORDS = frozenset({"and", "or", "not", "is", "empty", "where", "by"})
MOST_NESTED = 20


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, or a word as a cell holds it, in single quotes."""

    text: str
    number: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the row itself, or of its rival."""

    column: str
    other: bool = False


@dataclass(frozen=True, slots=True)
class Empty:
    """True where a cell is empty."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator with what it stands between; "not" and the minus of a sign have one part."""

    sign: str
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A figure of the rows that share the columns `by` with this one, of those alone for which `where` holds."""

    name: str
    of: Expression
    where: Expression | None
    by: tuple[str, ...]


Expression = Constant | Cell | Empty | Operator | Aggregate


def parse(text: str) -> Expression:
    """The expression that a descriptor writes; TableError says where it cannot be read."""
    reader = _Reader(text)
    found = reader.any()
    reader.end()
    return found


def columns_of(expression: Expression) -> frozenset[str]:
    """The names of all columns that an expression asks for."""
    match expression:
        case Cell(column=column) | Empty(cell=Cell(column=column)):
            return frozenset({column})
        case Operator(parts=parts):
            return frozenset[str]().union(*map(columns_of, parts))
        case Aggregate(of=of, where=where, by=by):
            return columns_of(of) | (columns_of(where) if where else frozenset()) | frozenset(by)
        case Constant():
            return frozenset()


def asks_other(expression: Expression) -> bool:
    """True where the row's rival is asked."""
    match expression:
        case Cell(other=other) | Empty(cell=Cell(other=other)):
            return other
        case Operator(parts=parts):
            return any(map(asks_other, parts))
        case Aggregate(of=of, where=where):
            return asks_other(of) or (where is not None and asks_other(where))
        case Constant():
            return False


class _Reader:
    """Reads an expression from left to right; each method takes what binds at least as close as its name says."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._depth = text, 0, 0
        self._kind, self._token = "", ""
        self._next()

    def any(self) -> Expression:
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise self._wrong(f"is nested more than {MOST_NESTED} deep")
        found = self._chain("or", lambda: self._chain("and", self._negation))
        self._depth -= 1
        return found

    def end(self) -> None:
        if self._token:
            raise self._wrong("is not expected here")

    def _chain(self, word: str, part: Callable[[], Expression]) -> Expression:
        parts = [part()]
        while self._took(word):
            parts.append(part())
        return Operator(word, tuple(parts)) if len(parts) > 1 else parts[0]

    def _negation(self) -> Expression:
        return Operator("not", (self._negation(),)) if self._took("not") else self._comparison()

    def _comparison(self) -> Expression:
        left = self._sum()
        if self._took("is"):
            negated = self._took("not")
            if not self._took("empty") or not isinstance(left, Cell):
                raise self._wrong('should be "empty", after a column and "is"')
            return Operator("not", (Empty(left),)) if negated else Empty(left)
        sign = self._token
        if self._kind == "sign" and sign in COMPARISONS:
            self._next()
            return Operator(sign, (left, self._sum()))
        return left

    def _sum(self) -> Expression:
        return self._signed(("+", "-"), lambda: self._signed(("*", "/"), self._atom))

    def _signed(self, signs: tuple[str, ...], part: Callable[[], Expression]) -> Expression:
        left = part()
        while self._kind == "sign" and (sign := self._token) in signs:
            self._next()
            left = Operator(sign, (left, part()))
        return left

    def _atom(self) -> Expression:
        kind, token = self._kind, self._token
        if self._took("("):
            inside = self.any()
            self._must(")")
            return inside
        if kind in ("number", "text"):
            self._next()
            return Constant(token, kind == "number")
        if kind == "word" and token in AGGREGATES:
            self._next()
            if self._token == "(":
                return self._aggregate(token)
            return Cell(token)
        return self._cell()

    def _aggregate(self, name: str) -> Expression:
        self._must("(")
        of = self.any()
        where = self.any() if self._took("where") else None
        by = [self._column()] if self._took("by") else []
        while by and self._took(","):
            by.append(self._column())
        self._must(")")
        return Aggregate(name, of, where, tuple(by))

    def _column(self) -> str:
        cell = self._cell()
        if cell.other:
            raise self._wrong("follows a column of the rival, where only one of the row may stand")
        return cell.column

    def _cell(self) -> Cell:
        kind, token = self._kind, self._token
        if kind == "quoted":
            self._next()
            return Cell(token)
        if kind != "word" or token in _WORDS:
            raise self._wrong("stands where a column, a number or a word in quotes should")
        self._next()
        other = token.startswith(OTHER)
        if "." in token and not other:
            raise self._wrong(f'follows "{token}": only "other" has columns of its own')
        return Cell(token.removeprefix(OTHER), other)

    def _took(self, token: str) -> bool:
        if self._token != token or self._kind not in ("word", "sign"):
            return False
        self._next()
        return True

    def _must(self, token: str) -> None:
        if not self._took(token):
            raise self._wrong(f'stands where "{token}" should')

    def _next(self) -> None:
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            self._kind, self._token = "", self._text[self._at :].strip()
            if self._token:
                raise self._wrong("cannot be read")
            return
        self._kind, self._token = found.lastgroup or "", found.group(found.lastgroup or 0)
        self._at = found.end()

    def _wrong(self, what: str) -> TableError:
        token = f'"{self._token}"' if self._token else "the end"
        return TableError(f'"{self._text}" is no expression: {token} {what}.')


def written(expression: Expression) -> str:
    """A cell or an aggregate as a descriptor writes it: "other.points", "max(points by team)"."""
    match expression:
        case Cell(column=column, other=other):
            return f"{OTHER if other else ''}{column}"
        case Empty(cell=cell):
            return f"{written(cell)} is empty"
        case Constant(text=text, number=number):
            return text if number else f"'{text}'"
        case Operator(sign=sign, parts=(part,)):
            return f"{sign} {written(part)}"
        case Operator(sign=sign, parts=parts):
            return f" {sign} ".join(map(written, parts))
        case Aggregate(name=name, of=of, where=where, by=by):
            chosen = f" where {written(where)}" if where else ""
            return f"{name}({written(of)}{chosen}{' by ' if by else ''}{', '.join(by)})"
