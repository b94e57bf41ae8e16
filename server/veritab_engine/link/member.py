"""Members of a document's excerpts: the names of a sentence that have a row there, and whose a figure is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from veritab_engine.link.excerpt import Excerpt
from veritab_engine.link.reading import Source
from veritab_engine.mention.names import NameMention
from veritab_engine.reference.table import EntityRef


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of an excerpt that a sentence names, or one of the class whom no excerpt has (`ref` None)."""

    first: int
    last: int
    kind: str
    ref: EntityRef | None
    mention: NameMention


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose figure it is, and how that is known."""

    ref: EntityRef
    source: Source
    mention: NameMention | None = None
    led_onto: bool = False
    """True for the object that a verb leads on to its figure: "held the Lakers to 38 percent"."""


def members(words: Sequence[str], names: Sequence[NameMention], excerpts: Collection[Excerpt]) -> tuple[Member, ...]:
    """The names of a sentence of the classes of the excerpts, in order."""
    kinds = {excerpt.kind for excerpt in excerpts}
    found = []
    for name in names:
        refs = [ref for ref in name.refs if ref.kind in kinds]
        known = [ref for ref in refs if any(excerpt.row(ref) is not None for excerpt in excerpts)]
        if refs:
            ref = known[0] if len({each.id for each in known}) == 1 else None
            found.append(Member(name.first, name.last, refs[0].kind if ref is None else ref.kind, ref, name))
    return tuple(sorted((*found, *_surnames(words, excerpts, found)), key=lambda each: each.first))


def _surnames(words: Sequence[str], excerpts: Collection[Excerpt], found: Sequence[Member]) -> Iterator[Member]:
    """The surnames that mean one person of an excerpt, whoever else bears them elsewhere."""
    held = {token for each in found for token in range(each.first, each.last)}
    for i, word in enumerate(words):
        refs = [excerpt.surnames[word] for excerpt in excerpts if word in excerpt.surnames]
        if i not in held and len(refs) == 1:
            yield Member(i, i + 1, refs[0].kind, refs[0], NameMention(i, i + 1, (refs[0],)))
