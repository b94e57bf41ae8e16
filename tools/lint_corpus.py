"""The corpora of the rules of lint: tables with what is wrong in them, which the tests run and docs/lint.md shows.

```yaml
rule: VT424
accept:                       # what the rule finds
  - table: |                  # the resource of a descriptor without its path; a bare CSV where there is none
      fact:coverage: {complete: true, from: 2019, to: 2023}
      schema: …
    csv: |                    # the file
      year,total
    found: ["4:year"]         # where: row and column, either alone, a property's path, or "" for the table
    says: "2021 is missing"   # a part of what is said of one of them
    today: 2025-07-01         # optional, as all that follow
    package: {}               # what the package says; sources and licence where not given
    beside: {…}               # further tables of the package, by name, with `table` and `csv`
reject:                       # what looks like it, and is fine
```
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from veritab_engine.reference.problem import Problem
from veritab_engine.reference.review import lint

CORPORA = Path(__file__).parent.parent / "tests" / "corpora" / "lint"
TODAY = date(2025, 7, 1)
PACKAGE = {"sources": [{"title": "Made up"}], "licenses": [{"name": "CC0-1.0"}]}


class _Loader(yaml.SafeLoader):
    """YAML in which dates stay text, as in descriptors."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Example:
    """One table of a corpus, and where the rule must find what."""

    rule: str
    name: str
    row: Mapping[str, Any]
    found: tuple[str, ...]

    def problems(self, folder: Path) -> tuple[Problem, ...]:
        """What lint says of the table, written into an empty folder."""
        tables = {"table": self.row, **self.row.get("beside", {})}
        for name, row in tables.items():
            (folder / f"{name}.csv").write_text(row["csv"], "utf-8")
        if "table" in self.row:
            resources = [{"path": f"{name}.csv", **_load(row["table"])} for name, row in tables.items()]
            package = {"name": "package", "resources": resources, **self.row.get("package", PACKAGE)}
            (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
        today = date.fromisoformat(self.row["today"]) if "today" in self.row else TODAY
        return lint(folder, today=today)


def examples(corpus: Path) -> Iterator[Example]:
    """The rows of a corpus, those that are accepted first."""
    loaded = yaml.load(corpus.read_text("utf-8"), Loader=_Loader)
    for group in ("accept", "reject"):
        for number, row in enumerate(loaded[group], start=1):
            name = f"{corpus.stem} {group} {number}"
            yield Example(loaded["rule"], name, row, tuple(row["found"]) if group == "accept" else ())


def place(problem: Problem) -> str:
    """Where a problem is, as the corpora write it: "4:year", "4", ":year", a property's path, "" for the table."""
    if problem.path:
        return problem.path
    return f"{problem.row or ''}{f':{problem.column}' if problem.column else ''}"


def _load(text: str) -> dict[str, Any]:
    return dict(yaml.load(text, Loader=_Loader))
