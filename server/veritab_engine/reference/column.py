"""What one column is, from its header and cells: a time, a number, a key, a name, as a descriptor would say it.

Where it is unclear, the column is read in the way that can refute nothing: without words of its own, or as a remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from veritab_engine.lexicon import forms, groups, words
from veritab_engine.reference.cells import is_read, read_number
from veritab_engine.reference.descriptor import declared_field
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.header import Header, phrases_of, read_header
from veritab_engine.reference.marked import codes_in, find_marks, without_marks
from veritab_engine.reference.numeral import BRACKETS, NOTE, take_apart
from veritab_engine.reference.spelling import Spelling, spelling_of
from veritab_engine.reference.times import time_of

NAME_TOKENS = 6
NAMING_WORDS = 3
"""A header of more words than this is a question, and says no role."""
FEW = 10
"""In a column of so many distinct cells, one in FEW may be no number and is read as missing."""
MISFIT_WORDS = 3
MOST, MOST_NAMED = 8, 5
"""As many of ten cells look like names in a column of names; fewer where the header says that it is one."""
MOST_TOTALS = 5
REMARK_LENGTH = 60
"""Characters of cells that are remarks and no names, on the average."""

_MISREAD = re.compile(r"\d[\d.,]*[OolI][\d.,]*|[OolI][\d.,]*\d[\d.,]*")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


UNTOLD = Header("")


@dataclass(frozen=True, slots=True)
class View:
    """What the rest of the table says of each of its columns."""

    subject: str
    """What the table is about, from its name or title: the words of a column that is called "value"."""
    title: str = ""
    """The same from a title above the table."""
    cased: bool = True
    comma: bool = False
    """True where numbers have decimal commas."""
    unit: Header = UNTOLD
    """Unit and scale of figures that no header of their own gives: of a title, or of a column of units."""


def infer_field(name: str, texts: Sequence[str], declared: Mapping[str, Any], view: View) -> dict[str, Any]:
    """One field: what is declared, and for the rest what header and cells show."""
    header = read_header(declared.get("title") or name)
    distinct = [text for text in dict.fromkeys(texts) if text]
    filled = [text for text in distinct if text.lower() not in words("headers/missing")]
    inferred = _of_type(declared, header, view) or _of_cells(header, filled, texts, view)
    if inferred["type"] != "string" or inferred["fact:role"] == "time":
        unread = {*inferred.pop("missingValues", ()), *(set(distinct) - set(filled))}
        if unread:
            inferred["missingValues"] = sorted(unread | {""})
    return {"name": name, **inferred, **declared}


def _of_type(declared: Mapping[str, Any], header: Header, view: View) -> dict[str, Any] | None:
    """What follows from a declared type; None where none is declared, or it says too little."""
    match declared.get("type", "any"):
        case "number" | "integer" as type_:
            return measure(type_, header, view)
        case "date" | "datetime" | "year" | "yearmonth" as type_:
            return {"type": type_, "fact:role": "time"}
        case "string" if is_key(declared["name"]):
            return {"type": "string", "fact:role": "key"}
        case _:
            return None


def _of_cells(header: Header, filled: list[str], texts: Sequence[str], view: View) -> dict[str, Any]:
    """What the cells are: times, numbers, keys or names, tried in this order."""
    said = said_in(header)
    if not filled:
        return {"type": "string", "fact:role": "key" if is_key(header.phrase) else "dimension"}
    time = time_of(said, filled)
    if time is not None:
        return {**time, "fact:role": "time"}
    if is_key(header.phrase) or all(map(_URL.fullmatch, filled)):
        return {"type": "string", "fact:role": "key"}
    return _number(header, filled, texts, view) or _boolean(filled) or _name(header, filled, view)


def is_key(name: str) -> bool:
    """True for a header that ends in "id" or "code"."""
    return spoken(name).lower().split(" ")[-1] in words("headers/keys")


def is_coarse(name: str) -> bool:
    """True for a header of what sorts things, and names none: a continent, a category."""
    return spoken(name).lower().split(" ")[-1] in words("headers/coarse")


def said_in(header: Header) -> list[str]:
    """The words of a header in lower case."""
    return re.sub(r"[^\w#%]+", " ", header.phrase.lower()).strip().split(" ")


def _number(header: Header, filled: list[str], texts: Sequence[str], view: View) -> dict[str, Any] | None:
    """A column of numbers, where nearly all cells are; None where they are not."""
    money = (header.unit or view.unit.unit or "").isupper()
    amounts = [text for text in filled if not _is_misread(text)]
    if 2 * len(amounts) <= len(filled) or any(_zero_led(text) for text in amounts):
        return None
    if sum(take_apart(text) is not None for text in amounts[:FEW]) * 2 < len(amounts[:FEW]):
        return None
    spelling = spelling_of(amounts, comma=view.comma, money=money)
    if spelling is None or not _fits(spelling, amounts):
        return None
    if spelling.deducted and not words("headers/signed") & set(said_in(header)):
        spelling = replace(spelling, marks=spelling.marks | {BRACKETS: NOTE})
    field = _written(measure("integer" if spelling.whole else "number", header, view), spelling)
    unread = _unread(amounts, field)
    if len(unread) * FEW > len(amounts) or any(len(text.split()) > MISFIT_WORDS for text in unread):
        return None
    if unread:
        field["missingValues"] = unread
    return _role(field, header, filled, texts, spelling)


def _fits(spelling: Spelling, amounts: Sequence[str]) -> bool:
    """True where at most one text in FEW is no number, and that one short."""
    return len(spelling.unread) * FEW <= len(amounts)


def measure(type_: str, header: Header, view: View) -> dict[str, Any]:
    """A measure with the words, unit and scale of its header; one that says nothing has those of the table."""
    generic = spoken(header.phrase).lower() in words("headers/generic") or header.phrase == view.subject
    phrases = phrases_of(header)
    if generic and (view.subject or view.title):
        phrases = [*phrases_of(Header(view.subject)), *phrases_of(Header(view.title))]
    around = Header("") if words("headers/unscaled") & set(said_in(header)) else view.unit
    unit, scale = header.unit or around.unit, header.scale or (0 if header.unit else around.scale)
    field: dict[str, Any] = {"type": type_, "fact:role": "measure", "fact:phrases": phrases}
    if unit:
        field["sdmx:unitMeasure"] = unit
    if scale:
        field["sdmx:unitMult"] = scale
    return field


def _written(field: dict[str, Any], spelling: Spelling) -> dict[str, Any]:
    """The field with how its numbers are written."""
    if spelling.group:
        field["groupChar"] = spelling.group
    if spelling.decimal != ".":
        field["decimalChar"] = spelling.decimal
    if spelling.units:
        field["bareNumber"] = False
    if len(spelling.units) == 1:
        field.setdefault("sdmx:unitMeasure", next(iter(spelling.units)))
    if spelling.marks:
        field["fact:marks"] = spelling.marks
        powers = [meaning for meaning in spelling.marks.values() if isinstance(meaning, int)]
        if powers:
            field["sdmx:unitMult"] = max(powers)
    if len(spelling.units) > 1 or spelling.metres:
        field["fact:phrases"] = []
    return field


def _unread(texts: Sequence[str], field: Mapping[str, Any]) -> list[str]:
    """The texts that are no numbers as the field says they are written."""
    reader = declared_field({"name": "", **field})
    return [text for text in texts if not is_read(text, reader)]


def _role(
    field: dict[str, Any], header: Header, filled: list[str], texts: Sequence[str], spelling: Spelling
) -> dict[str, Any]:
    """The field with another role than a measure's, where header and cells show one."""
    said = header.phrase.lower()
    if _counts_rows(said, texts) or (said in words("headers/ranks") and spelling.whole):
        left = {"fact:phrases", "sdmx:unitMeasure", "sdmx:unitMult"}
        return {name: value for name, value in field.items() if name not in left} | {"fact:role": "key"}
    if said_in(header)[0] in words("headers/coordinates") or (spelling.whole and _sorts(header, filled)):
        return {**field, "fact:role": "dimension", "fact:phrases": []}
    if _are_fractions(field, header, filled):
        field["fact:phrases"] = []
    return field


def _sorts(header: Header, filled: Sequence[str]) -> bool:
    """True for whole numbers that sort rows: a month, a class; and 0 and 1, which say no and yes."""
    said = said_in(header)[-1]
    return said in words("headers/coarse") | words("headers/sorting") or set(filled) == {"0", "1"}


def _are_fractions(field: Mapping[str, Any], header: Header, filled: Sequence[str]) -> bool:
    """True where "share" holds figures up to 1: they may be parts of one, or percentages below one."""
    told = field.get("sdmx:unitMeasure") == "percent" or set(said_in(header)) & words("headers/shares")
    if not told or "bareNumber" in field or not any("." in text or "," in text for text in filled):
        return False
    reader = declared_field({"name": "", **field})
    numbers = [abs(Decimal(read_number(text, reader))) for text in filled if is_read(text, reader)]
    return bool(numbers) and max(numbers) <= 1


def _boolean(filled: list[str]) -> dict[str, Any] | None:
    """Yes and no, as they are written; both have to occur, for a lone "x" may mean anything."""
    written = {text.casefold() for text in filled}
    known = groups("headers/booleans")
    pairs = set(zip(known["true"], known["false"], strict=True))
    if len(written) != 2 or not any(written == set(pair) for pair in pairs):
        return None
    true = [text for text in filled if text.casefold() in known["true"]]
    false = [text for text in filled if text.casefold() in known["false"]]
    told = {} if written == {"true", "false"} else {"trueValues": true, "falseValues": false}
    return {"type": "boolean", "fact:role": "dimension", **told}


def _name(header: Header, filled: list[str], view: View) -> dict[str, Any]:
    """Names, where most cells are short and begin with a capital; other texts sort rows, or remark on them."""
    said = said_in(header)
    if said[-1] in words("headers/notes") or sum(map(len, filled)) > REMARK_LENGTH * len(filled):
        return {"type": "string", "fact:role": "key"}
    names = _names_things(filled, cased=view.cased, of=MOST_NAMED if said[-1] in words("headers/naming") else MOST)
    field: dict[str, Any] = {"type": "string", "fact:role": "entity" if names else "dimension"}
    if header.phrase:
        field["fact:phrases"] = phrases_of(replace(header, unit=None))
    cues = sorted({cue for word in said for cue in _cues(word)}) if len(said) <= NAMING_WORDS else []
    if names and cues:
        field["fact:cues"] = cues
    if names and (marks := find_marks(filled)):
        field["fact:marks"] = marks
        if codes := codes_in(filled, marks):
            field["fact:aliases"] = codes
        filled = list(dict.fromkeys(without_marks(text, marks) for text in filled))
    totals = [text for text in filled if _is_total(text)]
    if totals and len(totals) <= MOST_TOTALS and len(filled) > len(totals) + 1:
        field["fact:totals"] = totals
    return field


def _is_total(text: str) -> bool:
    """True for "Total", "All regions", and "UK average"."""
    plain = text.lower().strip(" :")
    return plain in words("headers/totals") or not words("headers/summing").isdisjoint(plain.split(" "))


def _cues(word: str) -> list[str]:
    cue = forms("headers/cues").get(word)
    return [cue] if cue else []


def _is_misread(text: str) -> bool:
    """True for "24O.1": a number but for a letter that looks like a digit. Read as one, it is refused by its row."""
    return _MISREAD.fullmatch(text) is not None and not text.isalpha()


def _zero_led(text: str) -> bool:
    """True for "007": digits that are a name."""
    return len(text) > 1 and text.isdigit() and text.startswith("0") and text.strip("0") != ""


def _counts_rows(said: str, texts: Sequence[str]) -> bool:
    """True for a column "no." that says 1, 2, 3, … from the first row to the last."""
    counts = said in words("headers/counters")
    return counts and list(texts) == [str(number) for number in range(1, len(texts) + 1)]


def _names_things(texts: Sequence[str], *, cased: bool, of: int) -> bool:
    """True where as many cells of ten are short and begin with a capital, as names do; in lower case without."""
    named = sum(
        (text[:1].isupper() or (not cased and text[:1].isalpha())) and len(text.split()) <= NAME_TOKENS
        for text in texts
    )
    return named * 10 >= len(texts) * of and any(len(text) > 1 for text in texts)
