"""Tables that come with a request rather than from disk: bytes from somebody else, read within bounds.

Nothing is opened that the bytes or the descriptor might name: no path, no URL, no connection.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

import yaml

from veritab_engine.errors import TableError
from veritab_engine.reference.bare import laid_out
from veritab_engine.reference.catalog import Draft, draft_of
from veritab_engine.reference.confined import GIVEN, Bounds, decode
from veritab_engine.reference.lint import profile
from veritab_engine.reference.package import Loader, Raw, annotated
from veritab_engine.reference.problem import refuse
from veritab_engine.reference.resource import dialect_of
from veritab_engine.reference.sources import Dialect, Grid
from veritab_engine.reference.sources.delimited import delimiter_of, parse_delimited, records_of
from veritab_engine.reference.sources.grid import decoded, plain
from veritab_engine.reference.table import Coverage
from veritab_engine.reference.third_party import modernised

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".parquet", ".arrow", ".ipc", ".feather"})
"""Of a file's name; they are no part of the table's."""
ELSEWHERE = ("data", "fact:connection")
"""Properties of a resource that lead to rows other than those of the request."""


OTHERS = {b"PK\x03\x04": "a workbook or another archive", b"\x1f\x8b": "compressed"}
"""By their first bytes, files that are read from disk and not from a request."""


class Format(StrEnum):
    """How the bytes of a table are written."""

    CSV = "csv"
    PARQUET = "parquet"
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class InlineTable:
    """A table as it came: the name of the table or its file, and its bytes.

    Without a format, the first bytes tell. `descriptor` is JSON or YAML text; without one, the columns are inferred.
    `title` says what the table is of, where the descriptor does not.
    `closed_world` says that no row is missing, where the descriptor does not speak of its coverage.
    """

    name: str
    content: bytes
    format: Format | None = None
    descriptor: str = ""
    closed_world: bool = True
    title: str = ""

    @property
    def stem(self) -> str:
        """The table's name, without the suffix of a file's."""
        path = PurePath(self.name)
        return path.stem if path.suffix.lower() in SUFFIXES else self.name


def digest(tables: Sequence[InlineTable]) -> str:
    """A hash of the tables in hexadecimal, of the length of a snapshot's."""
    hashed = sha256()
    for table in tables:
        for part in (table.name, table.format or "", table.descriptor, str(table.closed_world), table.title):
            hashed.update(sha256(part.encode()).digest())
        hashed.update(sha256(table.content).digest())
    return hashed.hexdigest()[:16]


def read_inline(table: InlineTable, bounds: Bounds = GIVEN) -> Draft:
    """The table as read; TableError where it is beyond the bounds, or for the first thing in it that is wrong."""
    described, package = _described(table)
    resource: Raw = {**_titled(table), **described, "path": table.name, "name": table.stem}
    titles: Sequence[str] = ()
    try:
        if not table.descriptor.strip() and _format_of(table) is Format.CSV:
            resource, titles = _laid_out(table, resource, bounds)
        grid = _grid(table, dialect_of(resource), bounds)
        bounds.refuse(len(grid), len(grid.header))
        bounds.refuse_names(grid.header)
        bounds.refuse_texts(chain.from_iterable(grid.columns))
        draft = draft_of(replace(grid, most=bounds.cells), resource, package, _descriptor_of(table), titles)
        replace(bounds, rows=bounds.cells).refuse(len(draft.grid), len(draft.fields))
    except (ValueError, LookupError) as error:
        raise TableError(f"{table.name}: {error}.") from None
    if draft.schema.coverage is None and table.closed_world:
        draft = replace(draft, schema=replace(draft.schema, coverage=Coverage(complete=True)))
    return draft


def _titled(table: InlineTable) -> Raw:
    return {"title": table.title.strip()} if table.title.strip() else {}


def _grid(table: InlineTable, dialect: Dialect, bounds: Bounds) -> Grid:
    file, form = Path(table.name), _format_of(table)
    if form is Format.CSV:
        return parse_delimited(_text(table, bounds, dialect.encoding), file, dialect)
    header, columns = decode(table.content, form, bounds)
    texts = tuple(tuple(plain(cell, table.name) for cell in column) for column in columns)
    return Grid(file, tuple(name.strip() for name in header), texts, range(1, len(columns[0]) + 1 if columns else 1))


def _laid_out(table: InlineTable, resource: Raw, bounds: Bounds) -> tuple[Raw, Sequence[str]]:
    """The resource of a bare CSV with the dialect that it shows, and the titles around the table."""
    text = _text(table, bounds)
    delimiter = delimiter_of(text)
    records = records_of(text, table.name, Dialect(delimiter=delimiter))
    bounds.refuse_texts(chain.from_iterable(cells for _, cells in records))
    return laid_out(records, delimiter, resource)


def _text(table: InlineTable, bounds: Bounds, encoding: str = "utf-8") -> str:
    bounds.refuse(max(table.content.count(end) for end in (b"\n", b"\r")) - 1, 1)
    text = decoded(table.content, table.name, encoding)
    text.encode()  # as a descriptor, it may hold half a surrogate
    return text


def _format_of(table: InlineTable) -> Format:
    """The format that is said, or that the first bytes tell; ValueError where they are of another that is not read."""
    content = table.content
    if table.format is not None:
        return table.format
    other = next((said for begins, said in OTHERS.items() if content.startswith(begins)), None)
    if other is not None:
        raise ValueError(f"it is {other}. Send CSV, Parquet or Arrow")
    if content.startswith(b"PAR1"):
        return Format.PARQUET
    return Format.ARROW if content.startswith((b"ARROW1", b"\xff\xff\xff\xff")) else Format.CSV


def _described(table: InlineTable) -> tuple[dict[str, Any], Raw]:
    """The resource that the descriptor has for the table, and its package, checked against the profile."""
    if not table.descriptor.strip():
        return {}, {}
    where = _descriptor_of(table)
    told = _parsed(table.descriptor, where)
    package = told if "resources" in told else {}
    resource = _chosen(package, table, where) if package else {"schema": told} if "fields" in told else told
    _keep_inside(resource, table, where)
    package = modernised({**package, "resources": [{**resource, "path": table.name}]}, annotated)
    refuse(profile.check(package, Path(where)))
    return package["resources"][0], package


def _chosen(package: dict[str, Any], table: InlineTable, where: str) -> dict[str, Any]:
    """The package's resource of this table: the one of its name or file, or the only one."""
    listed = package["resources"] if isinstance(package["resources"], list) else []
    found = [each for each in listed if isinstance(each, dict)]
    fitting = [each for each in found if table.stem == each.get("name") or table.name == each.get("path")]
    if len(fitting or found) != 1:
        raise TableError(f'{where}: of its {len(found)} resources, none is "{table.name}". Send the one that is meant.')
    return (fitting or found)[0]


def _keep_inside(resource: dict[str, Any], table: InlineTable, where: str) -> None:
    """Raise TableError where a resource leads to something that the request does not hold."""
    path = resource.get("path", table.name)
    if path not in (table.name, [table.name]):
        raise TableError(f'{where}, path: it names "{path}", and only "{table.name}" came. Leave it out.')
    for name in ("schema", "dialect"):
        if isinstance(said := resource.get(name), str):
            raise TableError(f'{where}, {name}: it names "{said}", which did not come. Put the {name} itself there.')
    for name in ELSEWHERE:
        if name in resource:
            raise TableError(f"{where}, {name}: a table of a request is the bytes that come with it. Leave it out.")


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        told = json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, _Unaliased)
        json.dumps(told, allow_nan=False, ensure_ascii=False).encode()  # half a surrogate fits into no message
    except (ValueError, TypeError, RecursionError, yaml.YAMLError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
        raise TableError(f"{where}: not readable as JSON or YAML: {said}. Correct it there.") from None
    if not isinstance(told, dict):
        raise TableError(f"{where}: it is no object. Send a resource of a Data Package, or its schema.")
    return told


class _Unaliased(Loader):
    """YAML without anchors and tags: a few lines of aliases can stand for more than memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Build the next node, unless it stands for another or says of what kind it is."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("anchors and aliases are not read")
        if getattr(self.current_event, "tag", None) is not None:
            raise yaml.YAMLError("tags are not read")
        return super().compose_node(parent, index)


def _descriptor_of(table: InlineTable) -> str:
    return f"the descriptor of {table.name}"
