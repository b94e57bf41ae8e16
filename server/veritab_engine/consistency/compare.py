"""Comparison: assertions of one topic whose values cannot both hold.

Assertions are kept by their topic, and each is held against the values that its topic has already: the cost grows with
the number of claims. A topic that takes three values in one document is no topic but a list, and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from veritab_engine.consistency.contradiction import Clash, Contradiction
from veritab_engine.consistency.topic import Assertion, Topic
from veritab_engine.value import Agreement, Number, Value

MOST_VALUES = 2
"""A topic with more values than this is a list."""
MOST_HELD = 8
"""Assertions of a topic that one is held against at most."""


def within(told: Sequence[Assertion], suspects: frozenset[str] = frozenset()) -> tuple[Contradiction, ...]:
    """The contradictions of a document with itself.

    The assertion is flagged that fits the rest less: whose value fewer places tell, else the one of the `suspects`, ids
    of claims that do not fit the figures beside them; else the later one. A measure that is nobody's is the document's
    own, where it tells that measure of nobody else.
    """
    found: list[Contradiction] = []
    owned = {word for each in told if each.topic.owner for word in each.topic.measure}
    for group in _by_topic(told):
        topic = group[0].topic
        if _is_list(group) or (not topic.owner and not owned.isdisjoint(topic.measure)):
            continue
        for i, later in enumerate(group[:MOST_HELD]):
            earlier = next((each for each in group[:i] if _contradict(each, later)), None)
            if earlier is not None:
                kept, wrong = _weighed(earlier, later, group, suspects)
                found.append(Contradiction(wrong.claim, kept.claim, Clash.VALUES, wrong.what))
    return tuple(found)


def _weighed(
    earlier: Assertion, later: Assertion, group: Sequence[Assertion], suspects: frozenset[str]
) -> tuple[Assertion, Assertion]:
    """Of two assertions, the one that fits the rest better, and the other; the earlier of equals first."""

    def fit(one: Assertion) -> tuple[int, bool]:
        told = sum(not differ(one.claim.value, each.claim.value) for each in group)
        return told, one.claim.id not in suspects

    return (later, earlier) if fit(later) > fit(earlier) else (earlier, later)


@dataclass(frozen=True, slots=True)
class Story:
    """What a document says, with its id, its day and the scope that its sender gave it."""

    document: str
    as_of: date | None
    scope: Mapping[str, str]
    assertions: Sequence[Assertion]

    def when(self, assertion: Assertion) -> str:
        """The day or period that an assertion is of in any document; empty where the words do not say."""
        if assertion.time.told:
            return assertion.time.told if assertion.time.told[:4].isdigit() else ""
        return f"day {self.as_of}" if self.as_of is not None else ""


Subject = tuple[Topic, str, frozenset[tuple[str, str]]]
"""What two documents must share to speak of one thing: the topic, when it is, and the scope."""


def comparable(story: Story) -> Iterator[tuple[Subject, Assertion]]:
    """What a document says that others can be held against: of a name, for a time that it tells or for its own day."""
    scope = frozenset(story.scope.items())
    for group in _by_topic(story.assertions):
        if not _is_list(group):
            told = ((story.when(each), each) for each in group if each.named)
            yield from (((each.topic, when, scope), each) for when, each in told if when)


def across(stories: Sequence[Story]) -> Mapping[int, tuple[Contradiction, ...]]:
    """The contradictions of documents with those before them, by the position of the document that is flagged.

    Of two documents only what both say of one name is compared, for a time that both tell or for the same day,
    and in the same scope.
    """
    first: dict[Subject, tuple[int, Assertion]] = {}
    found: dict[int, list[Contradiction]] = {}
    for position, story in enumerate(stories):
        for subject, assertion in comparable(story):
            at, other = first.setdefault(subject, (position, assertion))
            if at != position and _voices(other, assertion) and differ(other.claim.value, assertion.claim.value):
                there = stories[at].document
                clash = Contradiction(assertion.claim, other.claim, Clash.VALUES, assertion.what, there, at)
                found.setdefault(position, []).append(clash)
    return {position: tuple(each) for position, each in found.items()}


def _by_topic(told: Sequence[Assertion]) -> Iterator[list[Assertion]]:
    groups: dict[Topic, list[Assertion]] = {}
    for assertion in told:
        groups.setdefault(assertion.topic, []).append(assertion)
    return iter(groups.values())


def _is_list(group: Sequence[Assertion]) -> bool:
    distinct: list[Value] = []
    for assertion in group:
        if all(differ(value, assertion.claim.value) for value in distinct):
            distinct.append(assertion.claim.value)
        if len(distinct) > MOST_VALUES:
            return True
    return False


def _contradict(one: Assertion, other: Assertion) -> bool:
    """True where nothing tells the two apart and their values cannot both hold."""
    if one.claim.sentence == other.claim.sentence or not _voices(one, other):
        return False
    if not one.time.may_be(other.time) and not (one.is_outcome and not (one.time.told and other.time.told)):
        return False
    if not one.topic.owner and not _one_event(one, other):
        return False
    if one.claim.kind == "ordinal" and one.words and other.words and one.words != other.words:
        return False
    if one.topic.owner and not one.named and one.paragraph != other.paragraph and not _whole(one):
        return False
    return differ(one.claim.value, other.claim.value)


def _whole(assertion: Assertion) -> bool:
    """True for what is told by more than one word: "port of Halvik", "his visit to Russia" are one wherever told."""
    return len(assertion.topic.owner) > 1 or (assertion.claim.kind == "ordinal" and len(assertion.topic.measure) > 1)


def _one_event(one: Assertion, other: Assertion) -> bool:
    """True where the words beside two outcomes name one event, or a measure is told of once more."""
    if not one.is_outcome:
        return one.paragraph == other.paragraph or other.refers_back or one.refers_back
    fewer, more = sorted((one.words, other.words), key=len)
    return bool(fewer) and fewer <= more


def _voices(one: Assertion, other: Assertion) -> bool:
    return may_be_one_voice((one.speaker, one.claim.quoted), (other.speaker, other.claim.quoted))


def may_be_one_voice(one: tuple[str, bool], other: tuple[str, bool]) -> bool:
    """True where one voice says both, or neither is a quotation and no two tellers are named.

    A voice is who tells it, as an assertion has it, and whether that is a quotation.
    """
    (teller, quoted), (other_teller, other_quoted) = one, other
    if "?" in teller and "?" in other_teller:
        return False
    if quoted or other_quoted:
        return teller == other_teller
    return teller == other_teller or not (teller and other_teller)


def differ(one: Value, other: Value) -> bool:
    """True where neither value allows the other, for all that rounding and hedges leave open."""
    if not isinstance(one, Number) or not isinstance(other, Number):
        return False
    return one.compare(other) is Agreement.DISAGREES and other.compare(one) is Agreement.DISAGREES
