"""What columns without a class hold: countries, cities, persons and organizations by any of their names.

Where nearly all cells of a column are names, or codes, of one class that tables of aliases know, each cell is known by
the other names of that entity too: "French" and "the French Republic" for a cell "France" or "FR". The cells stay what
they are, and so do those that nobody knows. The names of the classes that ship are known whether or not their tables
are loaded, as the words of the lexicon are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from veritab_engine.lexicon import mapping, words
from veritab_engine.reference.alias import aliases_of
from veritab_engine.reference.catalog import read_draft
from veritab_engine.reference.entity import FULL_NAMES, Alias, Entities
from veritab_engine.reference.index import fold
from veritab_engine.reference.package import NAMES, load_package
from veritab_engine.reference.table import EntityRef, TableKind

CLASSES = ("country", "city", "person", "organization")
PLACES = ("country", "city")
SAMPLE = 40
"""As many cells show whether a longer column may be one of a class."""
MOST_CELLS = 5000
MOST_UNKNOWN = 10
"""One of so many cells may be unknown to the class."""
FEWEST, FEWEST_OF_ALL = 5, 3
"""As many cells have to be known; fewer where all are."""
ALIASES = frozenset({*FULL_NAMES, "abbreviation", "adjective", "demonym"})
"""Kinds of names that a cell is known by too; a metonym or a surname may be somebody else's here."""


@dataclass(frozen=True, slots=True)
class Known:
    """A class of entities with those that have codes."""

    kind: str
    entities: Entities

    def resolve(self, cell: str) -> str | None:
        """The id that a cell means by a full name, an abbreviation or a code; None where it means none, or several."""
        if self.kind == "country" and cell in mapping("headers/country_codes"):
            return mapping("headers/country_codes")[cell]
        if self.entities.get(EntityRef(self.kind, cell)) is not None:
            return cell
        named = self.entities.named(self.kind, cell)
        ids = [id for id, kind in named.items() if kind in FULL_NAMES or (kind == "abbreviation" and cell.isupper())]
        return ids[0] if len(ids) == 1 else None


def other_names(cells: Collection[str], loaded: Entities) -> Iterator[tuple[str, str, str]]:
    """For the cells of a column of a known class: cell, another name of what it means, and the kind of that name."""
    if len(cells) > MOST_CELLS:
        return
    own = {fold(cell) for cell in cells}
    for kind in CLASSES:
        known = Known(kind, loaded if loaded.knows(kind) else shipped_names())
        if not _are_of(list(islice(cells, SAMPLE)), known) or not _are_of(cells, known):
            continue
        for cell in cells:
            id = known.resolve(cell)
            entity = known.entities.get(EntityRef(kind, id)) if id is not None else None
            for alias in entity.aliases if entity is not None else ():
                if alias.kind in ALIASES and fold(alias.text) not in own:
                    yield cell, alias.text, alias.kind
        return


def places(loaded: Entities) -> frozenset[str]:
    """The names, folded, of all countries and cities: of those that are loaded, else of those that ship.

    Those of a snapshot below are in its own index of names.
    """
    known = loaded if all(map(loaded.knows, PLACES)) else shipped_names()
    entities = (entity for entity in known if entity.ref.kind in PLACES)
    return frozenset(fold(alias.text) for entity in entities for alias in entity.aliases)


def _are_of(cells: Collection[str], known: Known) -> bool:
    """True where nearly all cells are known to the class; "World" and "Euro area" sum up others and do not count."""
    summing = words("headers/totals") | words("headers/places")
    found = unknown = 0
    for cell in cells:
        if known.resolve(cell) is not None:
            found += 1
        elif cell.lower() not in summing:
            unknown += 1
            if unknown * MOST_UNKNOWN > len(cells):
                return False
    enough = found >= FEWEST or (found >= FEWEST_OF_ALL and not unknown)
    return enough and unknown * MOST_UNKNOWN <= found + unknown


@cache
def shipped_names() -> Entities:
    """The entities of the tables that ship; none where they are missing."""
    folder = shipped_folder()
    files = [file for name in NAMES for file in sorted(folder.glob(f"*/{name}"))] if folder is not None else []
    return Entities(alias for file in files for alias in _aliases(file))


def _aliases(file: Path) -> Iterator[tuple[EntityRef, Alias]]:
    package = load_package(file)
    for resource in package["resources"]:
        if resource.get("fact:kind") == TableKind.ALIASES:
            draft = read_draft(file, resource, package)
            yield from aliases_of(draft) if draft is not None else ()


def shipped_folder() -> Path | None:
    """The folder of the tables that ship: inside the installed package, or in a checkout beside `server`."""
    package = Path(__file__).resolve().parent.parent
    folders = (package / "reference_data", package.parent.parent / "reference_data")
    return next((folder for folder in folders if folder.is_dir()), None)
