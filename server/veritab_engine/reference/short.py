"""Short names: what a text calls an entity that tables know by its full name alone.

"The Hawks" are the Riverton Hawks, "Heathrow" is London Heathrow Airport, Petrov is Anna Petrov: a part at the
beginning or end of a name that no other name has, with a capital and no ordinary words alone. Where a class is one of
proper names and no table of aliases has it, its names are shortened; what could mean something else as well is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from veritab_engine.lexicon import forms, groups, mapping, words
from veritab_engine.reference.index import fold, stem
from veritab_engine.reference.table import EntityRef
from veritab_engine.reference.variants import class_word, names_persons
from veritab_engine.token import words_of

SHORT = "short"
MOST_NAMES = 2000
"""In a class of more names than this, a part of one is likely to be somebody else's too."""
LONGEST_NAME = 8
SHORTEST = 4
"""Letters of a word that is a short name alone; a surname may be shorter."""
SHORTEST_SURNAME = 3
MOST_PROPER = 8
"""As many of ten names have a capital in every word, where the class is one of proper names."""

Words = tuple[str, ...]


def short_names(
    classes: Mapping[str, Collection[str]], ordinary: Collection[str], is_known: Callable[[str], bool]
) -> Iterator[tuple[EntityRef, str, str]]:
    """The short names of the names of each class, as entity, text and kind.

    `ordinary` are the stems of words that the tables use for something else; `is_known` tells what is a name already.
    """
    cut = {name: words_of(name) for names in classes.values() if len(names) <= MOST_NAMES for name in names}
    held = Counter(part for tokens in cut.values() for part in dict.fromkeys(_runs(tokens)))
    for kind, names in classes.items():
        tokens = [cut[name] for name in names if name in cut]
        if class_word(kind) in words("names/common") or not _are_proper(tokens):
            continue
        people = names_persons(kind)
        for name in names:
            for part in dict.fromkeys(_surnames(cut[name]) if people else _parts(cut[name], is_known)):
                text = " ".join(part)
                if held[_folded(part)] <= 1 and _is_own(part, ordinary, people) and not is_known(text):
                    yield EntityRef(kind, name), text, SHORT


def _runs(tokens: Words) -> Iterator[Words]:
    """Every run of words in a name, as words are looked up."""
    told = _folded(tokens)[:LONGEST_NAME]
    return (told[first:last] for first in range(len(told)) for last in range(first + 1, len(told) + 1))


def _folded(tokens: Words) -> Words:
    return tuple(fold(token) for token in tokens)


def _are_proper(names: Iterable[Words]) -> bool:
    """True where the words of most longer names have capitals: "Riverton Hawks", and not "Oak chopping board"."""
    longer = [tokens for tokens in names if len(tokens) > 1]
    proper = sum(_is_proper(tokens) for tokens in longer)
    return bool(longer) and proper * 10 >= len(longer) * MOST_PROPER


def _is_proper(tokens: Words) -> bool:
    told = [token for token in tokens if token[:1].isalpha() and not _is_joint(token)]
    return bool(told) and all(token[0].isupper() for token in told)


def _is_joint(token: str) -> bool:
    """True for what joins the words of a name: "of", "du", "-"."""
    return not token[:1].isalpha() or token.islower()


def _surnames(tokens: Words) -> Iterator[Words]:
    """The last word of a person's name with its particle, and the first and last of one with more."""
    while len(tokens) > 1 and tokens[-1].lower().strip(".") in words("names/suffixes") | {".", ","}:
        tokens = tokens[:-1]
    if len(tokens) < 2 or not tokens[-1][0].isupper() or not _is_proper(tokens) or "," in tokens:
        return
    yield tokens[-1:]
    first = next((at for at, token in enumerate(tokens) if at and token.lower() in words("titles/particles")), None)
    if first is not None and first < len(tokens) - 1:
        yield tokens[first:]
    if len(tokens) > 2 and len(tokens[0]) > 1 and first is None and tokens[0].isalpha():
        yield (tokens[0], tokens[-1])


def _parts(tokens: Words, is_known: Callable[[str], bool]) -> Iterator[Words]:
    """The parts of a name that may stand for it: its end, its beginning, and its core without generic words."""
    if not 1 < len(tokens) <= LONGEST_NAME or not _is_proper(tokens) or "," in tokens:
        return
    tails = [tokens[first:] for first in range(1, len(tokens)) if not _is_place_behind(tokens, first)]
    yield from (part for part in tails if _is_whole(part))
    last = len(tokens)
    while last > 1 and (_is_generic(tokens[last - 1]) or _is_joint(tokens[last - 1])):
        last -= 1
    core = tokens[:last]
    yield from (core[first:] for first in range(1, last) if not _is_place_behind(core, first) and _is_whole(core[first:]))
    if core[0].lower() not in words("names/places"):
        heads = (tokens[:end] for end in range(2, len(tokens)))
        yield from (part for part in heads if _is_whole(part) and not is_known(" ".join(part)))


def _is_whole(part: Words) -> bool:
    """True for a part that neither begins nor ends in the middle of something."""
    return not _is_joint(part[0]) and not _is_joint(part[-1])


def _is_place_behind(tokens: Words, first: int) -> bool:
    """True where the part begins behind "of" or "in": it tells where the entity is, or of what it is one."""
    return tokens[first - 1].lower() in words("names/located")


def _is_generic(token: str) -> bool:
    return token.lower().strip(".") in words("names/generic")


def _is_own(part: Words, ordinary: Collection[str], people: bool) -> bool:
    """True where one of the words is somebody's own."""
    own = [token for token in part if not _is_joint(token) and not _is_ordinary(token, ordinary)]
    shortest = SHORTEST_SURNAME if people else SHORTEST
    return any(len(token) >= shortest or len(part) > 1 for token in own if len(token) > 2)


def _is_ordinary(token: str, ordinary: Collection[str]) -> bool:
    lower = token.lower().strip(".")
    return _is_generic(token) or lower in _ordinary() or stem(token) in ordinary or not token.replace("'", "").isalnum()


@cache
def _ordinary() -> frozenset[str]:
    """Words that mean something by themselves, wherever they stand."""
    listed = ("words/function", "words/prepositions", "phrase/adverbs", "phrase/conjunctions", "phrase/verbs")
    others = ("headers/line_items", "headers/naming", "headers/totals", "headers/places", "names/persons", "names/honorifics")
    units = (form for form in forms("headers/units"))
    full = (word for each in groups("headers/abbreviations") for word in each.lower().split())
    return (
        frozenset().union(*map(words, (*listed, *others, "names/shared", "names/parted")))
        | frozenset((*mapping("calendar/months"), *mapping("calendar/weekdays"), *units, *full))
    )
