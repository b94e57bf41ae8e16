"""Whose figure it is, among the names of a document's excerpts: the subject of its clause, by place in the sentence.

A name that opens a clause, or stands behind "by" or "and", is a subject; one behind "for" or "over" is none, and one
behind a verb only where it leads on to the figure ("held the Lakers to 38 percent"). A list keeps its subject, and so
does a participle. A sentence without a subject takes that of the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.member import Member, Owner
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Source
from veritab_engine.reference.variants import names_persons

POSSESSIVES = frozenset({"'s", "'"})
SHORTEST_NAME = 3
NEAR_OWNER = 3
"""A possessive gives what stands within so many tokens: "Eric Bledsoe's team-high 14 points"."""


def owner_of(clause: Clause) -> Owner | None:
    """Whose figure the claim tells, an entity of one of the excerpts; None where that is a stranger, or untold."""
    owners = clause.scene.owners
    if clause.claim not in owners:
        owners[clause.claim] = _owner_of(clause)
    return owners[clause.claim]


def _owner_of(clause: Clause) -> Owner | None:
    told = clause.scene.members(clause.claim.sentence)
    if bracket_of(clause) is not None:
        return _apposed(clause, told)
    return _source(clause, told) or _listed(clause, told) or _subject(clause, told)


def _owner(told: Member | None) -> Owner | None:
    return Owner(told.ref, Source.SENTENCE, told.mention) if told is not None and told.ref is not None else None


def bracket_of(clause: Clause) -> tuple[int, int] | None:
    """The bracket that a figure begins, behind a name, be it a stranger's: "the Kings (13-18)". None for others."""
    at, told = clause.tokens.start - 1, clause.sentence.words
    if at < 1 or told[at] != "(":
        return None
    known = any(each.last == at for each in clause.scene.members(clause.claim.sentence))
    if not known and not (at > 1 and told[at - 1].istitle()):
        return None
    return at, next((i for i in range(at, len(told)) if told[i] == ")"), len(told))


def _apposed(clause: Clause, told: Sequence[Member]) -> Owner | None:
    """Whose name stands right before the figure's bracket."""
    return _owner(next((each for each in told if each.last == clause.tokens.start - 1), None))


def _source(clause: Clause, told: Sequence[Member]) -> Owner | None:
    """ "38 points from Isaiah Thomas"."""
    lower, i = clause.sentence.lower, clause.tokens.stop
    while i < len(lower) and lower[i] not in SEGMENT_ENDS:
        behind = next((each for each in told if each.first in (i + 1, i + 2)), None)
        if lower[i] in words("excerpts/sources") and behind is not None:
            return _owner(behind)
        i += 1
    return None


def _listed(clause: Clause, told: Sequence[Member]) -> Owner | None:
    """Whose the figure before is, where nothing between the two takes up another subject."""
    before = [pair for pair in clause.shared.amounts if pair[1].stop <= clause.tokens.start]
    if not before:
        return None
    claim, tokens = before[-1]
    between = clause.sentence.lower[tokens.stop : clause.tokens.start]
    named = any(tokens.stop <= each.first < clause.tokens.start for each in told)
    other = clause.scene.clause(claim)
    if named or _turns(between) or _has_stranger(clause, tokens.stop) or _apposed(other, told) is not None:
        return None
    found = owner_of(other)
    participle = not words("excerpts/turns").isdisjoint(between)
    return None if found is not None and found.led_onto and participle else found


def _turns(between: tuple[str, ...]) -> bool:
    """True for words that take up another subject; "while also adding" keeps the one that there is."""
    for i, word in enumerate(between):
        behind = [each for each in between[i + 1 : i + 3] if each not in words("excerpts/adding")][:1]
        if word in words("excerpts/turns") and not (behind and behind[0].endswith("ing")):
            return True
        if word in words("excerpts/persons") | words("excerpts/groups"):
            return True
    return False


def _subject(clause: Clause, told: Sequence[Member]) -> Owner | None:
    """The subject of the clause: a name of the sentence, whom its pronoun stands for, or the subject carried on."""
    lower, start = clause.sentence.lower, clause.tokens.start
    fallback: Member | None = None
    for i in range(start - 1, -1, -1):
        if lower[i] in ("former", "latter"):
            return _of_two(told, i, first=lower[i] == "former")
        pronoun = _pronoun(lower[i])
        if pronoun is not None:
            earlier = [each for each in told if each.last <= i and names_persons(each.kind) is pronoun]
            leading = [each for each in earlier if _leads(clause, each, possessive=True)]
            return _owner(leading[-1]) if leading else _carried(clause, persons=pronoun)
        name = next((each for each in told if each.last - 1 == i), None)
        if name is None:
            continue
        onto = _leads_onto(clause, name)
        if onto or _leads(clause, name):
            found = None if _has_stranger(clause, name.last) else _owner(name)
            return replace(found, led_onto=onto) if found is not None else None
        fallback = fallback or name
    if _has_stranger(clause, 0):
        return None
    if fallback is None and (behind := _behind(clause, told)) is not None:
        return behind
    persons = True if not words("excerpts/persons").isdisjoint(lower[:start]) else None
    return _owner(fallback) or _carried(clause, persons=persons)


def _behind(clause: Clause, told: Sequence[Member]) -> Owner | None:
    """ "Six players scored in double digits for Denver": the first name behind a figure that has no subject before."""
    name = next((each for each in told if each.first >= clause.tokens.stop), None)
    before = clause.sentence.lower[name.first - 2 : name.first] if name is not None else ()
    return _owner(name) if "for" in before else None


def _pronoun(word: str) -> bool | None:
    """True for a pronoun of one person, False for one of a group, None for other words."""
    if word in words("excerpts/one"):
        return True
    return False if word in words("excerpts/several") else None


def _of_two(told: Sequence[Member], i: int, *, first: bool) -> Owner | None:
    """Whom "the former" or "the latter" means: the first or second of the two named last."""
    two = [each for each in told if each.last <= i and names_persons(each.kind)][-2:]
    return _owner(two[0 if first else 1]) if len(two) == 2 else None


def _leads(clause: Clause, name: Member, *, possessive: bool = False) -> bool:
    """True for a name that opens a clause, or is led up to as its subject; one with "'s" near its figure alone."""
    lower, before = clause.sentence.lower, name.first - 1
    while before >= 0 and lower[before] in words("excerpts/articles"):
        before -= 1
    behind = lower[name.last : name.last + 2]
    if behind[:1] in (("'s",), ("'",)):
        return possessive or clause.tokens.start - name.last <= NEAR_OWNER + 1
    if _is_relative(behind) or before < 0 or not lower[before][0].isalnum():
        return True
    return lower[before] in words("excerpts/turns") | words("excerpts/leads")


def _is_relative(behind: tuple[str, ...]) -> bool:
    """True for "who", right behind a name or its comma."""
    first = behind[1:] if behind[:1] == (",",) else behind[:1]
    return not words("excerpts/relatives").isdisjoint(first)


def _leads_onto(clause: Clause, name: Member) -> bool:
    """ "Held the Lakers to 38 percent", "forced the Wizards (9-21) into 14 turnovers"."""
    between = clause.sentence.lower[name.last : clause.tokens.start]
    if between[:1] == ("(",) and ")" in between:
        between = between[between.index(")") + 1 :]
    return between[:1] != () and between[0] in words("excerpts/onto") and not any(map(_is_break, between))


def _is_break(word: str) -> bool:
    return word in SEGMENT_ENDS or word in words("excerpts/turns")


def _has_stranger(clause: Clause, first: int) -> bool:
    """True where somebody whom no table knows stands between a token and the figure, as the subject of a clause."""
    scene, sentence = clause.scene, clause.sentence
    held = {token for name in clause.named.names for token in name.tokens}
    held |= {token for phrase in clause.named.phrases for token in phrase.tokens}
    held |= {token for tokens in scene.tokens_of.get(clause.claim.sentence, ()) for token in tokens}
    return any(
        i not in held and i > 0 and len(sentence.words[i]) >= SHORTEST_NAME and sentence.words[i].istitle()
        and sentence.words[i].isalpha() and restricts(clause, i) and _opens(sentence.lower, i)
        for i in range(first, clause.tokens.start)
    )  # fmt: skip


def _opens(lower: tuple[str, ...], i: int) -> bool:
    before = i - 1
    while before >= 0 and lower[before] in words("excerpts/articles"):
        before -= 1
    return (
        before < 0
        or not lower[before][0].isalnum()
        or lower[before] in words("excerpts/turns") | words("excerpts/leads")
    )


def _carried(clause: Clause, *, persons: bool | None) -> Owner | None:
    """The subject of the nearest sentence before that has one, of persons or groups where a pronoun says so."""
    for told in _earlier(clause):
        fitting = [each for each in told if persons is None or names_persons(each.kind) is persons]
        if fitting:
            found = _owner(fitting[0])
            return None if found is None else Owner(found.ref, Source.CARRIED)
    return None


def _earlier(clause: Clause) -> Iterator[tuple[Member, ...]]:
    for index in range(clause.claim.sentence - 1, -1, -1):
        yield clause.scene.members(index)
