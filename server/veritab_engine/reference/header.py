"""What the header of a column says: words, unit and scale, and the further words by which a text may call it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from veritab_engine.lexicon import forms, groups, words
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.header_unit import ratio_behind, ratio_of, several_units, time_noted

MOST_PHRASES = 8
_ANNOTATION = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
_BEHIND_COMMA = re.compile(r",\s*([^,()\[\]]+)$")
_SQUARE = re.compile(r"(?<![^\W_])(?:sq|square)[._ ]+(km|kilom|mi|ft|feet|m)(?:[a-z]*)\b\.?", re.IGNORECASE)
_PER = re.compile(r"\b[Pp]er\b.*")
_MARK = re.compile(r"us\$|[$€£¥₹%‰°]c?|(?<!\d)[^\W\d_]+[²³\d]?|\d+s?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*(?:\[(?:\d{1,2}|[a-e])\]|[*†‡§]+|[¹²³⁴⁵]+)$")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LONG_NUMBER = re.compile(r"(?<=\bper )\d{4,}\b")
_ENDS_IN_DIGIT = re.compile(r"\bper \d{1,3}$")
_OF = re.compile(r"(?P<head>.+?)(?:, | - )(?P<qualifier>[\w ]+)")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a column says: the words for it, and unit and scale where it names them."""

    phrase: str
    unit: str | None = None
    scale: int = 0
    basis: str = ""
    """In which prices, where not in those of the time: "real", "PPP"."""


def read_header(text: str) -> Header:
    """Words, unit and scale of a header: "GDP (current US$)", "Net income, $m", "total_usd_billion"."""
    whole, _, part = text.rpartition(".")
    text = whole if whole and part.lower() in words("headers/generic") else text
    lengths = forms("headers/lengths")
    text = _SQUARE.sub(lambda found: f"{lengths[found[1].lower()]}2", _FOOTNOTE.sub("", text))
    added = [note for found in _ANNOTATION.findall(text) for note in found if note]
    ratio = next(filter(None, map(ratio_of, added)), None)
    time = next(filter(None, (time_noted(note, text) for note in added)), None)
    notes = [note for note in added if _is_note(note) or ratio_of(note) or time_noted(note, text)]
    name = text
    for note in notes:
        per = None if ratio_of(note) else _PER.search(note)
        name = re.sub(rf"[(\[]{re.escape(note)}[)\]]", f" {per[0]} " if per else " ", name, count=1)
    behind = _BEHIND_COMMA.search(name)
    if behind and not _ENDS_IN_DIGIT.search(name[: behind.start()]) and _is_all_marks(behind[1]):
        notes.append(behind[1])
        name = name[: behind.start()]
    plain = spoken(name).strip(" ,:")
    if ratio is None and (quotient := ratio_behind(plain)) is not None:
        plain, ratio = quotient
    kept, marks = _trailing_marks(plain.split(" "))
    marks += [mark.lower() for note in notes if not several_units(note) for mark in _told_first(note)]
    unit = ratio or time or next((unit for mark in marks if (unit := forms("headers/units").get(mark))), None)
    scale = next((int(power) for mark in marks if (power := _scale(mark, unit))), 0)
    basis = next(
        (told for note in notes for word in note.lower().split(" ") if (told := forms("headers/bases").get(word))), ""
    )
    return Header(" ".join(kept), unit, scale, basis)


def phrases_of(header: Header) -> list[str]:
    """The words for a column, and what their abbreviations stand for: "avg temp" is the average temperature.

    "Population, total" is the total population, and the population; "Unemployment rate (ILO estimate)" needs no note.
    """
    if not any(map(str.isalpha, header.phrase)):
        return []
    told = re.sub(r"[(\[](per\b[^)\]]*)[)\]]", r"\1", header.phrase)
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", told).strip(" ,:") or header.phrase
    found = [header.phrase, plain]
    if not words("headers/rated").isdisjoint(plain.lower().split(" ")):
        found.append(_PER.sub("", plain).strip())
    if header.basis:
        found = [f"{header.basis} {plain}"]
    found += [phrase.translate(_LOWERED) for phrase in found]
    for phrase in tuple(found):
        found += [*_turned(phrase), *_share(phrase)]
    for phrase in tuple(found):
        found += _spelled_out(phrase)
    for phrase in tuple(found):
        found += _without_number(phrase)
    found += [_LONG_NUMBER.sub(lambda number: f"{int(number[0]):,}", phrase) for phrase in found]
    return list(dict.fromkeys(phrase for phrase in found if phrase))[:MOST_PHRASES]


def _turned(phrase: str) -> Iterator[str]:
    """ "Population, female" as a sentence has it: "female population"; what is total needs not say so."""
    found = _OF.fullmatch(phrase)
    if found is None:
        return
    head, qualifier = found["head"], found["qualifier"]
    yield f"{qualifier} {head}"
    if qualifier.lower() in words("headers/wholes"):
        yield head


def _share(phrase: str) -> Iterator[str]:
    """ "% of vote" is the share of the vote, and whoever has 52% has it "of the vote"."""
    lead, _, whole = phrase.partition(" of ")
    if whole and lead.lower() in words("headers/shares"):
        yield from (f"of the {whole}", f"of {whole}", f"share of the {whole}", f"{whole} share")


def _spelled_out(phrase: str) -> Iterator[str]:
    """The phrase with its abbreviations in full."""
    parts = phrase.replace(".", "").split(" ")
    full = [forms("headers/abbreviations").get(part.lower(), part) for part in parts]
    if full != parts:
        yield " ".join(full)


def _without_number(phrase: str) -> Iterator[str]:
    """ "number of students" counts students."""
    for lead in words("headers/numbering"):
        if phrase.lower().startswith(f"{lead} "):
            yield phrase[len(lead) + 1 :]


def _told_first(note: str) -> list[str]:
    """The marks of an addition; what something is told per is not its unit."""
    return (
        [note.strip(), *_MARK.findall(re.split(r"\bper\b", note)[0])]
        if "per" in note
        else [note.strip(), *_MARK.findall(note)]
    )


def _is_note(note: str) -> bool:
    """True where a header's addition names a unit or scale."""
    marks = [mark.lower() for mark in _MARK.findall(note)]
    return any(mark in forms("headers/units") or mark in forms("headers/scales") for mark in marks)


def _are_marks(token: str) -> bool:
    """True for "$000" and "€m": a unit and a scale in one."""
    marks = [mark.lower() for mark in _MARK.findall(token)]
    known = forms("headers/units").keys() | forms("headers/scales").keys()
    return "".join(marks) == token.lower() and all(mark in known for mark in marks)


def _is_all_marks(text: str) -> bool:
    """True for "$m" and "million tonnes" behind a comma, and not for "female"."""
    marks = [mark.lower() for mark in _MARK.findall(text)]
    known = forms("headers/units").keys() | forms("headers/scales").keys() | words("headers/current")
    return _is_note(text) and all(mark in known for mark in marks)


def _scale(mark: str, unit: str | None) -> str | None:
    money = unit is not None and unit.partition(" per ")[0].isupper()
    return forms("headers/scales").get(mark) if len(mark) > 1 or money else None


def _trailing_marks(name: list[str]) -> tuple[list[str], list[str]]:
    """The words of a name, and the units and scales that it ends in; one word is always left."""
    kept = [*name[:-1], *re.sub(r"(?<=\w)%$", " %", name[-1]).split(" ")]
    marks: list[str] = []
    if len(kept) > len(("USD", "m")) and _scale(kept[-1].lower(), forms("headers/units").get(kept[-2].lower())):
        marks.insert(0, kept.pop().lower())
    if (
        len(kept) > 1
        and kept[-1].lower() in forms("headers/scales")
        and kept[-2].lower() in words("headers/counted_by")
    ):
        power = forms("headers/scales")[kept.pop().lower()]
        return kept, [groups("headers/scales")[power][0]]
    while (
        len(kept) > 1
        and len(kept[-1]) > 1
        and kept[-2].lower() != "per"
        and (kept[-1].lower() in forms("headers/units") or kept[-1].lower() in forms("headers/scales"))
    ):
        marks.insert(0, kept.pop().lower())
    if len(kept) > 1 and not kept[-1].isalnum() and _are_marks(kept[-1]):
        marks += [mark.lower() for mark in _MARK.findall(kept[-1])]
        kept.pop()
    if len(kept) > 1 and kept[-1] in {"%", "$"}:
        marks.insert(0, kept.pop())
    return kept, marks
