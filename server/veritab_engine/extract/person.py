"""Names of persons in a sentence: where one ends or begins, told by capitals, initials, particles and hyphens."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import BORDERS, Range, in_dates, is_name
from veritab_engine.lexicon import forms, words

TITLE_ENDS = frozenset(form.split()[-1] for form in (*forms("titles/offices"), *forms("titles/plurals"))) - {"."}
"""The last words of all titles: no name goes on through them."""
NOT_PERSONS = words("titles/not_persons")
PARTICLES = words("titles/particles")
JOINING = PARTICLES | {"-"}
COMPOUNDS = words("titles/compounds")
REGNAL = words("titles/regnal")


def person_at(passage: Passage, first: int) -> Range | None:
    """The name of a person that starts at `first`."""
    sentence = passage.sentence
    if not is_name(sentence, first):
        return None
    dated = in_dates(passage)
    end = first
    while (end not in dated or _is_surname_of_month(sentence, end, first)) and (
        next_end := _name_word(sentence, end, first)
    ):
        end = next_end
    if end == first or _is_no_person(sentence, first, end):
        return None
    return first, end


def person_start(passage: Passage, end: int) -> int:
    """Where the name that ends before `end` starts; `end` where no full name does."""
    sentence = passage.sentence
    first = end
    while first > 0:
        if is_name(sentence, first - 1) or _joins_names(sentence, first - 1):
            first -= 1
        elif first > 2 and sentence.lower[first - 2] == "-" and _joins_names(sentence, first - 2):
            first -= 2
        else:
            break
    return first if person_at(passage, first) == (first, end) else end


def words_in(sentence: Sentence, name: Range) -> int:
    """How many words a name has, parts joined by hyphens counting as one."""
    hyphens = sentence.lower[name[0] : name[1]].count("-")
    return name[1] - name[0] - 2 * hyphens


def _is_surname_of_month(sentence: Sentence, i: int, first: int) -> bool:
    """True for "Theresa May", where no day follows."""
    if i != first + 1 or i >= len(sentence.words) or sentence.words[i] != "May":
        return False
    following = sentence.words[i + 1] if i + 1 < len(sentence.words) else ""
    return not following[:1].isdigit()


def _name_word(sentence: Sentence, i: int, first: int) -> int:
    """The end of one more word of a name at `i`: a capital, an initial with its stop, a particle, a hyphen; else 0."""
    if i >= len(sentence.words):
        return 0
    lower, word = sentence.lower[i], sentence.words[i]
    if is_name(sentence, i) and word[0].isalpha() and _may_be_name(sentence, i, first):
        initial = len(word) == 1 and sentence.lower[i + 1 : i + 2] == (".",) and is_name(sentence, i + 2)
        return i + 2 if initial else i + 1
    if i == first or i + 1 == len(sentence.words):
        return 0
    following = sentence.lower[i + 1]
    if lower == "-" and _is_tight(sentence, i) and following not in COMPOUNDS:
        return i + 2
    joined = is_name(sentence, i + 1) and following not in TITLE_ENDS
    return i + 1 if lower in PARTICLES and (joined or following in JOINING) else 0


def _may_be_name(sentence: Sentence, i: int, first: int) -> bool:
    """False for titles, and for words of the grammar that stand with a capital inside a name ("Charles I")."""
    lower = sentence.lower[i]
    if lower in TITLE_ENDS:
        return False
    if lower not in BORDERS or i == first:
        return True
    return _is_surname_of_month(sentence, i, first) or (lower in REGNAL and i == first + 1)


def _is_no_person(sentence: Sentence, first: int, end: int) -> bool:
    """True for places and days with a person's title, and for compounds ("Trump-era")."""
    after = sentence.lower[end : end + 1]
    if after == ("-",) and sentence.starts[end] == sentence.ends[end - 1]:
        return True
    return not NOT_PERSONS.isdisjoint(sentence.lower[first : end if after == ("and",) else end + 1])


def _joins_names(sentence: Sentence, i: int) -> bool:
    dash = sentence.lower[i] == "-" and not _is_tight(sentence, i)
    return sentence.lower[i] in JOINING and is_name(sentence, i - 1) and not dash


def _is_tight(sentence: Sentence, i: int) -> bool:
    """True for a hyphen without blanks around it, which joins the parts of a name."""
    return sentence.ends[i - 1] == sentence.starts[i] and sentence.ends[i] == sentence.starts[i + 1]
