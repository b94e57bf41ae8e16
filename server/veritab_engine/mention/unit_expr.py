"""Units as they are written around each other: "km/h", "kg·m⁻³", "J/m^2 per year", "4 cubic kilometres", "W/(m2 K)".

A unit is a product of factors, each a name or symbol with a power; those behind "per" or "/", or with a negative
exponent, are what it is told for. It is named in one way however it is written: "joule per square metre per year".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.marks import MINUS, joined
from veritab_engine.mention.unit_table import EXPONENTS, NAMES, RAISED, SYMBOLS, TIME, TIME_UNITS

POWERS = {word: int(power) for word, power in mapping("units/powers").items()}
AFTERWARDS = {word: int(power) for word, power in mapping("units/raised").items()}
PER = words("units/per")
ARTICLES = words("units/articles")
LENGTHS = words("units/lengths")
THINGS = mapping("units/things")
EACH = words("units/each")
PRODUCTS = frozenset("·⋅∙•*×.-")
SUPERSCRIPTS = {"¹": 1, "²": 2, "³": 3, "⁴": 4}
_MOST_FACTORS = 6


@dataclass(frozen=True, slots=True)
class Factor:
    """One unit with its power, negative where it is divided by; `symbol` tells how it is written, "" for a name."""

    unit: str
    power: int
    last: int
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its name, the index after it, and its letters where one symbol is all of it ("m")."""

    name: str
    last: int
    letters: str = ""


def expression(sentence: Sentence, first: Factor) -> Unit:
    """The unit that begins with a factor, as far as it goes."""
    factors, last = [first], first.last
    while len(factors) < _MOST_FACTORS:
        more = _next(sentence, last, len(factors) == 1 and not first.symbol)
        if not more:
            break
        factors += more
        last = factors[-1].last + _is_opened(sentence, last)
    alone = len(factors) == 1 and first.power == 1
    return Unit(name_of(factors), last, first.symbol if alone else "")


def _is_opened(sentence: Sentence, index: int) -> bool:
    """True for the "/(" whose bracket closes behind the last factor."""
    return sentence.words[index : index + 2] == ("/", "(")


def _next(sentence: Sentence, index: int, named: bool) -> list[Factor]:
    """The factors that go on with a unit: one, or those that brackets hold."""
    lower = sentence.lower
    if index >= len(lower):
        return []
    tied = lower[index] == "-" and joined(sentence, index) and lower[index + 1 : index + 2] and lower[index + 1] in PER
    if lower[index] in PER or tied:
        return _told_for(sentence, index + bool(tied))
    if lower[index] in PRODUCTS and joined(sentence, index) and joined(sentence, index + 1):
        found = None if named else factor(sentence, index + 1)
        return [found] if found is not None and found.symbol else []
    beside = factor(sentence, index)
    goes_on = beside is not None and beside.symbol and not named and (beside.power < 0 or beside.symbol in ("h", "K"))
    return [beside] if beside is not None and goes_on and not joined(sentence, index) else []


def _told_for(sentence: Sentence, index: int) -> list[Factor]:
    """What stands behind "per", "/" or "an"."""
    lower = sentence.lower
    if lower[index] == "/" and lower[index + 1 : index + 2] == ("(",):
        return [_inverse(each) for each in _bracketed(sentence, index + 2)]
    thing = lower[index + 1] if index + 1 < len(lower) else ""
    if thing in THINGS and (lower[index] == "per" or (lower[index] == "a" and thing in EACH)):
        return [Factor(THINGS[thing], -1, index + 2)]
    found = factor(sentence, index + 1 + (lower[index + 1 : index + 2] == ("-",)))
    if found is None or (lower[index] in ARTICLES and found.unit not in TIME_UNITS):
        return []
    return [_inverse(found)]


def _bracketed(sentence: Sentence, index: int) -> list[Factor]:
    found: list[Factor] = []
    while len(found) < _MOST_FACTORS:
        each = factor(sentence, index)
        if each is None:
            return []
        found.append(each)
        index = each.last
        if sentence.words[index : index + 1] == (")",):
            return found
        index += sentence.words[index : index + 1] != () and sentence.words[index] in PRODUCTS
    return []


def _inverse(each: Factor) -> Factor:
    return replace(each, power=-abs(each.power))


def factor(sentence: Sentence, index: int) -> Factor | None:
    """The name or symbol of a unit at a token, with its power."""
    if not 0 <= index < len(sentence.words):
        return None
    word, lower = sentence.words[index], sentence.lower
    if word in RAISED or lower[index] in RAISED:
        unit, power = RAISED.get(word) or RAISED[lower[index]]
        return Factor(unit, power, index + 1, word)
    if lower[index] in POWERS:
        return _powered(sentence, index)
    named = named_at(sentence, index)
    if word in SYMBOLS and (named is None or named[1] == index + 1):
        power, last = _exponent(sentence, index + 1)
        return Factor(SYMBOLS[word], power, last, word)
    if named is None:
        return None
    raised = AFTERWARDS.get(lower[named[1]]) if named[1] < len(lower) else None
    return Factor(named[0], raised or 1, named[1] + (raised is not None))


def named_at(sentence: Sentence, index: int) -> tuple[str, int] | None:
    """The longest name of a unit at a token, without the dot that ends a sentence or multiplies."""
    found, time = NAMES.at(sentence.lower, index), TIME.at(sentence.lower, index)
    if time is not None and (found is None or time[1] > found[1]):
        found = time
    if found is None or found[1] == index + 1 or sentence.words[found[1] - 1] != ".":
        return found
    stops = found[1] == len(sentence.words) or joined(sentence, found[1])
    return (found[0], found[1] - 1) if stops else found


def _powered(sentence: Sentence, index: int) -> Factor | None:
    """ "Square kilometres", "cu. ft", "cubic-metre"; a phrase of its own where there is one ("sq m")."""
    lower = sentence.lower
    whole = NAMES.at(lower, index)
    if whole is not None:
        return Factor(*_as_power(whole[0]), whole[1])
    inner = index + 1 + (lower[index + 1 : index + 2] in ((".",), ("-",)))
    found = NAMES.at(lower, inner)
    if found is None and inner < len(lower) and sentence.words[inner] in SYMBOLS:
        found = SYMBOLS[sentence.words[inner]], inner + 1
    return Factor(found[0], POWERS[lower[index]], found[1]) if found is not None else None


def _as_power(name: str) -> tuple[str, int]:
    shape, _, unit = name.partition(" ")
    return (unit, POWERS[shape]) if shape in POWERS else (name, 1)


def _exponent(sentence: Sentence, last: int) -> tuple[int, int]:
    """The power that stands behind a unit, and the index after it: "^-2", "−1", "⁻¹", "squared"."""
    words = sentence.words
    if last >= len(words):
        return 1, last
    if words[last] in AFTERWARDS:
        return AFTERWARDS[words[last]], last + 1
    if words[last] == "^":
        last += 1
    elif not (words[last] in MINUS or words[last] == "⁻"):
        return 1, last
    minus = last < len(words) and (words[last] in MINUS or words[last] == "⁻")
    place = last + minus
    power = _digit(sentence, place) if joined(sentence, place) else None
    if power is None or (minus and not _is_exponent(sentence, last)):
        return 1, last - (words[last - 1] == "^")
    return -power if minus else power, place + 1


def _digit(sentence: Sentence, index: int) -> int | None:
    word = sentence.words[index] if index < len(sentence.words) else ""
    return SUPERSCRIPTS.get(word) or EXPONENTS.get(word) or (1 if word == "1" else None)


def _is_exponent(sentence: Sentence, minus: int) -> bool:
    """True where the minus makes an exponent: it sticks to the symbol, or is a true minus with nothing behind it."""
    after = minus + 2
    ends = after >= len(sentence.words) or not joined(sentence, after) or not sentence.words[after][0].isalnum()
    return ends and (joined(sentence, minus) or sentence.words[minus] == "−")


def name_of(factors: list[Factor]) -> str:
    """The one name of a product: "newton metre", "kilogram per cubic metre", "per femtobarn"."""
    above = " ".join(_raised(each.unit, each.power) for each in factors if each.power > 0)
    below = [_raised(each.unit, -each.power) for each in factors if each.power < 0]
    if sum(each.power > 0 for each in factors) > 1 and above.endswith(" hour"):
        above = f"{above.removesuffix(' hour')}-hour"
    return " per ".join([above, *below]) if above else " ".join(f"per {each}" for each in below)


def _raised(unit: str, power: int) -> str:
    if power == 1:
        return unit
    if unit in LENGTHS and power <= len(_SHAPES) + 1:
        return f"{_SHAPES[power - 2]} {unit}"
    return f"{unit} {_POWERED[power - 2]}" if power <= len(_POWERED) + 1 else f"{unit}^{power}"


_SHAPES = ("square", "cubic")
_POWERED = ("squared", "cubed")
