"""Entities: what the names in tables stand for, from alias tables where there are some, else from the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veritab_engine.reference.index import fold
from veritab_engine.reference.table import EntityRef
from veritab_engine.token import words_of

FULL_NAMES = ("name", "official")
"""Kinds of names that win where a text is a full name of one entity and another name of others."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity and its kind: "name", "official", "demonym", "abbreviation", "surname", "metonym"."""

    text: str
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with its canonical name and all its names, the canonical one among them."""

    ref: EntityRef
    name: str
    aliases: tuple[Alias, ...]


class Entities:
    """The entities of alias tables, by class and id and by name."""

    __slots__ = ("_base", "_by_name", "_by_ref", "_classes")

    def __init__(self, aliases: Iterable[tuple[EntityRef, Alias]], base: Entities | None = None) -> None:
        """Collect entities from their names, in the order in which tables give them; those of `base` are known too."""
        names: dict[EntityRef, dict[Alias, None]] = {}
        for ref, alias in aliases:
            names.setdefault(ref, {})[alias] = None
        self._by_ref = {ref: _entity(ref, tuple(each), base) for ref, each in names.items()}
        self._classes = frozenset(ref.kind for ref in names)
        self._by_name: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
        for ref, each in names.items():
            for alias in each:
                self._by_name.setdefault((ref.kind, _key(alias.text)), []).append((ref.id, alias.kind))
        self._base = base

    def __iter__(self) -> Iterator[Entity]:
        """The entities that these aliases name, without those of the base."""
        return iter(self._by_ref.values())

    def knows(self, kind: str) -> bool:
        """True where an alias table has this class."""
        return kind in self._classes or (self._base is not None and self._base.knows(kind))

    def get(self, ref: EntityRef) -> Entity | None:
        """The entity with its names, None where no alias table has it."""
        own = self._by_ref.get(ref)
        return own if own is not None or self._base is None else self._base.get(ref)

    def name_of(self, ref: EntityRef) -> str:
        """The canonical name; the id itself for an entity that has no other."""
        entity = self.get(ref)
        return entity.name if entity else ref.id

    def named(self, kind: str, text: str) -> dict[str, str]:
        """The ids of the entities of a class that bear a name, each with the kind of name that it is to them."""
        return dict(sorted(self._named(kind, text), key=lambda each: each[1] in FULL_NAMES))

    def _named(self, kind: str, text: str) -> list[tuple[str, str]]:
        """The ids of a class that bear a name, each with the kind of name that it is."""
        own = self._by_name.get((kind, _key(text)), [])
        return own if self._base is None else own + self._base._named(kind, text)

    def resolve(self, kind: str, text: str) -> str:
        """The id that a cell means by an id or a name; ValueError where it is unknown or may mean several."""
        if not self.knows(kind) or self.get(EntityRef(kind, text)) is not None:
            return text
        named = self._named(kind, text)
        ids = {id for id, name in named if name in FULL_NAMES} or {id for id, _ in named}
        if len(ids) == 1:
            return ids.pop()
        if ids:
            raise ValueError(f'"{text}" may be any {kind} of {", ".join(sorted(ids))}. Write the id.')
        raise ValueError(f'"{text}" is no known {kind}. Correct it, add it to the aliases, or name another class.')


def _entity(ref: EntityRef, aliases: tuple[Alias, ...], base: Entities | None) -> Entity:
    """The first name of kind "name" is the canonical one; without such, the first name. A base's names come first."""
    known = base.get(ref) if base is not None else None
    if known is not None:
        aliases = tuple(dict.fromkeys((*known.aliases, *aliases)))
    canonical = next((alias for alias in aliases if alias.kind == "name"), aliases[0])
    return Entity(ref, canonical.text, aliases)


def _key(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words_of(text))
