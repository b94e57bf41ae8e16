"""Scores and records: "won 107-99", "a 13-18 record", "(32-18)", "9-for-12", "6-4, 6-3", "a 5-4 ruling".

Asserts several numbers at once. The value has them as parts in the order told; the hyphen may have spaces around it.
Rising numbers are a score only where the words around them are of games or votes: "10-15 people" is a range, "2019-20"
a season, "4-4-2" a formation. "Best of five" has one number and the unit "best of".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, ends_clause, in_dates
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.marks import DASHES, joined
from veritab_engine.mention.modality import modality_of
from veritab_engine.mention.number_words import CARDINALS
from veritab_engine.value import Parts, Point

KIND = ClaimKind("score", summary="a score, a record, or attempts made: numbers said as one")

BEHIND = words("scores/behind")
RIGHT_BEHIND = words("scores/right_behind")
BEFORE = words("scores/before")
Told = tuple[Range, tuple[int, ...]]
STANDS = phrases("scores/stands")
NO_SCORES = frozenset({(24, 7), (9, 11), (7, 11), (20, 20)})
COUNTED = words("scores/counted")
SHARES = words("scores/shares")
VOTES = words("scores/votes")
TRIED = words("scores/tried")
FROM = words("scores/from")
LINKS = words("scores/links")
MATCHES = words("scores/matches")
PUNCTUATION = frozenset(",.;:()!?—\"”'")
BE = frozenset({"is", "are", "was", "were"})
OPEN = frozenset('(,[—“":;')
THREES = frozenset({("3", "pt"), ("3", "fg"), ("3", "pts"), ("3", "p")})
_HIGHEST_OF_GAMES = 200
_NEAR = 5
_REACH = 12
"""How many tokens before a score its verb is looked for, names of two teams between."""
TRIGGERS = DASHES | {"<numeral>", "best"}


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every score, record and "best of"."""
    for span, numbers in _found(passage):
        if in_dates(passage).isdisjoint(range(*span)) and not _is_time(passage, span):
            yield _claim(passage, span, numbers)


def _is_time(passage: Passage, span: Range) -> bool:
    """True for the "30-6" of "3:30-6 p.m."."""
    return any(time.first < span[1] and span[0] < time.last for time in passage.mentions.times)


def _found(passage: Passage) -> Iterator[Told]:
    sentence = passage.sentence
    lower = sentence.lower
    if not DASHES.isdisjoint(lower):
        yield from filter(None, (_dashed(sentence, i) for i, word in enumerate(lower) if word in DASHES))
    for numeral in passage.mentions.numerals:
        i = numeral.last
        if lower[i : i + 1] == ("to",):
            yield from filter(None, (_voted(sentence, i),))
        elif i < len(lower) and (lower[i] in LINKS or lower[i] == "-"):
            yield from filter(None, (_tried(sentence, i + (lower[i] == "-")),))
    if "best" in lower:
        yield from filter(None, (_best_of(sentence, i) for i, word in enumerate(lower) if word == "best"))


def _claim(passage: Passage, span: Range, numbers: tuple[int, ...]) -> Claim:
    points = tuple(Point(Decimal(number)) for number in numbers)
    single = len(points) == 1
    return passage.claim(
        KIND,
        *span,
        points[0] if single else Parts(points),
        unit="best of" if single else None,
        modality=modality_of(passage.sentence, span[0]),
    )


def _number(sentence: Sentence, i: int) -> int | None:
    """The small whole number in one token, "nil" too."""
    if not 0 <= i < len(sentence.words):
        return None
    word = sentence.words[i]
    if word.isdecimal() and len(word) <= 3 and not (len(word) > 1 and word[0] == "0"):
        return int(word)
    return CARDINALS.get(sentence.lower[i])


def _dashed(sentence: Sentence, dash: int) -> Told | None:
    """The numbers that dashes tie from the one before `dash` on, where they are a score."""
    if _is_tie(sentence, dash - 2):
        return None
    numbers, last = [_number(sentence, dash - 1)], dash
    while _is_tie(sentence, last) and len(numbers) < 4:
        numbers.append(_number(sentence, last + 1))
        last += 2
    told = tuple(number for number in numbers if number is not None)
    if len(told) < 2 or len(told) < len(numbers) or len(told) > 3:
        return None
    span = (dash - 1, last)
    return (span, told) if _stands_alone(sentence, span) and _is_score(sentence, span, told) else None


def _is_tie(sentence: Sentence, dash: int) -> bool:
    """True for a dash between two numbers, one at least in digits, with spaces on both sides or on none."""
    if not 0 < dash < len(sentence.words) - 1 or sentence.words[dash] not in DASHES:
        return False
    around = sentence.words[dash - 1], sentence.words[dash + 1]
    numbers = _number(sentence, dash - 1) is not None and _number(sentence, dash + 1) is not None
    told = any(word.isdecimal() for word in around) or "nil" in (around[1].lower(), around[0].lower())
    return numbers and told and joined(sentence, dash) == joined(sentence, dash + 1)


def _stands_alone(sentence: Sentence, span: Range) -> bool:
    """True where nothing sticks to the numbers that makes a code, a price or a share of them."""
    first, last = span
    if first and joined(sentence, first) and sentence.words[first - 1] not in OPEN:
        return False
    if first and not sentence.words[first - 1][0].isalnum() and sentence.words[first - 1] not in PUNCTUATION | OPEN:
        return False
    behind = sentence.words[last] if last < len(sentence.words) else ""
    if joined(sentence, last) and behind[:1].isalnum():
        return False
    of_threes = sentence.lower[last : last + 2] in THREES
    return of_threes or not (behind[:1] in ("%", "/", "$", "+", "-") or behind[:1].isdigit())


def _is_score(sentence: Sentence, span: Range, numbers: tuple[int, ...]) -> bool:
    lower, (first, last) = sentence.lower, span
    behind = lower[last : last + 3]
    if behind and (behind[0] in COUNTED or (behind[0] in SHARES and numbers[0] + numbers[1] in (100, 40, 20))):
        return False
    bracketed = first > 1 and sentence.words[first - 1] == "(" and sentence.words[first - 2][0].isupper()
    cued = (bracketed and behind[:1] in ((")",), (",",))) or _is_cued(sentence, span)
    if len(numbers) > 2:
        return cued and not {"formation", "system"} & set(behind)
    cued = cued or _stands_at(sentence, first, behind)
    if cued or numbers in NO_SCORES:
        return cued
    name = first > 0 and sentence.words[first - 1][0].isupper() and first > 1
    versus = name and last < len(sentence.words) and sentence.words[last][0].isupper()
    falling = numbers[0] >= numbers[1] and numbers[0] <= _HIGHEST_OF_GAMES and not SHARES & set(behind)
    return falling and (versus or not name) and not _is_plural(behind)


def _stands_at(sentence: Sentence, first: int, behind: tuple[str, ...]) -> bool:
    """True for the record of a name: "The Reds are 41-44 and"."""
    if first < 3 or sentence.lower[first - 1] not in BE or not sentence.words[first - 2][0].isupper():
        return False
    return not behind or not behind[0][0].isalnum() or behind[0] in ("and", "but", "since")


def _is_plural(behind: tuple[str, ...]) -> bool:
    return bool(behind) and behind[0].endswith("s") and behind[0] not in RIGHT_BEHIND | BEHIND


def _is_cued(sentence: Sentence, span: Range) -> bool:
    """True where a word of games or votes stands beside the numbers."""
    lower, (first, last) = sentence.lower, span
    if lower[last : last + 2] in THREES or STANDS.at(lower, last):
        return True
    for word in lower[last : last + 3]:
        if word in BEHIND:
            return True
        if not word[0].isalpha() and word != "-":
            break
    if lower[last : last + 1] and lower[last][0].isalpha() and lower[last] not in RIGHT_BEHIND:
        return False
    for i in range(first - 1, max(first - _REACH, -1), -1):
        if lower[i] in BEFORE:
            return True
        if ends_clause(sentence, i) and lower[i] not in (",", "(", ")"):
            return False
    return False


def _voted(sentence: Sentence, to: int) -> Told | None:
    """ "Voted 217 to 213", "won 3 to 1": falling numbers behind a word of votes or games, which are no range."""
    first, second = _number(sentence, to - 1), _number(sentence, to + 1)
    if first is None or second is None or first < second or "from" in sentence.lower[max(to - 3, 0) : to]:
        return None
    span = (to - 1, to + 2)
    behind = sentence.lower[to + 2 : to + 3]
    cued = not VOTES.isdisjoint(sentence.lower[max(to - _NEAR, 0) : to - 1])
    return (span, (first, second)) if cued and _stands_alone(sentence, span) and not COUNTED & set(behind) else None


def _tried(sentence: Sentence, link: int) -> Told | None:
    """ "9-for-12", "9 - of - 12", "9 of 12 shots": how many of so many tries came off; `link` is the word between."""
    if sentence.lower[link : link + 1] and sentence.lower[link] not in LINKS:
        return None
    hyphens = sentence.words[link - 1] == "-" and sentence.words[link + 1 : link + 2] == ("-",)
    first, last = (link - 2, link + 2) if hyphens else (link - 1, link + 1)
    made, tried = _number(sentence, first), _number(sentence, last)
    if made is None or tried is None or made > tried or sentence.words[link + 1 : link + 2] == ("$",):
        return None
    behind = sentence.lower[last + 1 : last + 3]
    cued = bool(behind) and behind[0] in TRIED and (behind[0] != "from" or behind[1:] == () or behind[1] in FROM)
    return ((first, last + 1), (made, tried)) if hyphens or cued else None


def _best_of(sentence: Sentence, best: int) -> Told | None:
    """ "Best of five", "a best-of-seven series": an odd number of matches."""
    lower = sentence.lower
    hyphens = lower[best + 1 : best + 4] == ("-", "of", "-")
    last = best + 4 if hyphens else best + 2
    number = _number(sentence, last)
    if number is None or number % 2 == 0 or number < 3 or not (hyphens or lower[best + 1] == "of"):
        return None
    behind = lower[last + 1 : last + 2]
    alone = not behind or behind[0] in MATCHES or not behind[0][0].isalnum()
    return ((best, last + 1), (number,)) if hyphens or alone else None
