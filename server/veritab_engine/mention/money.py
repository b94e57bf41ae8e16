"""Money around a numeral: a sign or code before it, a name or code behind it, and what the amount is told for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.currency_table import (
    CODES,
    NAMES,
    PARTS,
    PRICED,
    SCALED_CODES,
    SCALED_NAMES,
    SIGNS,
    WORDS,
)
from veritab_engine.mention.dressed import Dress, past_joint, splits_word
from veritab_engine.mention.letters import CUES
from veritab_engine.mention.marks import SCALES, digits_at, joined
from veritab_engine.mention.unit_expr import ARTICLES, EACH, THINGS, factor, name_of
from veritab_engine.mention.unit_table import TIME_UNITS

MARKS = mapping("currencies/marks")
MARKS_APART = words("currencies/marks_apart")
BEFORE = phrases("currencies/before")
NAMES_BEFORE = phrases("currencies/names_before")
CAPITALS = words("currencies/capitals")
JOINED = words("currencies/joined")
SHORT = words("currencies/short")
UNSTATED = frozenset("$¥＄￥")
THOUSAND = Decimal(1000)
_BARE = frozenset(
    {"dollar", "dollars", "$", "¥", "rupee", "rupees", "dirham", "dirhams", "riyal", "riyals"}
) | frozenset({"franc", "francs", "peso", "pesos", "dinar", "dinars", "shilling", "shillings"})
"""Names that more than one currency has."""


def money(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """The amount of money that the numeral is, or None."""
    front = _sign_before(sentence, numeral) or _code_before(sentence, numeral)
    back = _name_after(sentence, numeral)
    if front is None:
        return _with_rate(sentence, back) if back is not None else None
    if back is None or _belongs_to_next(sentence, back) or (front.stated and front.unit != back.unit):
        return _with_rate(sentence, front)
    return _with_rate(sentence, replace(back, first=front.first))


def _belongs_to_next(sentence: Sentence, back: Dress) -> bool:
    """True for the second code of "RMB 10 USD 20"."""
    return digits_at(sentence, back.last)


def _sign_before(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """ "$5", "US$ 5", "hk $ 5", "-$5": a sign, with the letters that say whose it is."""
    index, last = numeral.first - 1, numeral.last
    if index > 0 and sentence.words[index] in ("US", "U") and sentence.words[index - 1] == "$":
        return Dress(index - 1, last, Measure.MONEY, "USD")
    if index < 0 or sentence.words[index] not in SIGNS:
        return None
    owner = _owner(sentence, index) if sentence.words[index] in UNSTATED else None
    if owner is not None:
        return Dress(index - 1, last, Measure.MONEY, owner)
    sign = sentence.words[index]
    minus = index and sentence.words[index - 1] in "-−–" and joined(sentence, index) and not joined(sentence, index - 1)
    return Dress(index - 1 if minus else index, last, Measure.MONEY, SIGNS[sign], stated=sign not in UNSTATED)


def _owner(sentence: Sentence, index: int) -> str | None:
    """Whose the sign at a token is, by the letters before it."""
    mark = sentence.lower[index - 1] if index else ""
    if mark not in MARKS:
        return None
    if joined(sentence, index):
        return MARKS[mark] if len(mark) > 1 or sentence.words[index - 1].isupper() else None
    return MARKS[mark] if mark in MARKS_APART else None


def _code_before(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """ "EUR 5 million", "Rs. 500", "MAUD 60": a code, or a word that stands for one."""
    index = numeral.first - 1
    if index < 0:
        return None
    word = sentence.words[index]
    if digits_at(sentence, index - 1) and not (index > 1 and sentence.words[index - 2] in CODES):
        return None
    if word in CODES and _is_code(numeral, word):
        return Dress(index, numeral.last, Measure.MONEY, CODES[word])
    if word in SCALED_CODES:
        unit, scale = SCALED_CODES[word]
        return Dress(index, numeral.last, Measure.MONEY, unit, scale=scale)
    found = NAMES_BEFORE.before(sentence.lower, numeral.first)
    if found is None:
        found = BEFORE.before(sentence.lower, numeral.first)
        if found is None or not _is_capital(sentence.words[found[1]]):
            return None
    if word.lower() in JOINED and not joined(sentence, numeral.first):
        return None
    return Dress(found[1], numeral.last, Measure.MONEY, found[0])


def _is_capital(word: str) -> bool:
    return word.isupper() if word.lower() in CAPITALS else word[0].isupper()


def _is_code(numeral: Numeral, word: str) -> bool:
    return word not in WORDS or numeral.scale >= THOUSAND


def _is_short_for_else(sentence: Sentence, index: int) -> bool:
    """True for "5 CAD drawings"."""
    following = sentence.words[index + 1] if index + 1 < len(sentence.words) else ""
    return sentence.words[index] in SHORT and following.islower() and following.endswith("s")


def _name_after(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """ "5 million U.S. dollars", "a 5-million-dollar deal", "3 billion pounds", "30 MUSD", "75 USD million"."""
    start = past_joint(sentence, numeral.last)
    if start >= len(sentence.words):
        return None
    word = sentence.words[start]
    if word in SCALED_CODES:
        unit, scale = SCALED_CODES[word]
        return Dress(numeral.first, start + 1, Measure.MONEY, unit, scale=scale)
    if word in CODES and _is_code(numeral, word) and not _is_short_for_else(sentence, start):
        return _with_scale(sentence, numeral, Dress(numeral.first, start + 1, Measure.MONEY, CODES[word]))
    found = NAMES.at(sentence.lower, start)
    if found is None:
        found = _ambiguous(sentence, numeral, start)
    if found is None or _is_other(sentence, start, found[1]) or splits_word(sentence, found[1]):
        return None
    stated = sentence.lower[found[1] - 1] not in _BARE or found[1] > start + 1
    return _with_scale(sentence, numeral, Dress(numeral.first, found[1], Measure.MONEY, found[0], stated))


def _ambiguous(sentence: Sentence, numeral: Numeral, start: int) -> tuple[str, int] | None:
    """Names that are other words too: behind millions, or in a sentence of prices and not of weights."""
    if numeral.scale >= THOUSAND:
        return SCALED_NAMES.at(sentence.lower, start)
    found = PRICED.at(sentence.lower, start)
    if found is None or CUES["price"].isdisjoint(sentence.lower) or not CUES["weight"].isdisjoint(sentence.lower):
        return None
    return found if sentence.lower[found[1] : found[1] + 1] != ("of",) else None


def _is_other(sentence: Sentence, start: int, last: int) -> bool:
    """True where the sign belongs to the number behind it ("paid 5 $10 bills"), and for capitals ("5 P", "5 LE")."""
    word = sentence.words[start]
    if last == start + 1 and word in SIGNS:
        following = sentence.words[last][0] if last < len(sentence.words) else ""
        return following.isdigit()
    return last == start + 1 and (word == "P" or (word.lower() in CAPITALS - {"p"} and not word.isupper()))


def _with_scale(sentence: Sentence, numeral: Numeral, found: Dress) -> Dress:
    """Take up a scale behind the currency: "75 USD million"."""
    if numeral.scale > 1 or found.last >= len(sentence.lower) or found.unit in PARTS.values():
        return found
    scale = SCALES.get(sentence.lower[found.last])
    return replace(found, last=found.last + 1, scale=scale) if scale is not None and scale >= THOUSAND else found


def _with_rate(sentence: Sentence, amount: Dress) -> Dress:
    """Note what the amount is told for: "$5 a barrel", "$15.4/hour", "80 dollars per sq m"."""
    lower, last = sentence.lower, amount.last
    last += lower[last : last + 1] == ("-",) and joined(sentence, last)
    if last + 1 >= len(lower) or not (lower[last] in ARTICLES or lower[last] in ("per", "/")):
        return amount
    article = lower[last] in ARTICLES
    if lower[last + 1] in THINGS and (not article or lower[last + 1] in EACH):
        return replace(amount, rate=THINGS[lower[last + 1]])
    found = factor(sentence, last + 1 + (lower[last + 1] == "-"))
    if found is None or (found.symbol and article) or (lower[last] == "each" and found.unit not in TIME_UNITS):
        return amount
    return amount if article and _is_compared(sentence, found.last) else replace(amount, rate=name_of([found]))


def _is_compared(sentence: Sentence, last: int) -> bool:
    """True for "$5 a year earlier", a time and no rate."""
    return sentence.lower[last : last + 1] in (("earlier",), ("ago",), ("before",), ("later",), ("after",), ("old",))
