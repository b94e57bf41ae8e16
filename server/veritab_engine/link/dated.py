"""Readings of the day of an event: "since the initiative's inception in 2013", "Montenegro joined NATO in 2017"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine import lexicon
from veritab_engine.link.asides import relatives
from veritab_engine.link.bind import Assignment, anaphor
from veritab_engine.link.carried_event import followed_readings
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.gapped import base_of, in_place, told_in_gaps
from veritab_engine.link.named_event import event_words, is_carried, named_events
from veritab_engine.link.owner import head_of
from veritab_engine.link.reading import Asked, Operation, Reading, Source
from veritab_engine.link.restrict import frame, mentions_of, other_names, stands_whole
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import Table
from veritab_engine.reference.table import Role
from veritab_engine.value import Period

COUNTING = ("anniversary", "elapsed", "streak")
"""Beside one of these a date tells when it is counted, not when the event was."""
CLAUSE_ENDS = frozenset({";", ":"})
APPOSING = (("a",), ("an",), ("the",))
REPEATED = frozenset({"first", "again", "originally", "re"})
PARTIES = frozenset({"country", "thing"})
LISTING = frozenset({",", "and", "the"})
WITHIN_AN_EVENT = frozenset({"of", "the", "to", "'s"})
SPEAKING_OF = (("on",), ("over",), ("about",), ("into",), ("against",), ("for",))
"""Before an event these make it what is spoken of."""
DATING = frozenset({"in", "on", "since", "back", "late", "early"})
"""The words between an event and its date."""


def founding_readings(clause: Clause) -> Iterator[Reading]:
    """The day of an event whose date the claim tells of a thing that it names."""
    if isinstance(clause.claim.value, Period) and len(clause.noun_tokens):
        for table, assignment in _own_events(clause):
            words = assignment.tokens() | event_words(table, clause)
            near = _is_nearest_date(assignment, clause, event_words(table, clause)) and _in_one_clause(words, clause)
            if near and _is_of_noun(table, assignment, clause) and not _passes_over(words, clause):
                yield _reading(table, assignment, clause, _parties(clause, words, assignment))


def date_readings(clause: Clause) -> Iterator[Reading]:
    """The day of an event that the words right before the date name: "joined NATO in 2017"."""
    before = _word_before(clause)
    if before is None or not _is_known(before, clause) or _is_counted(clause):
        return
    for table, assignment in _own_events(clause):
        words = assignment.tokens() | event_words(table, clause)
        near = _is_nearest_date(assignment, clause, event_words(table, clause)) and _in_one_segment(words, clause)
        told = _happens_before(event_words(table, clause), clause) and not _is_spoken_of(words, before, clause)
        if before in words and near and told and not _is_one_of_several(words, clause):
            strangers = {*_strangers(clause, words | clause.titles), *_sent_by(clause, words, assignment)}
            strangers |= _bounds(clause, words)
            yield _reading(table, assignment, clause, frozenset(strangers))


def _is_counted(clause: Clause) -> bool:
    """True behind a number of years that the date may end; "signed 40 years ago, on June 14, 1985" tells it twice."""
    lower, lead = clause.sentence.lower, clause.tokens.start - 1
    counted = [at for other, at in clause.neighbours if other.kind in COUNTING]
    counted = [at for at in counted if at.start < lead or lower[clause.tokens.stop : clause.tokens.stop + 1] != (",",)]
    apposed = lower[lead - 1 : lead] == (",",) and lower[lead] in DATING
    return bool(counted) and not (
        apposed and (lower[lead - 2] == "ago" or any(_is_since(clause, at) for at in counted))
    )


def _is_since(clause: Clause, at: range) -> bool:
    """True for "50 years since the act was signed"."""
    return clause.sentence.lower[at.stop : at.stop + 1] == ("since",)


def gapped_readings(clause: Clause) -> Iterator[Reading]:
    """The day of an event that the clause before tells, of the names of this one: "and Spain in 1982"."""
    found = base_of(clause)
    if found is not None and isinstance(clause.claim.value, Period):
        base, names = found
        for reading in (*founding_readings(base), *date_readings(base), *followed_readings(base)):
            if not reading.unexplained:
                yield from in_place(reading, base, clause, names)


def _own_events(clause: Clause) -> Iterator[tuple[Table, Assignment]]:
    """The events that the sentence names, without those of names that a later date has for itself.

    Nor are those told by names behind "three weeks after Canada had done the same".
    """
    others, here = told_in_gaps(clause), clause.tokens.start
    counted = any(other.kind in COUNTING and at.start > here for other, at in clause.neighbours)
    for table, assignment in named_events(clause):
        behind = counted and any(token > here for token in assignment.tokens())
        if others.isdisjoint(assignment.tokens()) and not behind:
            yield table, assignment


def _sent_by(clause: Clause, words: frozenset[int], assignment: Assignment) -> Iterator[int]:
    """ "A delegation sent by Anna Berg", which is not she."""
    for mention in (binding.mention for binding in assignment.bindings):
        if mention is not None and clause.sentence.lower[mention.first - 1 : mention.first] == ("by",):
            yield from head_of(clause, mention, words)


def _bounds(clause: Clause, words: frozenset[int]) -> frozenset[int]:
    """ "Ended his visit on Friday": what lasts for days has another day for its start, its end and its papers."""
    told = lexicon.words("words/bounds")
    before = range(clause.segment.start, clause.tokens.start)
    return frozenset(i for i in before if clause.sentence.lower[i] in told and i not in words)


def _happens_before(event: frozenset[int], clause: Clause) -> bool:
    """False where all words for what happened stand behind the date: "applied in 2022, is its newest member"."""
    return not event or min(event) < clause.tokens.start


def _is_spoken_of(words: frozenset[int], before: int, clause: Clause) -> bool:
    """True for "ruled on the downing of the plane in 2022", "approved for membership in 2021": both are other dates."""
    lower, first = clause.sentence.lower, before
    while first > 0 and (first - 1 in words or lower[first - 1] in WITHIN_AN_EVENT):
        first -= 1
    return lower[first - 1 : first] in SPEAKING_OF


def _passes_over(words: frozenset[int], clause: Clause) -> bool:
    """True where another name or event word stands between these and the date: the date is that one's."""
    last = max((token for token in words if token < clause.tokens.start), default=clause.tokens.start)
    places = {token for name in clause.names if _is_place(name) for token in name.tokens}
    return any(_is_known(token, clause) for token in range(last + 1, clause.tokens.start) if token not in places)


def _is_place(name: NameMention) -> bool:
    return name.metonym or all(ref.kind == "city" for ref in name.refs)


def _is_one_of_several(words: frozenset[int], clause: Clause) -> bool:
    """True for "first declared independence in 1918": it happened more than once."""
    return not REPEATED.isdisjoint(clause.sentence.lower[min(words) : clause.tokens.start])


def _word_before(clause: Clause) -> int | None:
    """The token that the date's preposition stands behind; None where the date has no preposition."""
    i = clause.tokens.start - 1
    lower = clause.sentence.lower
    while i >= 0 and lower[i] in DATING:
        i -= 1
    if 0 < i < clause.tokens.start - 1 and lower[i] == ",":
        i = _before_ago(clause, i) - 1
    return i if 0 <= i < clause.tokens.start - 1 else None


def _before_ago(clause: Clause, comma: int) -> int:
    """Where "40 years ago" starts that stands before a comma; the comma itself where it does not."""
    ago = (at.start for other, at in clause.neighbours if other.kind == "elapsed" and at.stop == comma - 1)
    return next(ago, comma) if clause.sentence.lower[comma - 1] == "ago" else comma


def _is_known(token: int, clause: Clause) -> bool:
    """True where the token belongs to a name or to words for an event; most dates stand behind neither."""
    in_name = any(token in name.tokens for name in clause.names)
    return in_name or any(token in phrase.tokens for phrase in clause.phrases)


def _in_one_clause(words: frozenset[int], clause: Clause) -> bool:
    """True where no semicolon or colon stands between any of the words and the date."""
    first, last = min(*words, clause.tokens.start), max(*words, clause.tokens.stop)
    return CLAUSE_ENDS.isdisjoint(clause.sentence.lower[first:last])


def _in_one_segment(words: frozenset[int], clause: Clause) -> bool:
    """True where no break stands between the event's words and the date, but for what is said of whom it happened to.

    "Poland, an EU member since 2004", "the bank, founded in 1998", "Angola, a member since 2007, quit in 2024".
    """
    between = clause.sentence.lower[min(words) : clause.tokens.start]
    lead = clause.tokens.start - 1
    if between[-2:-1] == (",",) and clause.sentence.lower[lead] in DATING:
        between = between[:-2]
    if SEGMENT_ENDS.isdisjoint(between) or "which" in between:
        return True
    breaks = [i for i, word in enumerate(between) if word in SEGMENT_ENDS]
    if len(breaks) == 2:
        return between[breaks[0] + 1 : breaks[0] + 2] in APPOSING and min(words) + breaks[1] + 1 in words
    behind = min(words) + breaks[0] + 1
    return len(breaks) == 1 and (between[breaks[0] + 1 : breaks[0] + 2] in APPOSING or behind in words)


def _is_of_noun(table: Table, assignment: Assignment, clause: Clause) -> bool:
    """True where the claim's own noun names the event or its subject: of two foundings, each has its own date."""
    if not event_words(table, clause).isdisjoint(clause.noun_tokens):
        return True
    held = {b.id for b in assignment.bindings if table.column(b.column).role is Role.ENTITY and b.mention is not None}
    again = (name for name in clause.names if any(ref.id in held for ref in name.refs))
    pointing = [binding.mention for binding in assignment.bindings if binding.mention is not None]
    refs = (ref for mention in pointing for ref in mention.refs if ref.id in held)
    pointing += [mention for ref in refs if (mention := anaphor(clause, ref)) is not None]
    explained = assignment.tokens() | event_words(table, clause) | frozenset(clause.tokens)
    own = (mention for mention in (*again, *pointing) if _overlaps(mention, clause.noun_tokens))
    return any(stands_whole(clause, mention, explained) for mention in own)


def _overlaps(mention: NameMention, tokens: range) -> bool:
    return mention.first < tokens.stop and tokens.start < mention.last


def _is_nearest_date(assignment: Assignment, clause: Clause, event: frozenset[int]) -> bool:
    """False where another date stands between the names or words for the event and the claim's.

    "Angola, a member since 2007, quit in 2024": what happened is told behind the other date.
    """
    here = clause.tokens.start
    dates = [at.start for other, at in clause.neighbours if isinstance(other.value, Period)]
    dates = [at for at in dates if not any(at < word < here for word in event)]
    for name in (binding.mention for binding in assignment.bindings if binding.mention is not None):
        low, high = min(name.first, here), max(name.first, here)
        if any(low < at < high for at in dates):
            return False
    return True


def _parties(clause: Clause, words: frozenset[int], assignment: Assignment) -> frozenset[int]:
    """Who else takes part: "Britain signed the agreement in 2023" is not when others did."""
    if clause.claim.unit not in lexicon.words("attributes/by_each"):
        return frozenset()
    own = mentions_of(clause, {binding.id for binding in assignment.bindings})
    return frozenset(_strangers(clause, words | own | clause.titles))


def _strangers(clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """Countries and things that take no part: "for China World War II began in 1931"."""
    for name in clause.names:
        if name.first not in explained and not name.metonym and any(ref.kind in PARTIES for ref in name.refs):
            yield name.first


def _told_behind(clause: Clause) -> frozenset[int]:
    """The tokens behind "three weeks after" where the date stands before: another event is told there."""
    behind = [at.stop for other, at in clause.neighbours if other.kind in COUNTING and at.start > clause.tokens.start]
    return frozenset(range(min(behind), len(clause.sentence.words))) if behind else frozenset()


def _fellows(table: Table, assignment: Assignment, clause: Clause) -> frozenset[int]:
    """The names told in one with a bound one, to each of which the same happened: "Greece and Turkey joined NATO"."""
    found: set[int] = set()
    bound = {(binding.column, binding.id): binding.mention for binding in assignment.bindings}
    for _, other in (each for each in named_events(clause) if each[0] is table):
        apart = [each for each in other.bindings if (each.column, each.id) not in bound]
        own = next((b for b in assignment.bindings if apart and b.column == apart[0].column), None)
        if len(apart) == 1 and own is not None and _are_listed(own.mention, apart[0].mention, clause):
            found.update(apart[0].mention.tokens if apart[0].mention is not None else ())
    return frozenset(found)


def _are_listed(one: NameMention | None, other: NameMention | None, clause: Clause) -> bool:
    """True where commas, "and" and other names of a list alone stand between two names."""
    if one is None or other is None:
        return False
    between = range(min(one.last, other.last), max(one.first, other.first))
    names = {i for name in clause.named.names for i in name.tokens}
    return all(i in names or clause.sentence.lower[i] in LISTING for i in between)


def _reading(table: Table, assignment: Assignment, clause: Clause, strangers: frozenset[int]) -> Reading:
    again = mentions_of(clause, {binding.id for binding in assignment.bindings})
    explained = assignment.tokens() | again | frozenset(clause.tokens)
    claimed = frozenset(token for _, tokens in clause.neighbours for token in tokens)
    unexplained = (
        {
            *other_names(table, clause, explained | clause.titles),
            *frame(clause, explained | claimed),
            *strangers,
        }
        - told_in_gaps(clause)
        - _fellows(table, assignment, clause)
        - relatives(clause)
        - _told_behind(clause)
    )
    return Reading(
        table=table.schema.name,
        operation=Operation.DATE,
        rows=assignment.rows,
        column="",
        bindings=assignment.bindings,
        asked=Asked(None, Source.SENTENCE),
        explained=explained,
        score=min(assignment.weight, 1.0),
        refutes=not is_carried(assignment),
        unexplained=tuple(clause.sentence.words[i] for i in sorted(unexplained)),
    )
