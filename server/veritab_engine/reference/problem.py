"""Problems of tables: what is wrong, where it is, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from veritab_engine.errors import TableError

_PLACE = re.compile(r'(?:, row (?P<row>\d+))?(?:, column "(?P<column>.*?)")?: (?P<message>.*)', re.DOTALL)


class Severity(StrEnum):
    """What a problem means for the table."""

    ERROR = "error"
    """It cannot be loaded."""
    WARNING = "warning"
    """It loads, and cannot be trusted."""
    NOTE = "note"
    """Worth a look; it may be meant."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a table or its descriptor."""

    code: str
    """Of the rules of lint: "VT404"."""
    severity: Severity
    message: str
    """One sentence or two that say what is wrong and how to mend it."""
    file: Path
    table: str = ""
    row: int | None = None
    """As an editor shows it; None where it is the table or the column as a whole."""
    column: str = ""
    """The column's name; several are joined by ", "."""
    path: str = ""
    """The property of a descriptor: "resources[0].schema.fields[2].fact:role"."""
    origin: str = ""
    """What the table is called where the file's name does not say it: a sheet, a table of a database."""
    more: int = 0
    """How many further problems of this code and column are left out."""

    def __str__(self) -> str:
        """The sentence of an error: 'trade.csv, row 14, column "total": "24O.1" is not a number.'"""
        row = "" if self.row is None else f", row {self.row}"
        column = f', column "{self.column}"' if self.column else ""
        path = f", {self.path}" if self.path else ""
        return f"{self.origin or self.file.name}{row}{column}{path}: {self.message}"

    @property
    def order(self) -> tuple[str, int, str, str, str, str]:
        """Sorts problems by file, row, column and code; those without a row come first."""
        return (str(self.file), self.row or 0, self.column, self.code, self.path, self.message)


def of_error(code: str, error: TableError, file: Path) -> Problem:
    """The problem that an error tells, which begins with the file and the place in it where it knows them."""
    text = str(error).removeprefix(str(file)).removeprefix(file.name)
    told = _PLACE.fullmatch(text)
    if told is None:
        return Problem(code, Severity.ERROR, str(error), file)
    row = int(told["row"]) if told["row"] else None
    return Problem(code, Severity.ERROR, told["message"], file, row=row, column=told["column"] or "")


def refuse(problems: Iterable[Problem]) -> None:
    """Raise TableError for the first of the problems, where there is one."""
    for problem in problems:
        raise TableError(str(problem))
