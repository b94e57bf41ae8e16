"""The page of a batch's rows, from the schema that makes them."""

from collections.abc import Iterator, Sequence

import polars as pl

from veritab_batch.schema import DOCUMENT, FINDING, VERSION, Column, Many, Shape, columns

HEAD = f"""\
# The rows of a batch

What `veritab batch` writes, version {VERSION} of the schema. Made from `veritab_batch.schema`; `make pages` makes it
anew. The version is in `manifest.json`, in `summary.json` and, as `veritab.schema`, in the metadata of each Parquet
file. It is raised when a column goes, is renamed or comes to mean something else; columns may be added under the same.

`--shape documents` writes a row a document, with its findings in it. `--shape findings` writes a row a finding, with
the same fields as columns: `claim.value.low` is the column `claim_value_low`, and lists stay lists. A row a finding
begins with `document`, `as_of` and `snapshot`; a document without claims has none, and one that could not be checked
has one, where all is null but `document`, `snapshot`, `error_reason` and `error_message`.

Names and values are those of [`veritab check --format json`](command-line.md#json), but for three things: places as
line and column are left out, since a document of a table has none; what is an object with keys of the data's own there
(`cells`, `detail`) is a list of `name` and `value` here; and `parts` have the members that a number needs. Every number
of a text or a table is a decimal string at full scale, every date an ISO string.
"""
TYPES = {pl.String: "string", pl.Int64: "integer", pl.Float64: "float", pl.Boolean: "boolean"}
TITLES = {(): "A document", ("findings",): "A finding"}


def batch_page() -> str:
    """The page: a section a struct, then the columns of the flat shape."""
    flat = ", ".join(f"`{column.name}`" for column in columns(Shape.FINDINGS))
    return "\n".join((HEAD, *_struct(DOCUMENT, ()), "## The columns of a row a finding\n", flat)) + "\n"


def _struct(told: Sequence[Column], path: tuple[str, ...]) -> Iterator[str]:
    """A struct as a table, and behind it the structs of its fields."""
    title = TITLES.get(path) or f"`{'.'.join(path[1:] if path[0] == 'findings' else path)}`"
    yield f"## {title}\n\n| field | type | holds |\n|---|---|---|"
    yield from (f"| `{column.name}` | {_type(column.type)} | {column.says} |" for column in told)
    yield ""
    for column in told:
        inner = column.type.of if isinstance(column.type, Many) else column.type
        if not isinstance(inner, pl.DataType) and not (isinstance(column.type, Many) and inner is not FINDING):
            yield from _struct(inner, (*path, column.name))


def _type(told: pl.DataType | Sequence[Column] | Many) -> str:
    if isinstance(told, Many):
        return f"list of {_type(told.of)}"
    if isinstance(told, pl.DataType):
        return TYPES[type(told)]
    return "struct" if told is FINDING or len(told) > 4 else "{" + ", ".join(column.name for column in told) + "}"
