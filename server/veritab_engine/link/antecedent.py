"""Antecedents: whom words that point back mean. "It", "its" and "the hospital" stand for the one that the story is at.

That is the one named before them in the sentence, else in the sentence before that names one: the only one of its
class there, or the one that it opens with. What a figure is compared with is not what a story goes on about. Where two
may be meant, or a stranger stands between, it is nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.link.clause import Clause
from veritab_engine.link.narrow import CARRY_WITHIN
from veritab_engine.link.scene import Scene
from veritab_engine.link.stranger import strangers
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import stem
from veritab_engine.reference.table import EntityRef
from veritab_engine.reference.variants import class_word, names_persons

FARTHEST = 3
"""Sentences back in the paragraph; whoever was told of before that is the topic no more."""
JOINING = frozenset({"and", "or", "&", ","})
MAKER = "maker"
OPENERS = frozenset({"and", "but", "while", "though", "although"})
REACH_BEHIND = 2
"""Tokens behind a figure that opens its sentence, within which its subject stands: "With an area of 3 km² it is"."""


def antecedent(clause: Clause, kind: str) -> NameMention | None:
    """The words that point back to one of a class, nearest before the claim, with the one whom they mean."""
    for at in _pointers(clause, kind):
        ref = _meant(clause, at, kind)
        if ref is not None:
            return NameMention(at.start, at.stop, (ref,))
    return None


def points_back(clause: Clause) -> bool:
    """True where a pronoun for a thing stands before the claim, beside the words for what is measured."""
    before = clause.sentence.lower[: clause.tokens.start]
    return bool(clause.phrases) and any(word in words("phrase/impersonal") for word in before)


def told_alone(clause: Clause, kind: str) -> bool:
    """True where the last sentence before that names one of a class names no second one."""
    for distance in range(1, min(clause.claim.sentence, CARRY_WITHIN) + 1):
        refs = {ref for name in clause.scene.topics(clause.claim.sentence - distance) for ref in name.refs}
        own = {ref for ref in refs if ref.kind == kind}
        if own:
            return len(own) == 1
    return True


def others_of(clause: Clause, kind: str) -> tuple[str, ...]:
    """The nouns before the claim that tell of one of a class who is not pointed back to: "the other clinic had"."""
    nouns = {stem(word) for word in class_words(class_word(kind))}
    before = range(clause.segment.start, clause.tokens.start)
    return tuple(clause.sentence.words[i] for i in before if stem(clause.sentence.lower[i]) in nouns)


def _pointers(clause: Clause, kind: str) -> Iterator[range]:
    """Pronouns and definite nouns that may stand for one of the class, the nearest before the claim first."""
    lower, pronouns = clause.sentence.lower, words("phrase/personal" if names_persons(kind) else "phrase/impersonal")
    behind = range(clause.tokens.stop, min(clause.tokens.stop + REACH_BEHIND, len(lower)))
    opens = lower[0] in words("phrase/opening_with")
    for i in (*range(clause.tokens.start - 1, -1, -1), *(behind if opens else ())):
        if lower[i] in pronouns:
            yield range(i, i + 1)
        elif (end := _definite_end(lower, i, kind)) is not None:
            yield range(i, end)
    measured = {phrase.first for phrase in clause.phrases if phrase.last <= clause.tokens.start}
    opening = (i for i in range(clause.tokens.start) if lower[i] == "the" and i + 1 in measured)
    yield from (range(i, i + 1) for i in opening if i == clause.segment.start or lower[i - 1] in OPENERS)


def _definite_end(lower: Sequence[str], i: int, kind: str) -> int | None:
    """Where "the hospital" ends, or "the Oslo-based firm"; None for other words, and for "the hospital of"."""
    if lower[i] not in words("phrase/definite"):
        return None
    at = i + 4 if tuple(lower[i + 2 : i + 4]) == ("-", "based") else i + 1
    if at >= len(lower) or tuple(lower[at + 1 : at + 2]) == ("of",):
        return None
    taken = class_words(class_word(kind))
    makes = lower[at].endswith(MAKER) and "maker" in taken
    return at + 1 if lower[at] in taken or makes else None


@cache
def class_words(word: str) -> frozenset[str]:
    """The nouns by which one of a class is taken up: "nation" and "state" for a country."""
    groups = (frozenset(group.split(", ")) for group in mapping("names/class_words").values())
    return frozenset({word}).union(*(group for group in groups if word in group))


def _meant(clause: Clause, at: range, kind: str) -> EntityRef | None:
    return _called_so(clause, clause.sentence.lower[at.stop - 1], kind) or _topic_before(clause, at, kind)


def _called_so(clause: Clause, noun: str, kind: str) -> EntityRef | None:
    """The only one told so far whose name ends in the noun: "the gallery" for the National Gallery."""
    if noun not in class_words(class_word(kind)):
        return None
    told = (ref for _, name in clause.earlier_names() for ref in name.refs if ref.kind == kind)
    found = {ref for ref in told if ref.id.lower().split(" ")[-1] == noun}
    return found.pop() if len(found) == 1 else None


def _topic_before(clause: Clause, at: range, kind: str) -> EntityRef | None:
    """Whom the story is at: one named before in the sentence, else in one before it."""
    scene, here = clause.scene, clause.claim.sentence
    before = [name for name in clause.names if name.last <= at.start]
    if not _strangers_free(scene, here, at.start):
        return None
    if any(ref.kind == kind for name in before for ref in name.refs):
        return topic(clause.sentence, before, kind)
    for distance in range(1, min(here, FARTHEST, CARRY_WITHIN) + 1):
        sentence = scene.prose.sentences[here - distance]
        if sentence.paragraph != clause.sentence.paragraph:
            return None
        names = scene.topics(here - distance)
        if any(ref.kind == kind for name in names for ref in name.refs):
            return topic(sentence, names, kind)
        if not _strangers_free(scene, here - distance, len(sentence.words)):
            return None
    return None


def topic(sentence: Sentence, names: Sequence[NameMention], kind: str) -> EntityRef | None:
    """Whom of a class a sentence goes on about: the one named before its first verb, alone or at its opening."""
    own = [name for name in names if any(ref.kind == kind for ref in name.refs) and not name.metonym]
    if not own or any(_is_verb(word) for word in sentence.lower[: own[0].first]):
        return None
    refs = {ref for name in own for ref in name.refs if ref.kind == kind}
    first = own[0]
    told = [ref for ref in first.refs if ref.kind == kind]
    article = first.first == 1 and sentence.lower[0] in words("words/determiners")
    alone = JOINING.isdisjoint(sentence.lower[first.last : first.last + 1]) or _is_aside(sentence, first.last, own)
    opens = (first.first == 0 or article) and alone
    return told[0] if len(told) == 1 and (len(refs) == 1 or opens) else None


def _is_verb(word: str) -> bool:
    return word in words("phrase/verbs") or word in words("phrase/auxiliaries")


def _is_aside(sentence: Sentence, comma: int, names: Sequence[NameMention]) -> bool:
    """True where the comma behind the opening name begins no list: "Britain, whose population …"."""
    listed = any(name.first in (comma + 1, comma + 2) for name in names)
    return sentence.lower[comma : comma + 1] == (",",) and not listed


def _strangers_free(scene: Scene, index: int, before: int) -> bool:
    return not any(0 < i < before for i in strangers(scene, index))
