"""Entities: what the names in tables stand for, from alias tables where there are some, else from the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from veritab_engine.reference.dictionary import ENTRY, PART, Dictionary, joined
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

    __slots__ = ("_base", "by_name", "by_ref", "classes")

    def __init__(self, aliases: Iterable[tuple[EntityRef, Alias]], base: Entities | None = None) -> None:
        """Collect entities from their names, in the order in which tables give them; those of `base` are known too."""
        names: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        by_name: dict[str, dict[str, None]] = {}
        for ref, alias in aliases:
            names.setdefault((ref.kind, ref.id), {})[alias.text, alias.kind] = None
            by_name.setdefault(_key(ref.kind, alias.text), {})[joined(ref.id, alias.kind)] = None
        self._base = base
        self.classes = frozenset(kind for kind, _ in names)
        self.by_name = Dictionary.of({key: ENTRY.join(each) for key, each in by_name.items()})
        known = {joined(*ref): _own(base, EntityRef(*ref), each) for ref, each in names.items()}
        self.by_ref = Dictionary.of({ref: ENTRY.join(joined(*name) for name in each) for ref, each in known.items()})

    @classmethod
    def stored(cls, classes: Iterable[str], by_ref: Dictionary, by_name: Dictionary) -> Entities:
        """The entities of these classes, whose dictionaries these are."""
        entities = cls(())
        entities.classes, entities.by_ref, entities.by_name = frozenset(classes), by_ref, by_name
        return entities

    def __iter__(self) -> Iterator[Entity]:
        """The entities that these aliases name, without those of the base."""
        return (_entity(ref, names) for ref, names in self.by_ref.items())

    def knows(self, kind: str) -> bool:
        """True where an alias table has this class."""
        return kind in self.classes or (self._base is not None and self._base.knows(kind))

    def get(self, ref: EntityRef) -> Entity | None:
        """The entity with its names, None where no alias table has it."""
        key = joined(ref.kind, ref.id)
        names = self.by_ref.get(key)
        if names:
            return _entity(key, names)
        return self._base.get(ref) if self._base is not None else None

    def name_of(self, ref: EntityRef) -> str:
        """The canonical name; the id itself for an entity that has no other."""
        entity = self.get(ref)
        return entity.name if entity else ref.id

    def named(self, kind: str, text: str) -> dict[str, str]:
        """The ids of the entities of a class that bear a name, each with the kind of name that it is to them."""
        return dict(sorted(self._named(kind, text), key=lambda each: each[1] in FULL_NAMES))

    def _named(self, kind: str, text: str) -> list[tuple[str, str]]:
        """The ids of a class that bear a name, each with the kind of name that it is."""
        entries = (entry.split(PART) for entry in self.by_name.get(_key(kind, text)).split(ENTRY) if entry)
        own = [(id, name) for id, name in entries]
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


def _own(base: Entities | None, ref: EntityRef, names: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The names of an entity with their kinds, those that a base knows before all."""
    known = base.get(ref) if base is not None else None
    return dict.fromkeys((*((alias.text, alias.kind) for alias in known.aliases), *names)) if known else names


@lru_cache(maxsize=1 << 14)
def _entity(key: str, names: str) -> Entity:
    """An entity as it is kept. Its first name of kind "name" is the canonical one; without such, its first name."""
    kind, id = key.split(PART)
    aliases = tuple(Alias(*name.split(PART)) for name in names.split(ENTRY))
    canonical = next((alias for alias in aliases if alias.kind == "name"), aliases[0])
    return Entity(EntityRef(kind, id), canonical.text, aliases)


def _key(kind: str, text: str) -> str:
    return joined(kind, *map(fold, words_of(text)))
