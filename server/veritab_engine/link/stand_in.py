"""Words that stand for a measure's own: "is 462 metres tall" tells a height, "employs 2,042 people" its employees.

They say of their subject alone what the column's own noun says of whatever owns it: "repairs of the bridge cost $12
million" is no cost of the bridge.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import forms, mapping, phrases, words
from veritab_engine.link.bind import Assignment
from veritab_engine.link.clause import Clause
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Source
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import PhraseRef, Table, stem
from veritab_engine.reference.table import EntityRef

REACH_OF_VERB = 4
"""Tokens between a verb and its figure, for a hedge: "employed a little more than 2,000"."""
MOST_MEANT = 64
"""A word for more columns than this says nothing."""
OF_A_NOUN = frozenset({"of", "was", "is", "were", "at"})
HAVING = frozenset({"had", "has", "have", "having", "with"})
LEVELS = frozenset({"to", "at", "from"})
POSSESSIVES = frozenset({"'s", "'"})
"""Right behind these stands a noun: "Germany's exports rose"."""
PLACES = frozenset({"in", "at", "across"})
PARTICIPLE = ("ed", "en", "old", "own", "ung", "ade", "aid")
PEOPLE = frozenset({"people", "persons"})
RELATIVE = frozenset({"who", "that", "which", "whose"})
PASSED = frozenset({"now", "just", "only", "still", "already"})
"""Between a verb and its figure these say nothing of what is counted."""
PLACING = frozenset({"in", "of", "at", ",", "'s", "'"})
"""Inside a subject these lead to where it is."""


def stand_ins(clause: Clause) -> Iterator[PhraseMention]:
    """The words of the claim's clause that stand for a measure, with the columns that they may mean."""
    for meaning, tokens in _said(clause):
        refs = dict.fromkeys(
            ref for noun in mapping("measures/stand_for")[meaning].split(", ") for ref in _columns(clause, noun)
        )
        if refs and len(refs) <= MOST_MEANT:
            yield PhraseMention(tokens.start, tokens.stop, tuple(refs))
    yield from _participles(clause)


def _participles(clause: Clause) -> Iterator[PhraseMention]:
    """The verb and the noun around a figure, "sold 512,900 tickets", over a column of "tickets sold"."""
    noun, verb = clause.noun_tokens, clause.tokens.start - 1
    lower = clause.sentence.lower
    if len(noun) != 1 or noun.start != clause.tokens.stop or verb < 0 or not lower[verb].endswith(PARTICIPLE):
        return
    hits = clause.scene.tables.phrases.at((stem(lower[noun.start]), stem(lower[verb])), 0)
    refs = tuple(ref for hit in hits if hit.last == len(("noun", "verb")) for ref in hit.refs if ref.column is not None)
    if refs and len(refs) <= MOST_MEANT:
        yield PhraseMention(verb, noun.stop, refs)


def is_verb_of(clause: Clause, phrase: PhraseMention) -> bool:
    """True for a measure word that is a verb here, or an adjective: "cost $1.4 billion", "462 metres tall"."""
    return any(tokens.start == phrase.first for _, tokens in (*_verb(clause), *_adjective(clause)))


def is_subject(clause: Clause, phrase: PhraseMention, table: Table, assignment: Assignment) -> bool:
    """True where the entities held are the subject of the clause, all of it but for where they are."""
    subject = clause.claim.about.subject
    held = [b for b in assignment.bindings if b.source is not Source.SCOPE]
    if subject is None or not held:
        return False
    if not clause.sentence.span.contains(subject.span):
        refs = (EntityRef(table.column(b.column).entity or "", b.id) for b in held)
        return any(clause.scene.tables.names.means(subject.text, ref) for ref in refs)
    told = clause.sentence.tokens_of(subject.span)
    known = {i for name in clause.names for i in name.tokens} | {i for _, tokens in clause.neighbours for i in tokens}
    lower = clause.sentence.lower
    known |= {
        i for i in range(told.stop, len(lower)) if lower[i] in forms("superlatives/words") and lower[i - 1] == "the"
    }
    passed = words("words/determiners") | PLACING
    whole = all(i in known or clause.sentence.lower[i] in passed for i in told)
    bound = any(b.mention is not None and b.mention.first in told for b in held)
    led = 0 if clause.sentence.lower[0] == "with" else clause.segment.start
    around = (
        *range(led, told.start),
        *range(told.stop, min(phrase.first, clause.tokens.start)),
    )
    return whole and bound and not any(i not in known and restricts(clause, i) for i in around)


def other_deeds(clause: Clause, phrase: PhraseMention, explained: frozenset[int]) -> tuple[str, ...]:
    """Unknown words before a figure whose own noun is the measure: "laid off 900 employees"."""
    if phrase.first < clause.tokens.stop or phrase.first not in clause.noun_tokens:
        stands_in = phrase not in clause.phrases
        return tuple(clause.sentence.words[i] for i in _partial(clause, explained)) if stands_in else ()
    known = {i for name in clause.names for i in name.tokens} | clause.titles
    known |= {i for phrase in clause.phrases for i in phrase.tokens}
    for other, tokens in clause.neighbours:
        known.update(tokens)
        known.update(clause.sentence.tokens_of(other.noun_span) if other.noun_span else ())
    deeds = (i for i in _before(clause, explained) if i not in known and i not in explained and _is_deed(clause, i))
    return tuple(clause.sentence.words[i] for i in (*deeds, *_partial(clause, explained)))


def _before(clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """The tokens before whose figure it is, and those from the figure back to its verb, past a hedge.

    Where the figure is of somebody told before, all that stands before the verb is asked: "the region had".
    """
    named = [i for name in clause.names for i in name.tokens if i in explained and i in clause.segment]
    first = min((i for i in named if i < clause.tokens.start), default=clause.segment.start)
    yield from range(clause.segment.start, first)
    hedge = phrases("hedges/before").before(clause.sentence.lower, clause.tokens.start)
    last = hedge[1] if hedge is not None else clause.tokens.start
    for i in range(last - 1, first - 1, -1):
        if clause.sentence.lower[i] in words("measures/having") or clause.sentence.lower[i] in HAVING:
            yield from (range(first, i) if not named else ())
            return
        yield i


def _is_deed(clause: Clause, i: int) -> bool:
    """True for what is done to as many as the figure tells: "lost 900 employees", but "fell to 900 employees"."""
    lower = clause.sentence.lower
    if lower[i] in forms("change_verbs/verbs"):
        return LEVELS.isdisjoint(lower[i : clause.tokens.start])
    return lower[i] not in words("measures/having") and restricts(clause, i)


def _partial(clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """What makes a part of the figure, around it: "the last 12 points", "12 straight points", "12 points each"."""
    first, last = clause.tokens.start, clause.tokens.stop
    end = max(last, clause.noun_tokens.stop)
    around = (first - 1, *range(last, end), end)
    lower = clause.sentence.lower
    if lower[end : end + 1] and lower[end] in words("measures/telling_which") and end not in explained:
        yield end
    if _is_placed_in_counted(clause, end):
        yield end
    if lower[first - 1 : first] == ("of",) and any(first - 2 in tokens for _, tokens in clause.neighbours):
        yield first - 1
    yield from (
        i for i in around if i in clause.segment and i not in explained and lower[i] in words("measures/partial")
    )


def _is_placed_in_counted(clause: Clause, i: int) -> bool:
    """True for the "in" of "300,000 people in two camps"; a date behind it is a time."""
    lower, behind = clause.sentence.lower, i + 1
    while behind < len(lower) and lower[behind] in words("words/determiners"):
        behind += 1
    dates = {at.start for _, at in clause.dates}
    counted = any(at.start == behind and behind not in dates for _, at in clause.neighbours)
    return counted and lower[i] in PLACES and clause.claim.unit in words("measures/persons")


def _said(clause: Clause) -> Iterator[tuple[str, range]]:
    yield from _adjective(clause)
    yield from _verb(clause)
    lower = clause.sentence.lower
    before = range(max(clause.tokens.start - REACH_OF_VERB, clause.segment.start), clause.tokens.start)
    places = [i for i in before if "of" in lower[i + 1 : i + 2]] + list(clause.noun_tokens)
    for i in places:
        hit = phrases("measures/nouns").at(lower, i)
        if hit is not None:
            yield hit[0], range(i, hit[1])
    yield from _people(clause)


def _people(clause: Clause) -> Iterator[tuple[str, range]]:
    """The people that a place has, where the clause says no more of them: not "five million people who voted"."""
    lower, noun = clause.sentence.lower, clause.noun_tokens
    if len(noun) != 1 or lower[noun.start] not in PEOPLE or noun.start < clause.tokens.stop:
        return
    hedge = phrases("hedges/before").before(lower, clause.tokens.start)
    verb = (hedge[1] if hedge is not None else clause.tokens.start) - 1
    while verb > 0 and lower[verb] in PASSED:
        verb -= 1
    named = {i for name in clause.names for i in name.tokens} | {i for _, at in clause.neighbours for i in at}
    behind = range(noun.stop, clause.segment.stop)
    told = any(i not in named and (restricts(clause, i) or lower[i] in RELATIVE) for i in behind)
    if verb >= 0 and lower[verb] in words("measures/peopled") and not told:
        yield "people", noun


def _adjective(clause: Clause) -> Iterator[tuple[str, range]]:
    hit = phrases("measures/adjectives").at(clause.sentence.lower, clause.tokens.stop)
    if hit is not None and clause.claim.kind in ("measure", "duration", "age"):
        yield hit[0], range(clause.tokens.stop, hit[1])


def _verb(clause: Clause) -> Iterator[tuple[str, range]]:
    lower, first = clause.sentence.lower, clause.tokens.start
    for i in range(max(first - REACH_OF_VERB, clause.segment.start), first):
        before = lower[i - 1] if i else "the"
        noun = before in POSSESSIVES or before in words("words/determiners")
        hit = phrases("measures/verbs").at(lower, i) if not noun else None
        if hit is not None and all(_leads_up(clause, j) for j in range(hit[1], first)):
            yield hit[0], range(i, hit[1])


def _leads_up(clause: Clause, i: int) -> bool:
    """True between a verb and its figure; "of", "was" and "at" make a noun of the verb: "the cost was"."""
    return not restricts(clause, i) and clause.sentence.lower[i] not in OF_A_NOUN


def _columns(clause: Clause, noun: str) -> Iterator[PhraseRef]:
    stems = tuple(stem(word) for word in noun.split())
    for hit in clause.scene.tables.phrases.at(stems, 0):
        if hit.last == len(stems):
            yield from (ref for ref in hit.refs if ref.column is not None)
