"""Variants: the further ways in which a name is written, by rules that hold for every table.

"Russian" gives "Russians", "Bosnia and Herzegovina" an "&", "J. D. Vance" the initials in one, "St. Lucia" a "Saint",
"Guinea-Bissau" its parts without the hyphen, "Abe Shinzo" the order at home. Tables need not list them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from veritab_engine.lexicon import words
from veritab_engine.reference.table import PERSON, EntityRef

PEOPLES = frozenset({"adjective", "demonym"})
"""Kinds of names whose plural is the people."""
FULL = frozenset({"name", "official"})
NO_PLURAL = ("ese", "sh", "ch", "s", "x", "z", "men")
_OF_MEN = re.compile(r"((?:sh|ch|wo)m)an$")
_INITIALS = re.compile(r"\b(?:[A-Z]\. ?){2,}(?=\s?[A-Z])")
_BARE_INITIALS = re.compile(r"^[A-Z]{2,3}(?= [A-Z][a-z])")
_SAINT = re.compile(r"\b(?:St\.?|Saint)(?= [A-Z])")
_SUFFIX = re.compile(r",? (Jr|Sr)\.?$")
_FIRST = re.compile(r"[A-Z][a-z]+")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_MARKED = re.compile(r"[&.\-]|\band\b|\bSaint\b|\bSt\b|^The |^[A-Z]{2,3} |\b[JS]r\b")


def written(names: Iterable[tuple[EntityRef, str, str]]) -> Iterator[tuple[EntityRef, str, str]]:
    """The names, given as entity, text, kind of name, each with its variants behind it."""
    for ref, text, kind in names:
        yield ref, text, kind
        for variant in dict.fromkeys(variants(text, kind, names_persons(ref.kind))):
            yield ref, variant, kind


def variants(text: str, kind: str, is_person: bool = False) -> Iterator[str]:
    """The other ways to write a name of a kind; the name itself is not among them. A variant may come twice."""
    if kind in PEOPLES:
        yield from _plural(text)
    if is_person:
        yield from _lowered(text)
        if kind in FULL:
            yield from _turned(text)
    if _MARKED.search(text) is None:
        return
    found = (each for rule in _RULES for each in rule(text))
    yield from (each for each in found if each != text)


@lru_cache(maxsize=1 << 12)
def names_persons(kind: str) -> bool:
    """True for a class whose names are persons': "person", or a column of players."""
    return kind == PERSON or class_word(kind) in words("names/persons")


def class_word(kind: str) -> str:
    """The word for one of a class: "player" for the column "box-score.player"."""
    return re.split(r"[\W_]+", kind.lower())[-1]


def _plural(text: str) -> Iterator[str]:
    if text.endswith("man") and _OF_MEN.search(text):
        yield _OF_MEN.sub(r"\1en", text)
    elif not text.endswith(NO_PLURAL):
        yield f"{text}s"


def _turned(text: str) -> Iterator[str]:
    """Given name and family name in the other order, for families that stand first at home."""
    first, _, last = text.partition(" ")
    if last and " " not in last and not words("names/family_first").isdisjoint((first.lower(), last.lower())):
        yield f"{last} {first}"


def _lowered(text: str) -> Iterator[str]:
    """ "Von der Leyen" as it is written inside a sentence."""
    first = _FIRST.match(text)
    if first is not None and first.end() < len(text) and first.group().lower() in words("titles/particles"):
        yield text[0].lower() + text[1:]


def _with_and(text: str) -> Iterator[str]:
    yield text.replace(" & ", " and ")
    yield text.replace(" and ", " & ")


def _initials(text: str) -> Iterator[str]:
    """ "J. D. Vance", "J.D. Vance" and "JD Vance" are one."""
    found = _INITIALS.search(text)
    bare = _BARE_INITIALS.search(text)
    match = found or bare
    if match is None:
        return
    letters = [letter for letter in match.group() if letter.isalpha()]
    head, tail = text[: match.start()], text[match.end() :].lstrip()
    yield f"{head}{''.join(letters)} {tail}"
    yield f"{head}{' '.join(f'{letter}.' for letter in letters)} {tail}"
    yield f"{head}{''.join(f'{letter}.' for letter in letters)} {tail}"


def _saints(text: str) -> Iterator[str]:
    if _SAINT.search(text):
        yield from (_SAINT.sub(saint, text) for saint in ("St", "St.", "Saint"))


def _suffixed(text: str) -> Iterator[str]:
    found = _SUFFIX.search(text)
    if found is not None:
        name = text[: found.start()]
        yield from (f"{name}{comma} {found[1]}{stop}" for comma in ("", ",") for stop in ("", "."))


def _without_hyphen(text: str) -> Iterator[str]:
    if _HYPHEN.search(text):
        yield _HYPHEN.sub(" ", text)


def _the(text: str) -> Iterator[str]:
    if text.startswith("The "):
        yield f"the {text[4:]}"


_RULES = (_with_and, _initials, _saints, _suffixed, _without_hyphen, _the)
