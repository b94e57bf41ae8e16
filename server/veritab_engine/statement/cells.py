"""Words and cells: a text cut into words with their lemmas, and a cell as the number or day that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.calendar import ISO, Day, read_day
from veritab_engine.statement.words import CARDINALS, ORDINALS, lemma
from veritab_engine.token import TOKEN

YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMBER = re.compile(r"[+\-−–]?\s?[$£€¥#]?\s?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s?%?")
_LEADING = re.compile(r"[+\-−–]?\s?[$£€¥#]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d:])")
_TIED_PLACE = re.compile(r"[tT]\s?-?(\d{1,3})")
_NOTHING = frozenset({"", "-", "–", "—", "n / a", "n/a", "na", "none", "?", "tba", "tbd", "null"})
_SUFFIX = lexicon("statement/grammar/endings")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text, in lower case, its lemma, and where it stands."""

    text: str
    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, its words without signs as lemmas, and the number or day that the whole of it is."""

    text: str
    words: tuple[str, ...]
    number: Decimal | None = None
    leading: Decimal | None = None
    """The number that the cell begins with, where more follows: 86 of "86 (2nd)", 12.14 of "12.14 (86)"."""
    day: Day | None = None

    @property
    def is_empty(self) -> bool:
        """True for a cell that says nothing."""
        return self.text.strip().lower() in _NOTHING


def read_words(text: str) -> Iterator[Word]:
    """The words and numbers of a text; "22nd" is one word, and signs are none."""
    held: Word | None = None
    for match in TOKEN.finditer(text):
        word, start, end = match[0].lower(), match.start(), match.end()
        if held is not None:
            if word in _SUFFIX and start == held.end and held.text.isdigit():
                yield Word(held.text + word, held.text + word, held.start, end)
                held = None
                continue
            yield held
        held = (
            Word(word, _form(word), start, end)
            if word[0].isalnum() or (word[0] == "." and word[1:2].isdigit())
            else None
        )
    if held is not None:
        yield held


def lemmas(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as lemmas in lower case, its signs left out."""
    return tuple(word.lemma for word in read_words(text))


def _form(word: str) -> str:
    """The lemma of a word; a number without its separators and without a fraction of zeros."""
    if word in ORDINALS:
        return ordinal(int(ORDINALS[word]))
    if word in CARDINALS:
        return CARDINALS[word]
    if not word[0].isdigit():
        return lemma(word.replace(".", ""))
    whole, point, fraction = word.replace(",", "").partition(".")
    return whole if not fraction.strip("0") else f"{whole}{point}{fraction}"


def ordinal(number: int) -> str:
    """A rank in digits: "22nd"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def read_cell(text: str) -> Cell:
    """A cell as words, and as the number or day that it is."""
    words = lemmas(text)
    number = number_of(text)
    leading = None
    if number is None and (match := _TIED_PLACE.fullmatch(text.strip())):
        leading = number_of(match[1])
    elif number is None and (match := _LEADING.match(text.strip())):
        leading = number_of(match[0])
    return Cell(text, words, number, leading, read_day(words, text) or _day_in(words, text))


def _day_in(words: Sequence[str], text: str) -> Day | None:
    """The day that a longer cell begins with, or that stands in it in digits."""
    for length in (4, 3, 2):
        day = read_day(words[:length]) if len(words) > length else None
        if day is not None and day.told > 1:
            return day
    return read_day((), match[0]) if (match := ISO.search(text)) else None


def number_of(text: str) -> Decimal | None:
    """The number that the whole text is, without its separators, currency and percent sign."""
    stripped = text.strip()
    match = _NUMBER.fullmatch(stripped)
    if match is None:
        return None
    number = Decimal(match[1].replace(",", ""))
    return -number if stripped[0] in "-−–" else number


def digits(words: Iterable[str]) -> tuple[str, ...]:
    """The groups of digits of figures: "1", "12", "00" of "1:12.00"."""
    return tuple(group for word in words for group in re.findall(r"\d+", word))


def close(one: str, two: str) -> bool:
    """True where one letter is changed, added, left out, or changes its place with the next."""
    if abs(len(one) - len(two)) > 2 or one == two:
        return False
    if min(len(one), len(two)) >= 7 and _edits(one, two) == 2:
        return True
    if abs(len(one) - len(two)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    left, right = one[start:], two[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    )


def _edits(one: str, two: str) -> int:
    """How many letters have to be changed, added or left out to make one word of the other."""
    row = list(range(len(two) + 1))
    for index, letter in enumerate(one, 1):
        before, row[0] = row[0], index
        for place, other in enumerate(two, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != other))
    return row[-1]
