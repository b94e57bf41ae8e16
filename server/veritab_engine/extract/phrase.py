"""Noun phrases without a parser: where one ends or begins, told by the closed-class words around it.

English marks the borders of a noun phrase well: determiners, prepositions, auxiliaries, punctuation and a few hundred
verbs. What lies between two borders is taken as the phrase. A phrase carries on through "of" and "by", and through
other prepositions where a name follows: "trip to Russia", "talks with the European Union", but not "trip in May".
All positions are indices of tokens; ranges are half open.
"""

from __future__ import annotations

from collections.abc import Collection

from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.lexicon import words

DETERMINERS = words("phrase/determiners")
PREPOSITIONS = words("phrase/prepositions")
VERBS = words("phrase/verbs")
AUXILIARIES = words("phrase/auxiliaries")
NOT_ADVERBS = words("phrase/not_adverbs")
JOINS_A_NAME = words("phrase/joins_a_name")
JOINS_ANY = words("phrase/joins_any")
CLAUSE_MARKS = words("phrase/clause_marks")
CLAUSE_WORDS = words("phrase/clause_words")
CLAUSE_ENDS = CLAUSE_MARKS | CLAUSE_WORDS
FINITE = VERBS | AUXILIARIES
PLACE_ADVERBS = words("phrase/place_adverbs")
ADVERBS = words("phrase/adverbs")
BORDERS = (
    (DETERMINERS | PREPOSITIONS | VERBS | AUXILIARIES | ADVERBS)
    | words("phrase/conjunctions")
    | words("phrase/pronouns")
)
BEFORE_VERB = (AUXILIARIES | ADVERBS | {"than", "first"}) - {"having"}
TELLING = words("phrase/telling")
RELATIVES = frozenset({"which", "that", "who"})
JOINS_BACK = frozenset({"of", "for", "from", "to", "in", "with", "between", "on", "among", "near"})
NEAR = 8
"""How many tokens back a subject is looked for behind its verb's adverbs and auxiliaries."""

Range = tuple[int, int]


def is_name(sentence: Sentence, i: int) -> bool:
    """True where token `i` is written as a name: a capital, though not a closed-class word at the sentence's start."""
    if not 0 <= i < len(sentence.words) or not sentence.words[i][0].isupper():
        return False
    return i > 0 or sentence.lower[i] not in BORDERS or (len(sentence.words[0]) > 1 and sentence.words[0].isupper())


def is_nominal(sentence: Sentence, i: int) -> bool:
    """True where token `i` can stand inside a noun phrase."""
    if not 0 <= i < len(sentence.words):
        return False
    word, lower = sentence.words[i], sentence.lower[i]
    if word[0].isalpha():
        if lower in BORDERS:
            return word.isupper() and len(word) > 1 and lower not in AUXILIARIES
        return not _is_adverb(lower, word)
    return lower in ("'s", "'", "&") or (word == "-" and _is_hyphen(sentence, i))


def core_end(sentence: Sentence, first: int) -> int:
    """Where the noun phrase that starts at `first` ends, without its prepositional phrases; `first` where none does."""
    i = first
    while is_nominal(sentence, i) and not _opens_a_verb(sentence, first, i):
        i += 1
    while i > first and sentence.lower[i - 1] in ("'s", "'", "-", "&"):
        i -= 1
    return i


def phrase_end(passage: Passage, first: int) -> int:
    """Where the noun phrase that starts at `first` ends, with its prepositional phrases; `first` where none does."""
    sentence, dated = passage.sentence, in_dates(passage)
    end = _coordinated_end(sentence, first)
    while first < end < len(sentence.words):
        if sentence.lower[end] in PLACE_ADVERBS:
            end += 1
            continue
        joined = _joined_end(sentence, end, dated)
        if joined == end:
            break
        end = joined
    return min((i for i in dated if first < i < end), default=end)


def _joined_end(sentence: Sentence, end: int, dated: Collection[int]) -> int:
    """The end of the prepositional phrase at `end` that belongs to the noun before it; `end` where none does."""
    preposition = sentence.lower[end]
    begin = after_determiners(sentence, end + 1)
    belongs = preposition in JOINS_ANY or (preposition in JOINS_A_NAME and is_name(sentence, begin))
    if not belongs or begin in dated:
        return end
    joined = _coordinated_end(sentence, begin)
    return joined if joined > begin else end


def after_determiners(sentence: Sentence, i: int) -> int:
    """The first position from `i` on that is no determiner."""
    while i < len(sentence.words) and sentence.lower[i] in DETERMINERS:
        i += 1
    return i


def phrase_at(passage: Passage, i: int) -> Range | None:
    """The noun phrase that stands at `i`, without its determiners; None where none does."""
    first = after_determiners(passage.sentence, i)
    last = phrase_end(passage, first)
    return (first, last) if first < last else None


def phrase_start(passage: Passage, end: int) -> int:
    """Where the noun phrase that ends before `end` starts, "of" phrases included; `end` where none does."""
    sentence, i = passage.sentence, end
    while i > 0:
        while is_nominal(sentence, i - 1) or _is_numbered_name(sentence, i - 1):
            i -= 1
        if i < end and i > 1 and sentence.lower[i - 1] == "and" and is_name(sentence, i) and is_name(sentence, i - 2):
            i -= 1
            continue
        before = i - 1
        while before >= 0 and sentence.lower[before] in DETERMINERS:
            before -= 1
        if i == end or before < 1 or not _joins_back(sentence, before, i):
            break
        i = before
    return max((date + 1 for date in in_dates(passage) if i <= date < end), default=i)


def subject_of(passage: Passage, verb: int) -> Range | None:
    """The noun phrase before the verb at `verb`, past its auxiliaries, adverbs and dates, and past "which"."""
    sentence, i = passage.sentence, verb
    while i > 0 and verb - i < NEAR and _stands_before_verb(sentence, i - 1):
        i -= 1
    i = _before_bracket(sentence, _before_dates(passage, i))
    if i > 1 and sentence.lower[i - 1] in RELATIVES:
        i -= 2 if sentence.lower[i - 2] == "," else 1
    first = phrase_start(passage, i)
    return (first, i) if first < i else None


def _before_bracket(sentence: Sentence, i: int) -> int:
    """Past the abbreviation that a name is given: "the Shanghai Cooperation Organization (SCO)"."""
    short = i > 2 and sentence.lower[i - 1] == ")" and sentence.lower[i - 3] == "("
    return i - 3 if short else i


def subject_before(passage: Passage, i: int) -> Range | None:
    """The subject of the nearest verb at or before `i` that has one: "trade" in "trade reached $240 billion, up 2%".

    Who tells of it ("the ministry reported") is not what it is about.
    """
    sentence = passage.sentence
    for verb in range(min(i, len(sentence.words) - 1), 0, -1):
        if sentence.lower[verb] in FINITE:
            subject = subject_of(passage, verb)
            if subject:
                return None if sentence.lower[verb] in TELLING else subject
    return None


def clause_around(sentence: Sentence, first: int, last: int) -> Range:
    """The clause that the tokens `first` to `last` stand in: up to the nearest marks and conjunctions of clauses."""
    low, high = first, last
    while low > 0 and not ends_clause(sentence, low - 1):
        low -= 1
    while high < len(sentence.words) and not ends_clause(sentence, high):
        high += 1
    return low, high


def ends_clause(sentence: Sentence, i: int) -> bool:
    """True where token `i` stands between two clauses."""
    return sentence.lower[i] in CLAUSE_ENDS


def in_dates(passage: Passage) -> frozenset[int]:
    """The tokens of the sentence's dates."""
    return passage.dated


def _stands_before_verb(sentence: Sentence, i: int) -> bool:
    """True for auxiliaries and adverbs, but not for "May" the month."""
    lower, word = sentence.lower[i], sentence.words[i]
    return (lower in BEFORE_VERB and not word[0].isupper()) or _is_adverb(lower, word)


def _is_adverb(lower: str, word: str) -> bool:
    return lower.endswith("ly") and word.islower() and lower not in NOT_ADVERBS


def _is_hyphen(sentence: Sentence, i: int) -> bool:
    """True where the hyphen at `i` joins two words without spaces."""
    if not 0 < i < len(sentence.words) - 1:
        return False
    return sentence.ends[i - 1] == sentence.starts[i] and sentence.ends[i] == sentence.starts[i + 1]


def _opens_a_verb(sentence: Sentence, first: int, i: int) -> bool:
    """True for a word in -ed after a noun with no noun behind it: "talks opened in", but "manned mission"."""
    lower = sentence.lower[i]
    if i == first or not lower.endswith("ed") or sentence.words[i][0].isupper() or sentence.words[i - 1] == "-":
        return False
    return not is_nominal(sentence, i + 1)


def _coordinated_end(sentence: Sentence, first: int) -> int:
    """The end of a noun phrase, a name's with the names that "and" adds: "Belt and Road Initiative", "Xi and Putin"."""
    end = core_end(sentence, first)
    while is_name(sentence, end - 1) and sentence.lower[end : end + 1] == ("and",) and is_name(sentence, end + 1):
        joined = core_end(sentence, end + 1)
        if joined == end + 1 or (joined < len(sentence.words) and sentence.lower[joined] in FINITE):
            break
        end = joined
    return end


def _joins_back(sentence: Sentence, preposition: int, after: int) -> bool:
    """True where the phrase from `after` on belongs to what stands before the word at `preposition`."""
    if sentence.lower[preposition] == "and":
        return is_name(sentence, preposition - 1) and is_name(sentence, after)
    return sentence.lower[preposition] in JOINS_BACK and is_nominal(sentence, preposition - 1)


def _is_numbered_name(sentence: Sentence, i: int) -> bool:
    """True for a number that belongs to the name before it: "S&P 500"."""
    return i > 0 and sentence.words[i].isdigit() and is_name(sentence, i - 1)


def _before_dates(passage: Passage, i: int) -> int:
    """Past "in May" and "last year" before `i`."""
    for mention in reversed(passage.mentions.dates):
        if mention.last == i:
            i = mention.first
            while i > 0 and passage.sentence.lower[i - 1] in ("in", "on", "during", "for"):
                i -= 1
    return i
