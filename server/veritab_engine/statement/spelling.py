"""Words of a statement as the sheet spells them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from veritab_engine.reference.index import fold
from veritab_engine.statement.calendar import MONTHS
from veritab_engine.statement.cells import Word, close
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import CARDINALS, FILLERS, LIGHT, LOADED, ROWS, STOP, UNITS, lemma

_ENDINGS = ("ation", "ition", "ment", "ance", "ence", "ion", "ive", "ing", "ial", "al", "er", "or", "ee", "ic", "e")
"""Endings that make a noun or an adjective of a word."""
_TENS = frozenset(word for word, number in CARDINALS.items() if int(number) in range(20, 100, 10))
_UNITS_OF_TEN = frozenset(word for word, number in CARDINALS.items() if 0 < int(number) < 10)
_GLUED = re.compile(r"([a-z]{2,})(\d+)|(\d+)([a-z]{3,})")
_COMMON = FILLERS | LOADED | ROWS
_LEAST = 5
"""Shorter words are too much alike."""


def spelled(words: list[Word], sheet: Sheet) -> tuple[Word, ...]:
    """The words, those that are known nowhere as the one word of the sheet that is nearly the same."""
    return joined([_spelled(each, sheet) for word in words for each in _parted(word, sheet)], sheet)


def _parted(word: Word, sheet: Sheet) -> Iterator[Word]:
    """The word and the number that "game61", "in1958", "19september" run together."""
    match = _GLUED.fullmatch(word.text)
    if match is None or word.text in UNITS or _is_known(word.lemma, sheet) or _is_known(word.text, sheet):
        yield word
        return
    letters = match[1] or match[4]
    if letters not in STOP | FILLERS | ROWS and letters not in MONTHS and not _is_known(lemma(letters), sheet):
        yield word
        return
    cut = word.start + (len(match[1]) if match[1] else len(match[3]))
    for text, start, end in (
        (word.text[: cut - word.start], word.start, cut),
        (word.text[cut - word.start :], cut, word.end),
    ):
        yield Word(text, lemma(text), start, end)


def joined(words: list[Word], sheet: Sheet) -> tuple[Word, ...]:
    """Words as the sheet writes them: "body weight" of a heading "bodyweight", "t.j. ford" of a cell "t j ford"."""
    found: list[Word] = []
    for word in words:
        if found and found[-1].text in _TENS and word.text in _UNITS_OF_TEN:
            total = str(int(found[-1].lemma) + int(word.lemma))
            found[-1] = Word(total, total, found[-1].start, word.end)
            continue
        if found and _goes_on(found[-1], word) and _is_known(found[-1].lemma + word.lemma, sheet):
            both = found[-1].lemma + word.lemma
            found[-1] = Word(both, both, found[-1].start, word.end)
            continue
        if "." in word.text and not _is_known(word.lemma, sheet) and all(_is_known(each, sheet) for each in word.lemma):
            found.extend(_initials(word))
            continue
        if found and word.lemma.isalpha() and found[-1].lemma.isalpha():
            both = found[-1].lemma + word.lemma
            if (len(both) > 6 or len(both) == 2) and _is_known(both, sheet):
                found[-1] = Word(f"{found[-1].text} {word.text}", both, found[-1].start, word.end)
                continue
        found.append(word)
    return tuple(found)


def _goes_on(left: Word, right: Word) -> bool:
    """True for the thousands of "21 , 273", with a sign and spaces between them."""
    return left.text.isdigit() and right.text.isdigit() and len(right.text) == 3 and right.start - left.end == 3


def _is_known(form: str, sheet: Sheet) -> bool:
    return form in sheet.headed or form in sheet.places


def _initials(word: Word) -> Iterator[Word]:
    """The letters of "t.j." as words."""
    for at, letter in enumerate(word.text):
        if letter.isalpha():
            yield Word(letter, letter, word.start + at, word.start + at + 1)


def _root(word: str) -> str:
    """What is left of a word without such an ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST - 1:
            return word.removesuffix(ending)
    return word


def _spelled(word: Word, sheet: Sheet) -> Word:
    form = word.lemma
    known = _is_known(form, sheet)
    plain = sheet.accented.get(form) or (None if form.isascii() else fold(form))
    if not known and plain is not None and _is_known(plain, sheet):
        return Word(word.text, plain, word.start, word.end)
    heads = [other for other in sheet.headed if other[0] == form[0] and other != form and len(other) >= _LEAST]
    kin = [other for other in heads if _root(form) == _root(other)]
    if len(kin) == 1 and form not in LIGHT and not known and len(form) >= _LEAST - 1:
        return Word(word.text, kin[0], word.start, word.end)
    if len(form) < _LEAST or not form.isalpha() or known or form in _COMMON:
        return word
    alike = sheet.spelled.get(form[0], ())
    near = [other for other in alike if _root(form) == _root(other)]
    near = near or [other for other in alike if close(form, other) or close(word.text, other)]
    return Word(word.text, near[0], word.start, word.end) if len(near) == 1 else word
