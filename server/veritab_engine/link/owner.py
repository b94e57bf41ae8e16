"""Owners: who has the measure in place of a name that stands by it.

"Halden's rival Stokke", "the cafe of Karlstad Museum" and "Greater Hartmoor" are others than whom the name means, and
so are their figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Binding
from veritab_engine.mention.names import NameMention

POSSESSIVES = frozenset({"'s", "'"})
BEING = frozenset({"is", "are", "was", "were"})
OWNING = BEING | {"has", "have", "had"}
OF_PLACE = frozenset({"of", "at", "by"})


def other_owners(
    clause: Clause, explained: frozenset[int], measure: range, bindings: tuple[Binding, ...]
) -> Iterator[int]:
    """The words that name another owner than the names that were bound."""
    for mention in (binding.mention for binding in bindings if binding.mention is not None):
        yield from _possessed(clause, mention, measure, explained)
        yield from head_of(clause, mention, explained)


def _possessed(clause: Clause, mention: NameMention, measure: range, explained: frozenset[int]) -> Iterator[int]:
    """ "Halden's rival Stokke", "Norland's capital": what the entity has, which is whose figure it is."""
    lower, i = clause.sentence.lower, mention.last + 1
    if lower[mention.last : i] not in [(mark,) for mark in POSSESSIVES] or i >= min(measure.start, clause.tokens.start):
        return
    held = mention.first in clause.segment or lower[clause.segment.start] in OWNING
    if not held or _tells(clause, i):
        return
    while lower[i] in words("words/evaluation") and i not in explained and i + 1 < measure.start:
        i += 1
    if i not in explained and (restricts(clause, i) or lower[i] in words("parts/groups") | words("words/bodies")):
        yield i


def head_of(clause: Clause, mention: NameMention, explained: frozenset[int]) -> Iterator[int]:
    """ "The cafe of Karlstad Museum", "a delegation sent by Anna Berg", "the old Halo Lamp": no measure's own noun."""
    lower, i = clause.sentence.lower, mention.first - 1
    if lower[i : i + 1] == ("the",):
        i -= 1
    if i < 0 or mention.first not in clause.segment:
        return
    if lower[i] in words("parts/other_ones"):
        yield i
    known = explained | frozenset(clause.tokens)
    if i > 1 and lower[i - 2] in BEING:
        return
    if i > 0 and lower[i] in OF_PLACE and i - 1 not in known and restricts(clause, i - 1) and not _tells(clause, i):
        yield i - 1


def _tells(clause: Clause, i: int) -> bool:
    """True where the words from `i` on, up to the claim, tell who says so; "reported revenue of" is one's own."""
    lower, measures = clause.sentence.lower, {phrase.first for phrase in clause.phrases}
    telling = (j for j in range(i, clause.tokens.start) if lower[j] in words("words/telling"))
    return any(j + 1 not in measures or lower[j] not in words("parts/owning_up") for j in telling)
