"""The rows that a batch writes: one definition, of which frames, files and the page of the schema are made.

A row is a document with its findings in it; the flat shape has a row a finding instead, and its columns are the paths
of the nested ones ("claim.value.low" is `claim_value_low`). Names and values are those of `veritab check` in JSON, but
where that has an object with keys of the data's own, a row has a list of names and values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

VERSION = 1
"""Raised when a column goes, is renamed or means something else; a column that is added leaves it."""


class Shape(StrEnum):
    """What a row is."""

    FINDINGS = "findings"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a field of one: its name, its type and what it says.

    The type is one of Polars, the fields of a struct, or `Many` of either.
    """

    name: str
    type: pl.DataType | Sequence[Column] | Many
    says: str

    @property
    def dtype(self) -> pl.DataType:
        """The type as Polars has it."""
        return _dtype(self.type)


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: pl.DataType | Sequence[Column]


TEXT, WHOLE, NUMBER, FLAG = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean()

NAMED = (Column("name", TEXT, "the name"), Column("value", TEXT, "what stands under it"))
"""An entry of what JSON has as an object."""

POINT = (
    Column("low", TEXT, "the number"),
    Column("high", TEXT, "the number"),
    Column("approximate", FLAG, 'true for "about 40"'),
    Column("shown_to", TEXT, "the step that it was shown to"),
)

VALUE = (
    Column("type", TEXT, "point, interval, at_least, at_most, text or tuple"),
    Column("low", TEXT, "the number, the lower bound or the first day: decimal at full scale, dates as ISO 8601"),
    Column("high", TEXT, "the number, the upper bound or the last day"),
    Column("approximate", FLAG, 'true for "about 40"'),
    Column("text", TEXT, "the name, where the value is one"),
    Column("entity", TEXT, "the identifier that the name is known by"),
    Column("parts", Many(POINT), "the numbers of a tuple: 107 and 99 of a score"),
    Column("strict", FLAG, 'true where the bound is left out: "more than 40"'),
    Column("shown_to", TEXT, 'the step that the number was shown to: 100000000 for "244.8 billion"'),
)

PHRASE = (
    Column("start", WHOLE, "where the words begin"),
    Column("end", WHOLE, "where they end"),
    Column("text", TEXT, "the words"),
)

ABOUT = (
    Column("subject", PHRASE, "the noun phrase that the clause is about"),
    Column("measure", PHRASE, "the words for what is measured"),
    Column("time", PHRASE, "the date that the clause is set in"),
    Column("place", PHRASE, "the place that it is set in"),
    Column("speaker", PHRASE, "who tells it"),
)

CLAIM = (
    Column("id", TEXT, "names the claim in its document"),
    Column("kind", TEXT, "its [kind](claims.md)"),
    Column("start", WHOLE, "where its words begin: code points of the text"),
    Column("end", WHOLE, "where they end, the code point after the last"),
    Column("quote", TEXT, "its words"),
    Column("value", VALUE, "what it asserts"),
    Column("unit", TEXT, "of the value: an ISO 4217 code, percent, a unit or the counted noun in the singular"),
    Column("hedge", TEXT, "the hedge's name: about, at_least"),
    Column("direction", TEXT, "up or down, where a change is told"),
    Column("noun", TEXT, "the words that say what the value is of"),
    Column("modality", TEXT, "asserted, hypothetical or negated"),
    Column("quoted", FLAG, "true inside quotation marks"),
    Column("sentence", WHOLE, "the number of its sentence, from 0"),
    Column("about", ABOUT, "what the value is about, as far as the text says"),
)

ROW = (
    Column("number", WHOLE, "the row's number in the table, from 0"),
    Column("cells", Many(NAMED), "its cells, by column"),
)

EVIDENCE = (
    Column("table", TEXT, "the table's name"),
    Column("rows", Many(ROW), "the rows that the verdict was computed from"),
    Column("expression", TEXT, "the operation in one line"),
    Column("expected", TEXT, "what the table has, as the text would write it"),
    Column("source", TEXT, "where the table is from"),
    Column("as_of", TEXT, "the day that the table speaks for"),
    Column("closed_world", FLAG, "true where the verdict rests on the table being complete"),
)

DIAGNOSIS = (
    Column("code", TEXT, "why the claim is likely to be wrong: other_period"),
    Column("detail", Many(NAMED), "the particulars"),
)

SUGGESTION = (
    Column("start", WHOLE, "where the words to replace begin"),
    Column("end", WHOLE, "where they end"),
    Column("text", TEXT, "the words to put in their place"),
)

RELATED = (
    Column("claim", TEXT, "the id of the claim that this one contradicts"),
    Column("start", WHOLE, "where its words begin"),
    Column("end", WHOLE, "where they end"),
    Column("quote", TEXT, "its words"),
)

FINDING = (
    Column("code", TEXT, "of the [catalogue](findings.md): VT102"),
    Column("verdict", TEXT, "SUPPORTED, CONFLICT, AMBIGUOUS or NOT_COVERED"),
    Column("likelihood", TEXT, "UNLIKELY, POSSIBLE, LIKELY or VERY_LIKELY"),
    Column("score", NUMBER, "ranks the findings of one document, 0 to 1"),
    Column("confidence", NUMBER, "how likely the verdict is to be right, 0 to 1"),
    Column("message", TEXT, "one sentence that stands alone"),
    Column("claim", CLAIM, "the claim"),
    Column("evidence", EVIDENCE, "what the verdict was computed from; null where it is not covered"),
    Column("diagnosis", DIAGNOSIS, "why it is likely to be wrong; null where nothing is known"),
    Column("suggestion", SUGGESTION, "what to put in its place; null where nothing is known"),
    Column("reason", TEXT, "why it is not covered: NO_ENTITY, NO_MEASURE, …"),
    Column("related", Many(RELATED), "the other places of the text that it contradicts"),
)

COVERAGE = (
    Column("claims", WHOLE, "how many claims the document has"),
    Column("supported", WHOLE, "how many of them are supported"),
    Column("conflict", WHOLE, "… in conflict"),
    Column("ambiguous", WHOLE, "… ambiguous"),
    Column("not_covered", WHOLE, "… not covered"),
)

ERROR = (
    Column("reason", TEXT, "why the document could not be checked, as a name"),
    Column("message", TEXT, "the same as a sentence"),
)

ORIGIN = (
    Column("document", TEXT, "the document's id"),
    Column("as_of", TEXT, "the day that it speaks on, as it was used; null where none is known"),
    Column("snapshot", TEXT, "the content hash of the tables that were used"),
)
_ERROR = Column("error", ERROR, "null but where the document could not be checked; nothing else is told of it then")

DOCUMENT = (
    *ORIGIN,
    Column("verdict", TEXT, "the document's as a whole: CONFLICT, SUPPORTED, AMBIGUOUS or NOT_COVERED"),
    Column("coverage", COVERAGE, "how many claims got which verdict"),
    Column("unmatched_scope", Many(TEXT), "columns of its scope for whose value no table has a row"),
    Column("findings", Many(FINDING), "one a claim, in the order of the text"),
    _ERROR,
)
"""A row of the nested shape."""


def columns(shape: Shape) -> Sequence[Column]:
    """The columns of a shape, in their order."""
    if shape is Shape.DOCUMENTS:
        return DOCUMENT
    told = (each for field in (*FINDING, _ERROR) for each, _ in _leaves(field, ()))
    return (*ORIGIN, *told)


def polars_schema(shape: Shape) -> Mapping[str, pl.DataType]:
    """The names of a shape's columns and their types."""
    return {column.name: column.dtype for column in columns(shape)}


def flat(documents: pl.DataFrame) -> pl.DataFrame:
    """A row a finding, of frames with a row a document; one that could not be checked keeps its one row."""
    error = _ERROR.name
    exploded = documents.explode("findings", empty_as_null=True)
    told = exploded.filter(pl.col("findings").is_not_null() | pl.col(error).is_not_null())
    leaves = [(pl.col("findings"), each) for field in FINDING for each in _leaves(field, ())]
    return told.select(
        *(column.name for column in ORIGIN),
        *(_at(root, path).alias(leaf.name) for root, (leaf, path) in leaves),
        *(_at(pl.col(error), path[1:]).alias(leaf.name) for leaf, path in _leaves(_ERROR, ())),
    )


def _leaves(column: Column, above: tuple[Column, ...]) -> Iterator[tuple[Column, tuple[str, ...]]]:
    """The columns that a nested one becomes, each with the path to it."""
    here = (*above, column)
    if isinstance(column.type, pl.DataType | Many):
        path = tuple(each.name for each in here)
        yield Column("_".join(path), column.type, column.says), path
    else:
        for field in column.type:
            yield from _leaves(field, here)


def _at(root: pl.Expr, path: Sequence[str]) -> pl.Expr:
    for name in path:
        root = root.struct.field(name)
    return root


def _dtype(told: pl.DataType | Sequence[Column] | Many) -> pl.DataType:
    if isinstance(told, Many):
        return pl.List(_dtype(told.of))
    return told if isinstance(told, pl.DataType) else pl.Struct({field.name: field.dtype for field in told})
