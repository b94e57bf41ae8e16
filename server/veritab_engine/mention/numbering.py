"""Numbers that a word before them makes names of: "Section 427", "No. 5", "Articles 5, 6 and 7", "World War Two"."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.mention.marks import DASHES, digits_at, joined

IDENTIFIES = words("numbers/identifies")
CAPITALISED = words("numbers/identifies_capitalised")
FIRST = words("numbers/identifies_first")
NUMBERING = IDENTIFIES | CAPITALISED
NUMBERING_IN_WORDS = NUMBERING | words("numbers/identifies_in_words")
SECTION_SIGNS = frozenset({"§", "§§"})
SERIAL = frozenset({",", "and", "or", "&"})
SPAN = DASHES | {"to", "through", "/"}
ENDS = frozenset(".,;:)]")
_LONGEST_LIST = 12


def is_numbered(sentence: Sentence, index: int) -> bool:
    """True where a word that numbers things stands before the digits at a token, or before the list they are in."""
    first, serial = _list_start(sentence, index)
    place = first - 1
    if place > 0 and sentence.words[place] == "." and joined(sentence, place):
        place -= 1
    if place < 0:
        return False
    if not sentence.words[place][0].isalpha():
        return sentence.words[place] in SECTION_SIGNS
    word = sentence.lower[place]
    if serial or first < index or _opens_list(sentence, index):
        upper = sentence.words[place][0].isupper()
        if word[-1] == "s" and (word in IDENTIFIES or word[:-1] in (NUMBERING if upper else IDENTIFIES - CAPITALISED)):
            return True
    if serial:
        return False
    if place and word == "of":
        return sentence.words[place - 1] == "Group" or (place > 1 and sentence.lower[place - 2] == "page")
    return word in NUMBERING and (word not in CAPITALISED or _is_named(sentence, place, index))


def _is_named(sentence: Sentence, place: int, index: int) -> bool:
    """True for "Phase 2", also where it opens the sentence, and for "phase 2" with no noun behind."""
    if sentence.words[place][0].isupper():
        return place > 0 or sentence.lower[place] in FIRST
    following = sentence.words[index + 1 : index + 2]
    return sentence.lower[place] not in ("no", "form") and (not following or following[0] in ENDS)


def _list_start(sentence: Sentence, index: int) -> tuple[int, bool]:
    """The first number of the list that the digits at a token stand in, and whether a comma or "and" is in it."""
    first, serial = index, False
    while index - first < _LONGEST_LIST and digits_at(sentence, first - 2):
        joiner = sentence.lower[first - 1]
        if joiner not in SERIAL and not (joiner in SPAN and joined(sentence, first) == joined(sentence, first - 1)):
            break
        serial = serial or joiner in SERIAL
        first -= 2
    return first, serial


def _opens_list(sentence: Sentence, index: int) -> bool:
    """True for the first number of "Chapters 3 to 7"."""
    joiner = sentence.lower[index + 1 : index + 2]
    return joiner != () and (joiner[0] in SERIAL or joiner[0] in ("to", "through")) and digits_at(sentence, index + 2)


def is_name_in_words(sentence: Sentence, first: int, last: int) -> bool:
    """True for "Article Five", "World War Two", "the Three Gorges Dam": one word of number in a name."""
    if first == 0 or last != first + 1:
        return False
    upper = sentence.words[first][0].isupper()
    following = sentence.words[last][0] if last < len(sentence.words) else "."
    if upper and following.isupper() and (sentence.words[first - 1].islower() or sentence.words[first - 1] == "The"):
        return True
    if upper and sentence.lower[first - 1] == "of" and first > 1 and sentence.words[first - 2] == "Group":
        return True
    return sentence.lower[first - 1] in NUMBERING_IN_WORDS and (upper or not following.isalpha())
