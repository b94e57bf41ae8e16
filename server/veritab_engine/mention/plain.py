"""Numbers in digits among plain words, which is what most of them are: "in 20 countries", "$244.8 billion in trade".

Whatever could make a name of the digits, or carry the number on, is left to the full reading in `figures`: this is its
short way, and gives what it would give.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Numeral
from veritab_engine.mention.digits import ONE, parse_digits, shown
from veritab_engine.mention.marks import BESIDE_MONEY, SCALES
from veritab_engine.mention.number_words import CARDINALS, PARTS
from veritab_engine.mention.numbering import NUMBERING, SERIAL, SPAN
from veritab_engine.value import Point

OPENING = frozenset(mapping("currencies/signs")) | {"("}
APART = frozenset({",", ";", ":", "(", "“", '"'})
"""Marks that stand before digits without telling anything of them, as words do."""
CLOSING = frozenset(".,;)?!%")
NOT_BEFORE = NUMBERING | {f"{word}s" for word in NUMBERING} | words("numbers/negatives") | {"of", "group", "groups"}
"""Behind one of these digits may be a name or a negative number."""
LISTING = SERIAL | SPAN
NOT_BEHIND = words("numbers/plain_stops").union(
    words("numbers/times_of_day"), PARTS, BESIDE_MONEY, mapping("numbers/east_asian")
)
"""Before one of these digits may go on, or tell a time."""
NOT_BEHIND_A_SCALE = CARDINALS.keys() | PARTS.keys() | {"and", "a", "an"}


def plain(sentence: Sentence, index: int) -> Numeral | None:
    """The number whose digits stand at a token; None where it takes the full reading to tell."""
    if index and not _may_stand_before(sentence, index):
        return None
    last = index + 1
    if last == len(sentence.words):
        point = _point(sentence.words[index], ONE)
        return Numeral(index, last, point) if point is not None else None
    if sentence.starts[last] == sentence.ends[index]:
        return _closed(sentence, index)
    behind = sentence.lower[last]
    if behind in SCALES:
        return _scaled(sentence, index)
    if behind in NOT_BEHIND or not sentence.words[last].islower() or not behind.isalpha():
        return None
    point = _point(sentence.words[index], ONE)
    return Numeral(index, last, point) if point is not None else None


def _may_stand_before(sentence: Sentence, index: int) -> bool:
    before = sentence.lower[index - 1]
    if sentence.ends[index - 1] == sentence.starts[index]:
        return before in OPENING
    if before in NOT_BEFORE or not (before.isalpha() or before in APART):
        return False
    return not (before in LISTING and index > 1 and sentence.words[index - 2][0].isdigit())


def _closed(sentence: Sentence, index: int) -> Numeral | None:
    """The number that a mark closes, or a hyphen ties to a word: "20.", "5%", "20-member"; no more digits follow."""
    last = index + 1
    following = sentence.lower[last + 1] if last + 1 < len(sentence.words) else "."
    if following[0].isdigit() or not (sentence.words[last] in CLOSING or _is_compound(sentence, last, following)):
        return None
    point = _point(sentence.words[index], ONE)
    return Numeral(index, last, point) if point is not None else None


def _is_compound(sentence: Sentence, hyphen: int, following: str) -> bool:
    """True for the hyphen of "20-member", but not for that of "20-odd" or "5-million"."""
    if sentence.words[hyphen] != "-" or not following.isalpha() or following in SCALES:
        return False
    return following not in NOT_BEHIND and following not in NOT_BEHIND_A_SCALE and following not in LISTING


def _scaled(sentence: Sentence, index: int) -> Numeral | None:
    """ "244.8 billion" where no smaller scale follows."""
    last = index + 2
    behind = sentence.lower[last] if last < len(sentence.lower) else "."
    if (
        not sentence.words[index + 1].islower()
        or behind in SCALES
        or behind in NOT_BEHIND_A_SCALE
        or behind[0].isdigit()
    ):
        return None
    scale = SCALES[sentence.lower[index + 1]]
    point = _point(sentence.words[index], scale)
    return Numeral(index, last, point, scale=scale) if point is not None else None


@lru_cache(maxsize=4096)
def _point(digits: str, scale: Decimal) -> Point | None:
    """What digits and a scale show, kept since texts repeat their small numbers."""
    number = parse_digits(digits)
    return shown(number, scale) if number is not None else None
