"""The values that words of a statement say: cells whole or in part, numbers, days, places that several share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.calendar import MONTHS, Day, read_day
from veritab_engine.statement.cells import YEAR, Cell, Word, number_of
from veritab_engine.statement.senses import Sense, Value, frozen
from veritab_engine.statement.sheet import Heading, Sheet
from veritab_engine.statement.words import CARDINALS, FILLERS, ORDINALS, ROWS, STOP

_WIDEST_DATE = 14
"""Characters of a day in digits, spaces around its signs with it."""
_TELLING = 1000
"""A number from here on is told apart by its digits wherever it stands in a cell."""
_DENIED = lexicon("statement/grammar/denied")


def values(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Spans that cells hold, days and numbers, each with the weight of what it explains."""
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
                headed = any(span == set(column.words) for column in sheet.columns) or (
                    len(span) == 1 and span <= set(sheet.headed)
                )
                yield (1.0 * (end - start) + (0.1 if headed else 0.5) if sense.whole else 0.85 * (end - start)), sense
    for start in range(len(words)):
        for end in range(start + 1, min(start + 4, len(words)) + 1):
            day = read_day([word.lemma for word in words[start:end]])
            if day is not None:
                whole, part = _day_cells(day, sheet)
                number = Decimal(day.year) if end - start == 1 and day.told == 1 and day.year else None
                if (start, end) not in taken or number is None:
                    yield (
                        (end - start) + (0.7 * day.told if day.told > 1 else 0.45 if whole else 0.3),
                        Value(start, end, whole, part, number, day),
                    )
        yield from _dates(words, start, sheet)
        yield from _tied_places(words, start, sheet)
        number = _number(words[start])
        if number is not None and (start, start + 1) not in taken:
            whole = _number_cells(number, sheet)
            part = {} if whole or not is_ordinal(words[start]) else frozen(_shared(number, sheet))
            value = Value(start, start + 1, whole, part, number, None, is_ordinal(words[start]))
            yield (0.95 if whole or part else 0.6), value


def _dates(words: Sequence[Word], start: int, sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """A day in digits: "1839-06-01", "6/1/1839"."""
    parts = words[start : start + 3]
    if len(parts) < 3 or not all(word.text.isdigit() for word in parts) or parts[2].end - parts[0].start > _WIDEST_DATE:
        return
    day = read_day((), "-".join(word.text for word in parts))
    if day is not None:
        whole, part = _day_cells(day, sheet)
        yield 3 + 0.7 * day.told, Value(start, start + 3, whole, part, None, day)


def _tied_places(words: Sequence[Word], start: int, sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """ "Tied for fifth" of cells "t5"."""
    if [word.lemma for word in words[start : start + 2]] != ["tie", "for"] or start + 2 >= len(words):
        return
    number = _number(words[start + 2])
    if number is not None and is_ordinal(words[start + 2]) and any(map(_has_shared, sheet.columns)):
        yield 3.2, Value(start, start + 3, frozen(_shared(number, sheet)), {}, number)


def _shared(number: Decimal, sheet: Sheet) -> dict[int, set[int]]:
    """By column the rows whose place several share: "t5"."""
    found: dict[int, set[int]] = {}
    for column, row in (*sheet.wholes.get((f"t{number}",), ()), *sheet.wholes.get(("t", str(number)), ())):
        found.setdefault(column, set()).add(row)
    return found


def _has_shared(column: Heading) -> bool:
    return column.numeric and any(cell.leading is not None and cell.text[:1] in "tT" for cell in column.cells)


def _places(word: Word, sheet: Sheet, alone: bool) -> tuple[tuple[int, int, int], ...]:
    """Where a word stands in cells; behind others an ordinal is its number too: "kentucky 's 8th" of "kentucky 8"."""
    found = sheet.places.get(word.lemma, ())
    if found or alone or not is_ordinal(word):
        return found
    return sheet.places.get(word.lemma[:-2], ())


def _cell_value(
    words: Sequence[Word], start: int, end: int, live: set[tuple[int, int, int]], sheet: Sheet
) -> Value | None:
    span = [word.lemma for word in words[start:end]]
    heads = sheet.headed.get(words[start - 1].lemma, frozenset()) if start else frozenset()
    if len(span) == 1 and span[0] in STOP:
        live = {each for each in live if each[0] in heads and len(sheet.cell(each[1], each[0]).words) == 1}
        if not live:
            return None
    elif STOP & {span[0], span[-1]} and not _are_whole(live, end - start, sheet):
        return None
    whole: dict[int, set[int]] = {}
    part: dict[int, set[int]] = {}
    number = _number(words[start]) if end - start == 1 else None
    for column, row, at in live:
        cell = sheet.cell(row, column)
        if at == 0 and len(cell.words) == end - start:
            whole.setdefault(column, set()).add(row)
        elif (
            number is None
            or column in heads
            or (cell.leading == number and at == 0)
            or (cell.day is not None and cell.day.year == number)
            or (number >= _TELLING and not YEAR.fullmatch(span[0]))
        ):
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
    return Value(start, end, frozen(whole), frozen(part), number, day, number is not None and is_ordinal(words[start]))


def _are_whole(live: set[tuple[int, int, int]], length: int, sheet: Sheet) -> bool:
    """True where the words are all of a cell, and more than one."""
    return length > 1 and any(at == 0 and len(sheet.cell(row, column).words) == length for column, row, at in live)


def _is_same_plural(word: Word, cell: Cell) -> bool:
    """True for "the bears" of a cell "chicago bears", though "to bear" is a verb that tells nothing."""
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
    return frozen(whole), frozen(part)


def _number_cells(number: Decimal, sheet: Sheet) -> dict[int, frozenset[int]]:
    found = {
        column.index: frozenset(row for row, cell in enumerate(column.cells) if cell.number == number)
        for column in sheet.columns
    }
    return {column: rows for column, rows in found.items() if rows}


def is_ordinal(word: Word) -> bool:
    """True for "fifth" and "5th"."""
    return word.text in ORDINALS or (word.text[0].isdigit() and word.text[-1].isalpha())


def _number(word: Word) -> Decimal | None:
    if word.text in CARDINALS:
        return Decimal(CARDINALS[word.text])
    if word.text in ORDINALS:
        return Decimal(ORDINALS[word.text])
    digits = word.text.rstrip("stndrh") if word.text[0].isdigit() else word.text
    return number_of(digits)
