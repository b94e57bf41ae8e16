"""A foreign key leads nowhere: `foreignKeys` names a table or column that is not there, or no row has the cell.

The tables of one package are looked at. Where both columns hold names of one class, any name of an entity will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT422", "broken foreign key", Severity.WARNING)


def check(case: Case) -> Iterator[Problem]:
    """Every row whose foreign key is filled in and stands in no row of the table that it refers to."""
    for key in case.resource.get("schema", {}).get("foreignKeys", ()):
        own, name, theirs = _read(key)
        target = case.siblings.get(name) if name else case
        if target is None:
            yield case.problem(RULE, f'a foreign key refers to "{name}", which is no table of the package. Correct it.')
        elif lacking := [each for each in own if each not in case.cells] + [
            each for each in theirs if each not in target.cells
        ]:
            yield case.problem(RULE, f'a foreign key names "{lacking[0]}", which is no column. Correct it.')
        else:
            yield from _dangling(case, own, target, theirs)


def _read(key: Mapping[str, Any]) -> tuple[list[str], str, list[str]]:
    """The key's own columns, the table that it refers to (empty for its own), and the columns there."""
    reference = key.get("reference", {})
    return _listed(key.get("fields", ())), reference.get("resource", ""), _listed(reference.get("fields", ()))


def _listed(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _dangling(case: Case, own: list[str], target: Case, theirs: list[str]) -> Iterator[Problem]:
    known = {*_rows(target.cells, theirs), *_rows(target.ids, theirs)}
    for row, (written, meant) in enumerate(zip(_rows(case.cells, own), _rows(case.ids, own), strict=True)):
        if None not in written and written not in known and meant not in known:
            shown = ", ".join(f'"{cell}"' for cell in written)
            said = f"{shown} stands in no row of {target.schema.name}. Correct it, or add the row there."
            yield case.problem(RULE, said, row, ", ".join(own))


def _rows(cells: Mapping[str, Sequence[str | None]], columns: list[str]) -> Iterator[tuple[str | None, ...]]:
    return zip(*(cells[name] for name in columns), strict=True)
