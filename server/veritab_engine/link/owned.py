"""Measures that a thing owns: a country has a population, and so has every town in it.

"The town in France has a population of 12,000" names France and no other that the table knows, and is not about it. A
column declared as owned is asked only where grammar gives the figure to the entity: "France's population", "the
population of France", "France has a population of", "France, with 68 million inhabitants", "France, whose population".
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.link.antecedent import antecedent
from veritab_engine.link.bind import Assignment
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.owner import POSSESSIVES
from veritab_engine.link.reading import Source
from veritab_engine.link.restrict import stands_whole
from veritab_engine.mention.names import NameMention, PhraseMention

LISTING = frozenset({"and", "or", "&", "-", "'s", "'"})
"""Right behind a name, these say that it is not the whole of what is meant."""
LEADING_ON = frozenset({"of", "in", "and", "near"})
"""Before a possessive, these make it part of a longer owner, as a name and a comma do: "Tokyo, Japan's population"."""
QUOTES = frozenset({'"', "\N{RIGHT DOUBLE QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}", "-"})
RELATIVE = (("which",), ("who",), ("that",))
WITH = frozenset({"with", "at"})


def is_owned(clause: Clause, phrase: PhraseMention, assignment: Assignment) -> bool:
    """True where the words give the measure to every entity that the assignment holds, by a name of its own."""
    return all(
        mention is not None and any(_gives(clause, phrase, each) for each in mention)
        for mention in _mentions(clause, assignment)
    )


def has_it(clause: Clause, phrase: PhraseMention, assignment: Assignment) -> bool:
    """True where every entity that the assignment holds is told to have what the figure counts."""
    return all(
        mention is not None and any(_is_told_to_have(clause, phrase, each) for each in mention)
        for mention in _mentions(clause, assignment)
    )


def _mentions(clause: Clause, assignment: Assignment) -> Iterator[tuple[NameMention, ...] | None]:
    """The names of the entities held, each with the words that take it up; None for one that has no name there."""
    for mention in (b.mention for b in assignment.bindings if b.source is not Source.SCOPE):
        named = mention is not None and not mention.metonym
        yield (mention, *_taken_up(clause, mention)) if named and mention is not None else None


def _taken_up(clause: Clause, mention: NameMention) -> Iterator[NameMention]:
    for ref in mention.refs:
        pointer = antecedent(clause, ref.kind)
        if pointer is not None and pointer.refs == (ref,) and pointer.first != mention.first:
            yield pointer


def _gives(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    return (
        _before(clause, phrase, mention)
        or _behind(clause, phrase, mention)
        or _is_told_to_have(clause, phrase, mention)
    )


def _is_told_to_have(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    return _has(clause, phrase, mention) or _opened_with(clause, phrase, mention)


def _before(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    """ "France's population", "the French population", "its population", "France, whose population"."""
    lower = clause.sentence.lower
    first = _start(clause, mention)
    behind = mention.last + (lower[mention.last : mention.last + 1] in [(mark,) for mark in POSSESSIVES])
    relative = lower[mention.last : mention.last + 2] == (",", "whose")
    behind = mention.last + 2 if relative else behind
    placed = lower[first - 1 : first] == (",",) and clause.sentence.words[first - 2][:1].isupper()
    return behind == phrase.first and not placed and LEADING_ON.isdisjoint(lower[first - 1 : first])


def _behind(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    """ "The population of France", and not of its towns."""
    lower = clause.sentence.lower
    whole = LISTING.isdisjoint(lower[mention.last : mention.last + 1])
    explained = frozenset((*phrase.tokens, *mention.tokens))
    of = lower[phrase.last : phrase.last + 1] == ("of",) and _start(clause, mention) == phrase.last + 1
    return of and whole and stands_whole(clause, mention, explained)


def _has(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    """ "France has a population of", "France, which …, now has 68 million inhabitants", "France, with 68 million".

    A relative clause tells of the name right before it: "and of France, which has 68 million inhabitants".
    """
    end, lower = min(phrase.first, clause.tokens.start), clause.sentence.lower
    relative = (
        lower[mention.last : mention.last + 1] == (",",) and lower[mention.last + 1 : mention.last + 2] in RELATIVE
    )
    if relative and _leads_up(clause, range(mention.last + 2, end), phrase):
        return _is_head(clause, mention)
    if mention.last > end or not _opens(clause, _start(clause, mention)):
        return False
    if lower[mention.last : mention.last + 1] != (",",):
        return _leads_up(clause, range(mention.last, end), phrase)
    commas = (i for i in range(mention.last, end) if lower[i] == ",")
    return any(_leads_up(clause, range(comma + 1, end), phrase) for comma in commas)


def _is_head(clause: Clause, mention: NameMention) -> bool:
    """True for a name that hangs on no other noun but one of size: "a third of the size of China, which covers"."""
    lower, i = clause.sentence.lower, _start(clause, mention) - 1
    hangs = lower[i : i + 1] and i > 0 and lower[i] in words("words/prepositions")
    return not hangs or (lower[i] == "of" and lower[i - 1] in words("phrase/sizes"))


def _leads_up(clause: Clause, between: range, phrase: PhraseMention) -> bool:
    """True where nothing but verbs of having, adverbs and a hedge stands there."""
    lower = clause.sentence.lower
    passed = words("phrase/owning") | words("words/determiners") | words("phrase/up_to_figures")
    told = [i for i in between if i not in phrase.tokens and i not in clause.tokens]
    begins = phrase.first in between or phrase.first == between.stop < clause.tokens.start
    return bool(told or begins) and all(
        lower[i] in passed or lower[i].endswith("ly") or any(i in at for _, at in clause.dates) for i in told
    )


def _opened_with(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    """ "With an area of 3 million km² it is", "With 68 million inhabitants, France is"."""
    lower = clause.sentence.lower
    last = max(clause.tokens.stop, phrase.last)
    if lower[0] not in WITH or _start(clause, mention) < last:
        return False
    told = [i for i in range(1, min(clause.tokens.start, phrase.first)) if i not in phrase.tokens]
    passed = words("words/determiners") | words("phrase/up_to_figures") | {"of"}
    return all(lower[i] in passed for i in told) and all(word == "," for word in lower[last : _start(clause, mention)])


def _opens(clause: Clause, first: int) -> bool:
    """True where a name opens its clause: at the beginning, behind a break, a joining word, or what sets the scene."""
    if first == 0:
        return True
    before = clause.sentence.lower[first - 1]
    if before in QUOTES:
        return True
    if before == ",":
        return not clause.sentence.words[first - 2][:1].isupper() or clause.sentence.lower[0] in words("words/frames")
    dated = any(at.stop == first for _, at in clause.dates)
    return dated or before in SEGMENT_ENDS or before in words("phrase/clause_openers")


def _start(clause: Clause, mention: NameMention) -> int:
    """Where the name starts, with its article."""
    return mention.first - (clause.sentence.lower[mention.first - 1 : mention.first] == ("the",))
