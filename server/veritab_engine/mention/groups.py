"""Digits in several tokens: thousands parted by spaces, and decimals behind a comma, a raised dot, a loose dot."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.mention.currency_table import SIGNS
from veritab_engine.mention.marks import ATTACHED, SCALES, STICKS, digits_at, joined

SEPARATORS = frozenset(",.·")
_MOST_GROUPS = 6


def with_groups(sentence: Sentence, index: int, number: Decimal) -> tuple[Decimal, int]:
    """The number with the groups and the decimals that stand in tokens of their own, and the index after them."""
    number, last = _with_thousands(sentence, index, number)
    places = _places(sentence, index, last)
    if not places:
        return number, last
    whole = "".join(sentence.words[index:last]).replace(".", "") if last > index + 1 else _undotted(sentence, index)
    return Decimal(f"{whole}.{places}"), last + 2


def _undotted(sentence: Sentence, index: int) -> str:
    """The whole number before a decimal comma, in which dots part thousands."""
    return "".join(sign for sign in sentence.words[index] if sign.isdecimal())


def _with_thousands(sentence: Sentence, index: int, number: Decimal) -> tuple[Decimal, int]:
    """Take up thousands parted by plain spaces, "40 000", where no other digits stand around them."""
    words, last = sentence.words, index + 1
    if len(words[index]) > 3 or not words[index].isdecimal() or digits_at(sentence, index - 1):
        return number, last
    while last < len(words) and _is_group(words[last]) and words[last - 1].isdecimal() and last - index < _MOST_GROUPS:
        if sentence.starts[last] != sentence.ends[last - 1] + 1:
            return number, index + 1
        last += 1
    if last == index + 1 or digits_at(sentence, last) or _runs_on(sentence, last):
        return number, index + 1
    return Decimal("".join(words[index:last])), last


def _is_group(word: str) -> bool:
    """True for "345" and, with the decimals of the last group, "345.67"."""
    group, dot, places = word.partition(".")
    return len(group) == 3 and group.isdecimal() and (not dot or places.isdecimal())


def _runs_on(sentence: Sentence, last: int) -> bool:
    """True where signs or letters tie more to the last group: "20 300-400", "12 345/6"."""
    if not joined(sentence, last):
        return False
    word = sentence.words[last]
    if word[0].isalpha():
        return sentence.lower[last] not in STICKS
    if word == "," and digits_at(sentence, last + 1) and len(sentence.words[last + 1]) < 3:
        return False
    return word in "-/:" or (word in ".,’'" and digits_at(sentence, last + 1) and joined(sentence, last + 1))


def _places(sentence: Sentence, index: int, last: int) -> str:
    """The decimals behind a separator in a token of its own: "3,5 %", "5·2", and "59 . 2 %" as tokenisers cut it."""
    words = sentence.words
    if last + 1 >= len(words) or words[last] not in SEPARATORS or not words[last + 1].isdecimal():
        return ""
    tight = joined(sentence, last) and joined(sentence, last + 1)
    if _is_listed(sentence, index, last) or not (tight or words[last] == "."):
        return ""
    places = words[last + 1]
    shown = {",": _behind_comma, ".": _behind_loose_dot, "·": _behind_raised_dot}[words[last]]
    return places if shown(sentence, index, last) else ""


def _behind_comma(sentence: Sentence, index: int, last: int) -> bool:
    """True for "1.234,56", and for "3,5 %" and "5,00" where a list of two is unlikely."""
    whole, places = sentence.words[index], sentence.words[last + 1]
    if len(places) > 2 or "," in whole:
        return False
    if "." in whole:
        return _grouped(whole)
    return last > index + 1 or places[0] == "0" or _is_measured(sentence, index, last)


def _behind_loose_dot(sentence: Sentence, index: int, last: int) -> bool:
    apart = not joined(sentence, last) and not joined(sentence, last + 1)
    return apart and sentence.words[index].isdecimal() and _is_measured(sentence, index, last)


def _behind_raised_dot(sentence: Sentence, index: int, last: int) -> bool:
    return sentence.words[index].isdecimal()


def _grouped(word: str) -> bool:
    """True for "1.234" and "1.234.567"."""
    first, *rest = word.split(".")
    return len(first) <= 3 and all(len(group) == 3 for group in rest)


def _is_listed(sentence: Sentence, index: int, last: int) -> bool:
    """True for the numbers of "22,24,26"."""
    words = sentence.words
    before = index > 1 and words[index - 1] == "," and joined(sentence, index) and digits_at(sentence, index - 2)
    after = words[last + 2 : last + 3] == (",",) and joined(sentence, last + 2) and digits_at(sentence, last + 3)
    return before or after


def _is_measured(sentence: Sentence, index: int, last: int) -> bool:
    """True where a scale, a unit or a sign of money shows that one number is meant."""
    if index and sentence.words[index - 1] in SIGNS:
        return True
    following = sentence.lower[last + 2] if last + 2 < len(sentence.lower) else ""
    return following in SCALES or following in STICKS or following in SIGNS or following in ATTACHED
