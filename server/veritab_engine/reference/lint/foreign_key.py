"""A foreign key leads nowhere: `foreignKeys` names a column that is not there, or no row has the cell.

The tables of one package are looked at; a key that refers to what is no table of it is left alone. A missing cell
refers to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from veritab_engine.reference.lint import header
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT409", "broken foreign key", Severity.ERROR)


def check(case: Case) -> Iterator[Problem]:
    """Every row whose foreign key stands in no row of the table that it refers to."""
    for key in case.resource.get("schema", {}).get("foreignKeys", ()):
        name = key["reference"].get("resource")
        own, theirs = _listed(key["fields"]), _listed(key["reference"]["fields"])
        target = case.siblings.get(name) if name else case
        if target is None or any(header.check(target)):
            continue
        lacking = [(column, case) for column in own if column not in case.cells]
        lacking += [(column, target) for column in theirs if column not in target.cells]
        for column, table in lacking:
            said = f'a foreign key names "{column}", which is no column of "{table.schema.name}". Correct it.'
            yield case.problem(RULE, said)
        if not lacking:
            yield from _dangling(case, own, target, theirs)


def _listed(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _dangling(case: Case, own: list[str], target: Case, theirs: list[str]) -> Iterator[Problem]:
    known = set(_rows(target.cells, theirs))
    for row, cells in enumerate(_rows(case.cells, own)):
        if None not in cells and cells not in known:
            shown = ", ".join(f'"{cell}"' for cell in cells)
            said = f'{shown} is no {", ".join(theirs)} of "{target.schema.name}". Correct it, or add the row there.'
            yield case.problem(RULE, said, row, ", ".join(own))


def _rows(cells: Mapping[str, Sequence[str | None]], columns: list[str]) -> Iterator[tuple[str | None, ...]]:
    return zip(*(cells[name] for name in columns), strict=True)
