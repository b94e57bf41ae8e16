"""Measures that a thing owns: a country has a population, and so has every town in it.

"The town in France has a population of 12,000" names France and no other that the table knows, and is not about it. A
column declared as owned is asked only where grammar gives the figure to the entity: "France's population", "the
population of France", "France has a population of".
"""

from __future__ import annotations

from veritab_engine.lexicon import words
from veritab_engine.link.bind import Assignment
from veritab_engine.link.owner import POSSESSIVES
from veritab_engine.link.reading import Source
from veritab_engine.link.restrict import stands_whole
from veritab_engine.link.scene import Clause
from veritab_engine.mention.names import NameMention, PhraseMention

LISTING = frozenset({"and", "or", "&", "-", "'s", "'"})
"""Right behind a name, these say that it is not the whole of what is meant."""
LEADING_ON = frozenset({"of", "in", "and", "near"})
"""Before a possessive, these make it part of a longer owner, as a name and a comma do: "Tokyo, Japan's population"."""


def is_owned(clause: Clause, phrase: PhraseMention, assignment: Assignment) -> bool:
    """True where the words give the measure to every entity that the assignment holds, by a name of its own."""
    mentions = [b.mention for b in assignment.bindings if b.source is not Source.SCOPE]
    return all(mention is not None and not mention.metonym and _owns(clause, phrase, mention) for mention in mentions)


def _owns(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    return _before(clause, phrase, mention) or _behind(clause, phrase, mention) or _is_subject(clause, phrase, mention)


def _before(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    """ "France's population", "the French population"."""
    lower = clause.sentence.lower
    behind = mention.last + (lower[mention.last : mention.last + 1] in [(mark,) for mark in POSSESSIVES])
    first = _start(clause, mention)
    placed = lower[first - 1 : first] == (",",) and clause.sentence.words[first - 2][:1].isupper()
    return behind == phrase.first and not placed and LEADING_ON.isdisjoint(lower[first - 1 : first])


def _behind(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    """ "The population of France", and not of its towns."""
    lower = clause.sentence.lower
    whole = LISTING.isdisjoint(lower[mention.last : mention.last + 1])
    explained = frozenset((*phrase.tokens, *mention.tokens))
    of = lower[phrase.last : phrase.last + 1] == ("of",) and _start(clause, mention) == phrase.last + 1
    return of and whole and stands_whole(clause, mention, explained)


def _is_subject(clause: Clause, phrase: PhraseMention, mention: NameMention) -> bool:
    """ "France has a population of", "France has 68 million inhabitants": the name, and no more, is the subject."""
    subject = clause.claim.about.subject
    if subject is None or mention.last > phrase.first or not clause.sentence.span.contains(subject.span):
        return False
    told, articles = clause.sentence.tokens_of(subject.span), words("words/determiners")
    whole = _without(articles, clause, told) == _without(articles, clause, mention.tokens)
    between = (i for i in range(told.stop, phrase.first) if i not in clause.tokens)
    return whole and {clause.sentence.lower[i] for i in between} - articles <= words("phrase/owning")


def _without(articles: frozenset[str], clause: Clause, tokens: range) -> set[str]:
    return {clause.sentence.lower[i] for i in tokens} - articles


def _start(clause: Clause, mention: NameMention) -> int:
    """Where the name starts, with its article."""
    return mention.first - (clause.sentence.lower[mention.first - 1 : mention.first] == ("the",))
