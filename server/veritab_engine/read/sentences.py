"""Where sentences end, decided at the terminators alone."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.read.tokens import Tokens

TERMINATORS = frozenset(".!?…。！？")
CLOSERS = frozenset("\"'”’)]»")
NEVER_LAST = words("abbreviations/before_a_name")
MAY_BE_LAST = words("abbreviations/elsewhere")
BEFORE_A_NUMBER = words("abbreviations/before_a_number")
BEHIND_DECIMALS = frozenset(mapping("numbers/scales")) | phrases("units/percent").heads
SIGNS = frozenset(mapping("currencies/signs"))
LONGEST = 400
"""The most tokens of one sentence."""
STARTERS = words("abbreviations/starters")


def sentence_ends(tokens: Tokens) -> Iterator[int]:
    """Yield the index after the last token of every sentence; the last one ends with the tokens.

    What runs on for longer than LONGEST is no prose: it is cut there, so that no work on a sentence outgrows it.
    """
    ended = 0
    for last in _terminated(tokens):
        yield from range(ended + LONGEST, last, LONGEST)
        yield last
        ended = last


def _terminated(tokens: Tokens) -> Iterator[int]:
    count = len(tokens.words)
    index = ended = 0
    while index < count:
        word = tokens.words[index]
        index += 1
        if word[-1] in TERMINATORS:
            last = _skip_closers(tokens, index)
            if last == count or (_stands_free(tokens, last) and _ends(tokens, index - 1, last)):
                yield last
                index = ended = last
    if ended < count:
        yield count


def _skip_closers(tokens: Tokens, index: int) -> int:
    """The index after the terminators and closing marks that stick to a sentence's end."""
    words, starts, ends = tokens
    while (
        index < len(words) and starts[index] == ends[index - 1] and (words[index] in CLOSERS or words[index] in "?!.")
    ):
        index += 1
    return index


def _stands_free(tokens: Tokens, last: int) -> bool:
    """True where white space follows, a bracket opens, or a closing mark was passed."""
    gap = tokens.starts[last] > tokens.ends[last - 1]
    return gap or tokens.words[last] in "([“" or tokens.words[last - 1] in CLOSERS - {"'", "’"}


def _ends(tokens: Tokens, terminator: int, last: int) -> bool:
    """Decide whether the terminator ends a sentence, from the words before and after it."""
    following = tokens.words[last]
    if following[0].islower() or following in ",;:—–" or tokens.words[last : last + 2] == ["'", "s"]:
        return False
    if tokens.words[terminator] == ".":
        return last > terminator + 1 or not _abbreviates(tokens, terminator, following)
    if len(tokens.words[terminator]) > 1 and tokens.words[terminator][0].isalpha():
        return following.lower() in STARTERS or following in '“"'
    return True


def _is_decimal(tokens: Tokens, dot: int) -> bool:
    """True for the loose dot of "59 . 2 %" and "$ 1 . 5 million", as tokenisers cut them."""
    words = tokens.words
    if not (words[dot - 1].isdecimal() and words[dot + 1].isdecimal()):
        return False
    after = words[dot + 2].lower() if dot + 2 < len(words) else ""
    return after in BEHIND_DECIMALS or (dot > 1 and words[dot - 2] in SIGNS)


def _abbreviates(tokens: Tokens, dot: int, following: str) -> bool:
    """True where the full stop belongs to the word before it and not to the sentence.

    In tokenised text it stands apart from both: "59 . 2 percent", "oct . 13".
    """
    if dot == 0:
        return False
    word = tokens.words[dot - 1]
    lower = word.lower()
    numbered = following[0].isdigit() or (following == "(" and "".join(tokens.words[dot + 2 : dot + 3])[:1].isdigit())
    if tokens.ends[dot - 1] != tokens.starts[dot]:
        return (numbered and lower in BEFORE_A_NUMBER) or _is_decimal(tokens, dot)
    if lower in BEFORE_A_NUMBER and numbered:
        return True
    if lower in NEVER_LAST:
        return word[0].isupper() or lower in ("vs", "v")
    starts_anew = following.lower() in STARTERS or following in '“"'
    if len(word) == 1 and word.isalpha() and word.isupper():
        initial = len(following) == 1 and following.isupper() and tokens.words[dot + 2 : dot + 3] == ["."]
        named = initial or dot == 1 or tokens.words[dot - 2][0].isupper() or tokens.words[dot - 2] == "."
        return named and not starts_anew
    return lower in MAY_BE_LAST and not starts_anew
