"""Which cells of .xlsx and .ods workbooks are shown as percentages: calamine gives 0.218 for one that says 21.8%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE_TYPE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_BUILT_IN = frozenset({"9", "10"})
"""The formats 0% and 0.00% need no definition."""
_QUOTED = re.compile(r'"[^"]*"|\\.')


def percent_cells(file: Path, sheet: str) -> frozenset[tuple[int, int]]:
    """The row and column, from 0, of every cell of the sheet that is formatted as a percentage; none in other kinds.

    Raises errors of several kinds where the file is no whole workbook.
    """
    match file.suffix.lower():
        case ".xlsx" | ".xlsm":
            with ZipFile(file) as parts:
                styles = _percent_styles(parts)
                return frozenset(_styled(parts, _part_of(parts, sheet), styles)) if styles else frozenset()
        case ".ods":
            with ZipFile(file) as parts:
                return frozenset(_of_open_document(parts, sheet))
        case _:
            return frozenset()


def _of_open_document(parts: ZipFile, sheet: str) -> Iterator[tuple[int, int]]:
    """The positions of the percentages of a sheet; a row or cell that is repeated is written once."""
    root = ElementTree.fromstring(parts.read("content.xml"))
    [table] = [each for each in root.iter(f"{_TABLE}table") if each.get(f"{_TABLE}name") == sheet]
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        lines = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        column = 0
        for cell in line:
            columns = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if cell.get(_VALUE_TYPE) == "percentage":
                yield from product(range(row, row + lines), range(column, column + columns))
            column += columns
        row += lines


def _percent_styles(parts: ZipFile) -> set[str]:
    """The numbers of the styles that show a percentage."""
    if "xl/styles.xml" not in parts.namelist():
        return set()
    root = ElementTree.fromstring(parts.read("xl/styles.xml"))
    formats = set(_BUILT_IN)
    for each in root.iter(f"{_MAIN}numFmt"):
        if "%" in _QUOTED.sub("", each.get("formatCode", "")):
            formats.add(each.get("numFmtId", ""))
    styles = root.find(f"{_MAIN}cellXfs")
    numbered = enumerate(() if styles is None else styles)
    return {str(number) for number, style in numbered if style.get("numFmtId") in formats}


def _part_of(parts: ZipFile, sheet: str) -> str:
    """The file within the workbook that has the sheet."""
    book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    [found] = [each for each in book.iter(f"{_MAIN}sheet") if each.get("name") == sheet]
    return normpath(join("/xl", targets[found.get(_RELATION)])).lstrip("/")


def _styled(parts: ZipFile, name: str, styles: set[str]) -> Iterator[tuple[int, int]]:
    """The positions of the cells of these styles; where a cell does not say its own, it follows the one before."""
    with parts.open(name) as opened:
        row, columns = -1, count()
        for event, element in ElementTree.iterparse(opened, ("start", "end")):
            if event == "start" and element.tag == f"{_MAIN}row":
                row, columns = int(element.get("r", row + 2)) - 1, count()
            elif event == "start" and element.tag == f"{_MAIN}c":
                column = _column(element.get("r", "")) if element.get("r") else next(columns)
                columns = count(column + 1)
                if element.get("s") in styles:
                    yield row, column
            elif event == "end" and element.tag == f"{_MAIN}row":
                element.clear()


def _column(reference: str) -> int:
    """The number of a column, from 0, in a reference: 27 of AB12."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
