"""Short names: what a text calls an entity that tables know by its full name alone.

"The Hawks" are the Riverton Hawks, "Heathrow" is London Heathrow Airport, Petrov is Anna Petrov: a part at the
beginning or end of a name that no other name has, with a capital and no ordinary words alone. Where a class is one of
proper names and no table of aliases has it, its names are shortened; what could mean something else as well is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from veritab_engine.lexicon import mapping, vocabulary, words
from veritab_engine.reference.index import fold, is_grammar
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

HYPHENS = frozenset({"-", "–"})

Words = tuple[str, ...]


def short_names(
    classes: Mapping[str, Collection[str]], ordinary: Collection[str], is_known: Callable[[str], bool]
) -> Iterator[tuple[EntityRef, str, str]]:
    """The short names of the names of each class, as entity, text and kind.

    `ordinary` are words that the tables use for something else; `is_known` tells what is a name already.
    """
    cut = {name: words_of(name) for names in classes.values() if len(names) <= MOST_NAMES for name in names}
    held = Counter(part for tokens in cut.values() for part in dict.fromkeys(_runs(tokens)))
    for kind, names in classes.items():
        tokens = [cut[name] for name in names if name in cut]
        if class_word(kind) in words("names/common") or not _are_proper(tokens):
            continue
        people = names_persons(kind)
        for name in names:
            for part in dict.fromkeys(_surnames(cut[name]) if people else _parts(cut[name])):
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
    told = [token for token in tokens if not _is_joint(token)]
    return any(token[0].isupper() for token in told) and not any(token[0].islower() for token in told)


def _is_joint(token: str) -> bool:
    """True for what joins the words of a name: "of", "du", "-"."""
    return not token[0].isalnum() or token in words("names/joints")


def _surnames(tokens: Words) -> Iterator[Words]:
    """The last word of a person's name with its particle, and the first and last of one with more."""
    while len(tokens) > 1 and tokens[-1].lower() in words("names/suffixes") | {".", ","}:
        tokens = tokens[:-1]
    if len(tokens) < 2 or not tokens[-1][0].isupper() or not _is_proper(tokens) or "," in tokens:
        return
    own = next(
        (at for at in range(len(tokens) - 1, 0, -1) if tokens[at - 1] not in HYPHENS and tokens[at] not in HYPHENS), 0
    )
    if own == 0:
        return
    yield tokens[own:]
    first = next((at for at, token in enumerate(tokens) if at and token.lower() in words("titles/particles")), None)
    if first is not None and first < own:
        yield tokens[first:]
    elif own > 1 and len(tokens[0]) > 1 and tokens[0].isalpha():
        yield (tokens[0], *tokens[own:])


def _parts(tokens: Words) -> Iterator[Words]:
    """The parts of a name that may stand for it: its end, its beginning, and its core without generic words."""
    if not 1 < len(tokens) <= LONGEST_NAME or not _is_proper(tokens) or "," in tokens:
        return
    last = len(tokens)
    while last > 1 and (_is_generic(tokens[last - 1]) or _is_joint(tokens[last - 1])):
        last -= 1
    tails = (tokens[first:end] for end in {last, len(tokens)} for first in range(1, end) if _begins(tokens, first))
    heads = (tokens[:end] for end in range(2, len(tokens))) if tokens[0].lower() not in words("names/places") else ()
    kind = [(*tokens[:last], tokens[-1])] if last < len(tokens) - 1 and not _is_joint(tokens[-2]) else []
    yield from (part for part in (*tails, *heads, *kind) if _is_whole(part))


def _is_whole(part: Words) -> bool:
    """True for a part that neither begins nor ends in the middle of something."""
    tied = part[-1].lower() in words("names/places") | words("titles/particles")
    return not _is_joint(part[0]) and not _is_joint(part[-1]) and not tied


def _begins(tokens: Words, first: int) -> bool:
    """True where a part may begin: not in "New York", "Van Gogh", "Victoria and Albert", nor behind "of" or "in"."""
    before, lower = tokens[first - 1], tokens[first - 1].lower()
    tied = lower in words("names/places") or (before[0].isupper() and lower in words("titles/particles"))
    return not tied and lower not in words("names/located") and lower not in ("and", "&", "'", "’")


def _is_generic(token: str) -> bool:
    return token.lower().strip(".") in words("names/generic")


def _is_own(part: Words, ordinary: Collection[str], people: bool) -> bool:
    """True where one of the words is somebody's own; a surname may be an ordinary word, and no month."""
    if people:
        return (
            len(part[-1]) >= SHORTEST_SURNAME
            and part[-1].lower() not in _calendar()
            and not is_grammar(part[-1].lower())
        )
    own = [token for token in part if len(token) > 2 and not _is_joint(token) and not is_ordinary(token)]
    return any((len(token) >= SHORTEST or len(part) > 1) and _singular(token.lower()) not in ordinary for token in own)


def is_ordinary(token: str) -> bool:
    """True for a word that means something by itself, whoever may be called so too."""
    lower = token.lower().strip(".")
    return lower in vocabulary() or _singular(lower) in _singulars() or lower in _calendar() or not token.isalnum()


def ordinary_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words of phrases, in the form in which `short_names` is told what is ordinary."""
    return frozenset(_singular(word.lower()) for phrase in phrases for word in words_of(phrase))


def _singular(word: str) -> str:
    """A word in lower case without the "s" of a plural; quicker than its stem, and as good for nouns."""
    return word.removesuffix("s")


@cache
def _singulars() -> frozenset[str]:
    return frozenset(map(_singular, words("names/generic")))


@cache
def _calendar() -> frozenset[str]:
    return frozenset((*mapping("calendar/months"), *mapping("calendar/weekdays")))
