"""Lint: everything that is wrong with tables, where loading stops at the first fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.reference.alias import aliases_of
from veritab_engine.reference.catalog import (
    Draft,
    called_alike,
    locations,
    none_is_a_table,
    package_of,
    read_bare,
    read_draft,
)
from veritab_engine.reference.descriptor import Field
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.lint import declaration, header, profile, unreadable
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.catalogue import REVIEWS
from veritab_engine.reference.lint.errors import errors
from veritab_engine.reference.location import Location
from veritab_engine.reference.package import Raw, load_package, paths_of
from veritab_engine.reference.problem import Problem, of_error
from veritab_engine.reference.snapshot import Snapshot
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.table import Role, TableKind

MOST_ALIKE = 5
"""So many problems of one rule in one column are told; the last of them says how many more there are."""
MOST_NAMED = 5
"""So many tables an error names at most."""


def lint(*paths: str | Path, beside: Snapshot | None = None, today: date | None = None) -> tuple[Problem, ...]:
    """All problems of the tables that the paths mean, by file, row, column and code.

    The paths are those of `ReferenceTables.load`. Names are resolved across them and the tables in `beside`, of which
    nothing else is looked at. `today` is what tables are stale, and dates in the future, by: the day of the call where
    it is not given. TableError where a path means no tables.
    """
    reading = _Reading(today or date.today())
    for location in locations(paths):
        file = package_of(location)
        reading.bare(location) if file is None else reading.package(file)
    entities = _entities((case.draft for case in reading.cases), beside)
    found = (_review(replace(case, entities=entities)) for case in reading.cases)
    return bounded(chain(reading.problems, _called_alike(reading.cases), *found))


def quality(snapshot: Snapshot, table: str, *, today: date | None = None) -> tuple[Problem, ...]:
    """What can be said against a table that is loaded, by row, column and code; TableError where there is none.

    Its rows count from 1. What a file or descriptor would have to be read for again is not looked at. Takes some three
    seconds for 100,000 rows, and time in proportion for more.
    """
    if table not in snapshot.tables:
        raise TableError(f'There is no table "{table}". {_near(table, snapshot.tables)}')
    loaded = snapshot.tables[table]
    names = [column.name for column in loaded.schema.columns]
    texts = tuple(tuple(text or "" for text in loaded.vectors[name]) for name in names)
    grid = Grid(Path(table), tuple(names), texts, range(1, len(loaded) + 1))
    draft = Draft(loaded.schema, tuple(map(Field, loaded.schema.columns)), grid, loaded.vectors)
    case = Case(draft, today=today or date.today(), entities=snapshot.entities)
    return bounded(problem for check in REVIEWS for problem in check(case))


def _near(table: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = get_close_matches(table, names, n=MOST_NAMED)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    more = " and others" if len(names) > MOST_NAMED else ""
    return f"There are {', '.join(names[:MOST_NAMED])}{more}." if names else "No tables are loaded."


def bounded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in order, with no more than `MOST_ALIKE` of one rule in one column."""
    alike = sorted(set(problems), key=_alike)
    kept: list[Problem] = []
    for _, group in groupby(alike, key=lambda problem: _alike(problem)[:4]):
        told = list(group)
        more = len(told) - MOST_ALIKE
        kept += told if more <= 0 else [*told[: MOST_ALIKE - 1], replace(told[MOST_ALIKE - 1], more=more)]
    return tuple(sorted(kept, key=lambda problem: problem.order))


def _alike(problem: Problem) -> tuple[Any, ...]:
    return (str(problem.file), problem.table, problem.column, problem.code, problem.order)


class _Reading:
    """Files read one by one: what could be read as cases, what could not as problems."""

    def __init__(self, today: date) -> None:
        self.cases: list[Case] = []
        self.problems: list[Problem] = []
        self._today = today

    def bare(self, location: Location) -> None:
        try:
            self.cases.extend(Case(draft, today=self._today) for draft in read_bare(location))
        except TableError as error:
            file = location.file or (location.connection.file if location.connection else None)
            self.problems.append(of_error(unreadable.RULE.code, error, file or Path()))

    def package(self, file: Path) -> None:
        try:
            package = load_package(file)
        except TableError as error:
            self.problems.append(of_error(unreadable.RULE.code, error, file))
            return
        against = list(profile.check(package, file))
        self.problems += against
        if any(not problem.path.startswith("resources[") for problem in against):
            return
        siblings: dict[str, Case] = {}
        for number, resource in enumerate(package["resources"]):
            if not any(problem.path.startswith(f"resources[{number}]") for problem in against):
                self._resource(file, resource, package, siblings)
        if not siblings and not any(problem.file.parent == file.parent for problem in self.problems):
            self.problems.append(of_error(unreadable.RULE.code, TableError(none_is_a_table(file)), file))

    def _resource(self, file: Path, resource: Raw, package: Raw, siblings: dict[str, Case]) -> None:
        try:
            draft = read_draft(file, resource, package)
        except TableError as error:
            self.problems.append(of_error(unreadable.RULE.code, error, _blamed(error, file, resource)))
            return
        if draft is not None:
            case = Case(draft, resource, package, self._today, siblings=siblings)
            siblings.setdefault(draft.schema.name, case)
            self.cases.append(case)


def _blamed(error: TableError, descriptor: Path, resource: Raw) -> Path:
    """The file that an error names: the descriptor, or one of the table's own."""
    own = [descriptor.parent / path for path in paths_of(resource)] if "path" in resource else []
    return next((file for file in own if str(error).startswith((file.name, str(file)))), descriptor)


def _review(case: Case) -> Iterator[Problem]:
    """The problems of one table; where it has other columns than declared, only that is told."""
    found = list(errors(case))
    yield from found
    if not any(problem.code == header.RULE.code for problem in found):
        for check in REVIEWS:
            yield from check(case)


def _entities(drafts: Iterable[Draft], beside: Snapshot | None) -> Entities:
    named = (draft for draft in drafts if _names_entities(draft))
    return Entities((alias for draft in named for alias in aliases_of(draft)), beside.entities if beside else None)


def _names_entities(draft: Draft) -> bool:
    names = draft.schema.kind is TableKind.ALIASES and "alias" in draft.cells
    return names and len(draft.schema.of_role(Role.ENTITY)) == 1


def _called_alike(cases: Iterable[Case]) -> Iterator[Problem]:
    known: dict[str, Case] = {}
    for case in cases:
        first = known.setdefault(case.schema.name, case)
        if first is not case:
            yield case.problem(declaration.RULE, called_alike(first.draft, case.draft))
