"""Where a file's table is: its header below a title, in two rows, above notes; said as a Data Package dialect does.

Rows count from 1, as an editor shows them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from veritab_engine.lexicon import forms, words
from veritab_engine.reference.numeral import take_apart
from veritab_engine.reference.period import parse_period
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.sources.records import Record

TITLE_ROWS = 30
REMARK_WORDS = 4
"""A lone first cell of more words than this is a remark, not a row without figures."""
_REMARK = re.compile(r"\W*(?:\w{1,2}[.)\]:/]\s|[*†‡§¹²³]|\(\w\)\s|©|https?://)")


def infer_dialect(records: Sequence[Record], delimiter: str = "") -> dict[str, Any]:
    """The dialect of a file that is not the plain one: what is written above the header, in it, and below the rows."""
    dialect: dict[str, Any] = {}
    if delimiter not in ("", ","):
        dialect["delimiter"] = delimiter
    if _has_comments(records):
        dialect["commentChar"] = "#"
        records = [record for record in records if not _is_comment(record)]
    if not records:
        return dialect
    width = _width(records)
    first = _header(records, width)
    header = _header_rows(records, first, width)
    if header != [1] or records[0][0] != 1 or not delimiter:
        dialect["headerRows"] = header
    body = [record for record in records if record[0] > header[-1]]
    if notes := _notes(body, width):
        dialect["commentRows"] = notes
    return dialect


def titles(records: Sequence[Record], dialect: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts that stand above the header."""
    first = min(dialect.get("headerRows", [1]))
    above = (cells for line, cells in records if line < first)
    return tuple(" ".join(cell.strip() for cell in cells if cell.strip()) for cells in above)


def _width(records: Sequence[Record]) -> int:
    """The most usual number of cells in a row; of two, the larger."""
    counted = Counter(len(cells) for _, cells in records)
    return max(counted, key=lambda width: (counted[width], width))


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _header(records: Sequence[Record], width: int) -> int:
    """The position of the first row that is no title: as wide as the table, most of it filled; else the first row."""
    for position, (line, cells) in enumerate(records[:TITLE_ROWS]):
        following = records[position + 1 : position + 2]
        apart = bool(following) and following[0][0] > line + 1 and not any("\n" in cell for cell in cells)
        if len(cells) != width:
            if _filled(cells) > max(width // 2, 1):
                return 0
        elif (2 * _filled(cells) > width and not (apart and _filled(cells) < width)) or (
            following and _is_group(cells, following[0][1], width)
        ):
            return position
    return 0


def _is_group(cells: Sequence[str], below: Sequence[str], width: int) -> bool:
    """True for "2023,,2024," above "Q1,Q2,Q1,Q2": names that span several columns."""
    gaps = [i for i in range(width) if not cells[i].strip()]
    full = len(below) == width and all(below[i].strip() for i in gaps if i > 0)
    return full and _filled(cells) > 1 and not any(_is_figure(cell) for cell in below if cell.strip())


def _header_rows(records: Sequence[Record], first: int, width: int) -> list[int]:
    """The row of the header, with the one below it that carries it on: "Q1,Q2" under years, or units."""
    line, cells = records[first]
    if len(cells) != width or first + 2 >= len(records):
        return [line]
    under, below = records[first + 1]
    figures = [i for i, cell in enumerate(records[first + 2][1]) if _is_figure(cell) or _is_unit(cell)]
    if len(below) != width or not figures or not any(cell.strip() for cell in below):
        return [line]
    gaps = any(not cell.strip() for cell in cells[1:])
    grouped = gaps and _is_group(cells, below, width)
    if not grouped and not _are_units(below, figures):
        return [line]
    third, units = records[first + 2]
    under_it = records[first + 3 : first + 4]
    figures = [i for i, cell in enumerate(under_it[0][1]) if _is_figure(cell)] if under_it else []
    return [line, under, third] if grouped and len(units) == width and _are_units(units, figures) else [line, under]


def _are_units(below: Sequence[str], figures: Sequence[int]) -> bool:
    """True for a row of units: every cell of it names one, above a column of figures."""
    filled = [i for i, cell in enumerate(below) if cell.strip()]
    told = [below[i] for i in filled if i in figures]
    return bool(told) and all(_is_unit(cell) for cell in told) and set(filled) <= {0, *figures}


def _is_unit(text: str) -> bool:
    if re.search(r"\d", re.sub(r"1?000|[a-z]2", "", text.lower())):
        return False
    marks = re.findall(r"us\$|[^\W\d_]+[²2]?|[$€£¥%]|000s?", text.lower())
    known = {**forms("headers/units"), **forms("headers/scales"), **dict.fromkeys(words("headers/counted"), "")}
    return bool(marks) and all(mark in known for mark in marks)


def _is_figure(text: str) -> bool:
    """True for a cell that a body has and a header has not: a number that names no period."""
    return take_apart(text.strip()) is not None and parse_period(text.strip()) is None


def _notes(body: Sequence[Record], width: int) -> list[int]:
    """The rows at the end that are notes: lone first cells that are remarks, or rows too short."""
    notes: list[int] = []
    for line, cells in reversed(body):
        if not _filled(cells):
            continue
        if not _is_note(cells, width):
            break
        notes.insert(0, line)
    return notes if len(notes) < len(body) else []


def _is_note(cells: Sequence[str], width: int) -> bool:
    texts = [cell.strip() for cell in cells if cell.strip()]
    few = len(texts) <= max(width // 2, 1) and width > 1
    if len(cells) != width:
        return few and not any(_is_figure(text) for text in texts) and _is_remark(texts[0])
    return width > 2 and len(texts) == 1 and bool(cells[0].strip()) and _is_remark(texts[0])


def _is_remark(text: str) -> bool:
    if not any(map(str.isalnum, text)):
        return True
    first = re.split(r"[\s:]", text.lower(), maxsplit=1)[0]
    told = first in words("headers/remarks") or _REMARK.match(text) is not None
    return told or len(text.split()) > REMARK_WORDS


def _has_comments(records: Sequence[Record]) -> bool:
    """True where lines that begin with "#" are no rows: text, and not as wide as the table."""
    commented = [record for record in records if _is_comment(record)]
    rest = [record for record in records if not _is_comment(record)]
    if not commented or not rest or commented[0][0] > rest[0][0]:
        return False
    width = _width(rest)
    return all(len(cells) != width or _filled(cells) == 1 for _, cells in commented)


def _is_comment(record: Record) -> bool:
    return record[1][0].startswith("#") and len(record[1][0]) > 1


def named(grid: Grid, wanted: Collection[str] | None = None) -> Grid:
    """The grid without empty rows and nameless empty columns, with one name for every column.

    A column without a name is called by its position, one that occurs again by its number. `wanted` are the names that
    a descriptor uses: there only these are given.
    """
    columns = dict(enumerate(grid.columns))
    kept = [i for i, name in enumerate(grid.header) if name or any(columns[i])]
    names = list(_unique([grid.header[i] for i in kept], kept))
    if wanted is not None:
        names = [name if name in wanted else grid.header[i] for name, i in zip(names, kept, strict=True)]
    full = any("" not in columns[i] for i in kept)
    rows = range(len(grid)) if full else [row for row in range(len(grid)) if any(columns[i][row] for i in kept)]
    if len(kept) == len(grid.header) and len(rows) == len(grid):
        return replace(grid, header=tuple(names))
    texts = tuple(tuple(columns[i][row] for row in rows) for i in kept)
    return replace(grid, header=tuple(names), columns=texts, lines=tuple(grid.lines[row] for row in rows))


def _unique(header: Sequence[str], positions: Sequence[int]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for text, position in zip(header, positions, strict=True):
        name = text or f"column {position + 1}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} {seen[name]}"
