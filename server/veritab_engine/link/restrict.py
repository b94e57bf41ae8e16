"""Restrictors: the words that could pick other rows than the ones a reading asks, and that it does not explain.

"Non-oil trade reached $3 billion" says nothing about all trade, nor does "trade in Asia". A word in the measure's
noun phrase, or governed by a preposition next to it or to the value, restricts unless it is known not to; so does a
name of a kind that the table tells apart. Words of telling, evaluation and setting do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import phrases, words
from veritab_engine.link.asides import asides
from veritab_engine.link.bind import entity_columns
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.foremost import foremost
from veritab_engine.link.neutral import grammar, restricts
from veritab_engine.link.owner import POSSESSIVES, other_owners
from veritab_engine.link.reading import Binding
from veritab_engine.mention.hedges import hedge_inside
from veritab_engine.mention.names import NameMention, PhraseMention
from veritab_engine.reference import Table
from veritab_engine.reference.table import Role

LONGEST_END = 4
JOINING = frozenset({"and", "but"})
PART_OF = frozenset({"of", "in", "from", "for"})
POINTING_BACK = (("it",), ("them",), ("which",), ("that",), ("this",))
ALL_OF_THEM = (("there", "were"), ("there", "are"))
"""Before a figure and "of them" these say that it is of all: "there were 203,900 of them"."""
REACH_OF_PREPOSITION = 4
"""A preposition governs the words behind it up to this many tokens."""

CARDINAL_PREPOSITIONS = frozenset({"by", "to", "at", "than", "about", "over", "around", "as", "since", "per", "under"})
"""Before a value these belong to it, not to the noun ("rose to", "increase by")."""


def restrictors(
    table: Table, clause: Clause, explained: frozenset[int], measure: range, bindings: tuple[Binding, ...]
) -> tuple[str, ...]:
    """The restricting words that `explained` leaves over, in order; `measure` holds the measure's or noun's words.

    Every further mention of an entity in `bindings` is explained with it.
    """
    about = {binding.id for binding in bindings} | {ref.id for ref in table.schema.subject}
    explained = explained | mentions_of(clause, about)
    explained = explained | clause.titles | clause.attributions | _claimed(clause) | frozenset(clause.tokens)
    explained |= foremost(clause)
    explained |= asides(clause) | _hedge_behind(clause) | _hedges_before(clause) | clause.told_of_others
    found = {*_modifiers(clause, explained, measure), *_governed(clause, explained, measure)}
    found |= {
        *_predicate(clause, explained, measure),
        *_whole(clause, explained, measure),
        *frame(clause, explained),
        *_carved(clause),
        *other_owners(clause, explained, measure, bindings),
        *other_names(table, clause, explained),
        *_unknown_names(clause, explained),
    }
    return tuple(clause.sentence.words[i] for i in sorted(found))


def stands_whole(clause: Clause, mention: NameMention | PhraseMention, explained: frozenset[int]) -> bool:
    """False for a name inside a longer noun phrase: "UN Environment Programme", "the Shanghai branch of Xinhua"."""
    lower = clause.sentence.lower
    joined = lower[mention.last : mention.last + 1] in (("'s",), ("'",), ("-",))
    behind = mention.last + 1 if joined else mention.last
    verb = not joined and lower[behind + 1 : behind + 2] and lower[behind + 1] in words("words/determiners")
    if not verb and behind < len(lower) and behind not in explained and _heads_on(clause, behind):
        return False
    if _is_qualified(clause, mention.last, explained):
        return False
    i = mention.first - 1
    if i >= 0 and lower[i] == "the":
        i -= 1
    return i < 1 or lower[i] != "of" or i - 1 in explained | frozenset(clause.tokens) or not _heads_on(clause, i - 1)


def _is_qualified(clause: Clause, behind: int, explained: frozenset[int]) -> bool:
    """True where "in" or "for" and an unknown name follow: "World War II in Asia", "the BBC in Wales"."""
    lower, told = clause.sentence.lower, clause.sentence.words
    at = behind + 2 if lower[behind + 1 : behind + 2] == ("the",) else behind + 1
    if lower[behind : behind + 1] not in (("in",), ("for",)) or at >= len(lower) or at in explained:
        return False
    held = at in clause.tokens or any(at in tokens for _, tokens in clause.neighbours)
    held = held or any(at in name.tokens for name in clause.names)
    return not held and told[at][:1].isupper() and restricts(clause, at)


def _heads_on(clause: Clause, i: int) -> bool:
    """True where token `i` is a word that carries a noun phrase on."""
    return restricts(clause, i) or clause.sentence.lower[i] in words("words/bodies")


def mentions_of(clause: Clause, ids: set[str]) -> frozenset[int]:
    """The tokens of every name in the sentence of an entity among `ids`, or of a place of it."""
    named = (name for name in clause.names if any(ref.id in ids for ref in (*name.refs, *name.place_of)))
    return frozenset(token for name in named for token in name.tokens)


def _hedge_behind(clause: Clause) -> frozenset[int]:
    """The "-odd" and "-plus" of the value itself."""
    last = clause.tokens.stop
    found = hedge_inside(clause.sentence, last) if clause.claim.hedge is not None else None
    return frozenset(range(last, found[1])) if found is not None else frozenset()


def _hedges_before(clause: Clause) -> frozenset[int]:
    """The "almost" and "nearly" before the values of the sentence; "short of" restricts the one before it."""
    starts = (clause.tokens.start, *(tokens.start for _, tokens in clause.neighbours))
    found = ((start, phrases("hedges/before").before(clause.sentence.lower, start)) for start in starts)
    return frozenset(hit[1] for start, hit in found if hit is not None and start - hit[1] == 1)


def _claimed(clause: Clause) -> frozenset[int]:
    """The tokens of the sentence's other values: they restrict by binding, which the reading has seen to.

    A rank is no value: "a record low of $3 billion" says of the measure what the reading does not.
    """
    return frozenset(token for other, tokens in clause.neighbours if other.kind != "rank" for token in tokens)


def _modifiers(clause: Clause, explained: frozenset[int], measure: range) -> Iterator[int]:
    """Unknown words right before the measure: its owner, adjectives and nouns of the same noun phrase."""
    for i in range(measure.start - 1, -1, -1):
        word = clause.sentence.lower[i]
        if word in POSSESSIVES:
            continue
        if word in grammar() or word in words("words/telling") or word in SEGMENT_ENDS or i in clause.tokens:
            return
        if i not in explained and restricts(clause, i):
            yield i


def _predicate(clause: Clause, explained: frozenset[int], measure: range) -> Iterator[int]:
    """Unknown words between measure and value: what is said of the measure is not that it amounts to the value."""
    first, last = sorted((measure, clause.tokens), key=lambda tokens: tokens.start)
    told = [
        *range(first.stop, last.start),
        *range(clause.tokens.stop, min(clause.tokens.stop + 1, clause.segment.stop)),
    ]
    if first is not measure and not PART_OF.isdisjoint(clause.sentence.lower[first.stop : last.start]):
        told += range(clause.segment.start, first.start)
    return (i for i in told if i not in explained and restricts(clause, i))


def _whole(clause: Clause, explained: frozenset[int], measure: range) -> Iterator[int]:
    """What the measure is only a part or the field of: "a third of trade", "the deficit in trade", "per head".

    The unit of the figure itself is none: "148 mm of rain" is all of it.
    """
    lower = clause.sentence.lower
    i = measure.start - 1
    passed = words("words/determiners") | words("words/evaluation")
    while i > 0 and lower[i] not in PART_OF and (lower[i] in passed or i in explained):
        i -= 1
    if i > 1 and lower[i] in PART_OF and i not in clause.tokens:
        head = i - 2 if lower[i - 1] in words("words/function") else i - 1
        kinds = {"date", "rank"} if lower[head] in words("words/figures") else {"date"}
        figure = any(head in tokens for other, tokens in clause.neighbours if other.kind not in kinds)
        own = head in clause.tokens and clause.claim.kind == "measure"
        if figure or (restricts(clause, head) and not own) or lower[head] in words("words/parts"):
            yield head
    per = (j for j, word in enumerate(lower) if word == "per" and lower[j + 1 : j + 2] != ("cent",))
    yield from (j for j in per if j not in explained)
    behind = clause.tokens.stop
    whole = lower[max(clause.tokens.start - 2, 0) : clause.tokens.start] in ALL_OF_THEM
    if lower[behind : behind + 1] == ("of",) and lower[behind + 1 : behind + 2] in POINTING_BACK and not whole:
        yield behind
    between = range(measure.stop, clause.tokens.start)
    yield from (j for j in between if lower[j] == "of" and lower[j + 1 : j + 2] == ("which",))


def _governed(clause: Clause, explained: frozenset[int], measure: range) -> Iterator[int]:
    """Unknown words governed by a preposition in the clause: between measure and value, and behind either."""
    lower = clause.sentence.lower
    since_preposition = REACH_OF_PREPOSITION + 1
    for i in _neighbourhood(clause, measure):
        if lower[i] in words("words/prepositions") and i not in explained:
            since_preposition = 0 if _governs(clause, i) else REACH_OF_PREPOSITION + 1
            continue
        since_preposition += 1
        if i in explained and since_preposition <= REACH_OF_PREPOSITION and lower[i + 1 : i + 2] != ("and",):
            since_preposition = REACH_OF_PREPOSITION + 1
        if since_preposition <= REACH_OF_PREPOSITION and i not in explained and restricts(clause, i):
            yield i


def _governs(clause: Clause, preposition: int) -> bool:
    """False for the prepositions that lead up to the value itself."""
    leads_to_value = clause.tokens.start - preposition in (1, 2)
    return not (leads_to_value and clause.sentence.lower[preposition] in CARDINAL_PREPOSITIONS)


def _neighbourhood(clause: Clause, measure: range) -> range:
    """From the measure to the end of the claim's segment, whichever of the two comes first."""
    first = min(measure.start, clause.tokens.start) if len(measure) else clause.tokens.start
    return range(first, max(_own_stop(clause), measure.stop))


def _own_stop(clause: Clause) -> int:
    """Where the claim's own predicate ends: "has 10 million people and lies on a sea" says two things."""
    lower = clause.sentence.lower
    joints = (i for i in range(clause.tokens.stop, clause.segment.stop - 1) if lower[i] in JOINING)
    end = next((i for i in joints if _is_finite(lower[i + 1])), clause.segment.stop)
    behind = max(clause.tokens.stop, clause.noun_tokens.stop)
    praised = lower[behind : behind + 1] == ("the",) and behind + 1 < end and _is_highest(lower[behind + 1])
    goes_on = lower[behind : behind + 1] and lower[behind] in words("phrase/standing_in")
    return behind if praised or goes_on else end


def _is_highest(word: str) -> bool:
    """True for what begins "the most populous member": said of the owner, behind its figure."""
    return word in ("most", "least") or (word.endswith("est") and len(word) > LONGEST_END)


def _is_finite(word: str) -> bool:
    return word in words("phrase/verbs") or word in words("phrase/auxiliaries")


def _unknown_names(clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """Words with a capital inside the claim's own segment, behind who tells it: somebody that no table knows."""
    told, lower = clause.sentence.words, clause.sentence.lower
    tellers = [i for i in clause.segment if i < clause.tokens.start and lower[i] in words("words/telling")]
    first = max([clause.segment.start, 1, *(teller + 1 for teller in tellers)])
    for i in range(first, _own_stop(clause)):
        if told[i][:1].isupper() and i not in explained and restricts(clause, i):
            yield i


def _carved(clause: Clause) -> Iterator[int]:
    """What is added behind the claim to say what it counts: "…, excluding overseas departments"."""
    lower = clause.sentence.lower
    for i in range(clause.tokens.stop, len(lower) - 1):
        if lower[i] == "," and lower[i + 1] in words("words/carving"):
            yield i + 1


def frame(clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """Unknown words of an opening phrase that sets what is counted: "In yuan terms,", "At the Paralympics,"."""
    lower = clause.sentence.lower
    if not lower or lower[0] not in words("words/frames") | words("words/occasions") or "," not in lower:
        return
    occasion = lower[0] in words("words/occasions")
    named = {token for name in clause.names for token in name.tokens}
    for i in range(1, min(lower.index(","), clause.tokens.start)):
        strange = restricts(clause, i) or lower[i] in words("words/terms")
        if occasion and not clause.sentence.words[i][:1].isupper():
            continue
        if i not in explained and i not in named and strange:
            yield i


def other_names(table: Table, clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """Names of a class that the table tells apart and that the reading did not bind."""
    classes = {column.entity for column in entity_columns(table) if column.role is Role.ENTITY}
    for mention in clause.names:
        held = any(i in explained for i in mention.tokens)
        if not held and not mention.metonym and any(ref.kind in classes for ref in mention.refs):
            yield mention.first
