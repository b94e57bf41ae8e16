"""Long columns into vectors: what is written plainly is read by Polars at once, the rest text by text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from veritab_engine.reference.buffer import Buffer
from veritab_engine.reference.long import LongColumn
from veritab_engine.reference.sort import buffer_of, series_of
from veritab_engine.reference.strings import Strings
from veritab_engine.reference.vector import NumberVector, TextVector, Vector

if TYPE_CHECKING:
    import polars

Read = Callable[[str], str | None]
"""Reads the text of one cell; ValueError where it cannot be read."""

PLAIN = {
    "integer": r"^(?:-?[1-9]\d{0,16}|0)$",
    "number": r"^(?:-?[1-9]\d{0,16}|0|-?[1-9]\d{0,8}\.\d{1,8}|0\.\d{1,8}|-0\.\d{0,7}[1-9])$",
}
"""Texts that are numbers in plain form already, by the type of their column."""
NOTHING = "a^"
"""Matches no text."""


def read_texts(column: LongColumn, read: Read) -> tuple[TextVector, dict[str, str]]:
    """The vector of a column, every distinct text of which is read once, and what is wrong with those that do not."""
    wrong: dict[str, str] = {}
    return _coded(column.series).mapped(_noting(read, wrong)), wrong


def read_numbers(column: LongColumn, read: Read, plain: str) -> tuple[Vector, dict[str, str]]:
    """The same for numbers; texts that match `plain` are numbers as they stand, and are not `read`."""
    import polars

    frame = polars.DataFrame({"text": column.series}).with_columns(plain=polars.col("text").str.contains(plain))
    others = frame.filter(~polars.col("plain"))["text"].unique().to_list()
    wrong: dict[str, str] = {}
    numbers = NumberVector.of(list(map(_noting(read, wrong), others)))
    if numbers is None:
        return read_texts(column, read)
    return NumberVector(*_numbers(frame, others, numbers)), wrong


def _noting(read: Read, wrong: dict[str, str]) -> Read:
    """Reads a text, or notes what is wrong with it; its cell is missing."""

    def noting(text: str) -> str | None:
        try:
            return read(text)
        except ValueError as error:
            wrong[text] = str(error)
            return None

    return noting


def are_distinct(vectors: Sequence[Vector]) -> bool:
    """True where no two rows of a long table have the same cells, as their hashes tell; False where they may."""
    import polars

    buffers = [buffer for vector in vectors for buffer in _buffers(vector)]
    frame = polars.DataFrame([series_of(buffer).alias(str(i)) for i, buffer in enumerate(buffers)])
    return frame.hash_rows().n_unique() == frame.height


def _buffers(vector: Vector) -> tuple[Buffer, ...]:
    return (vector.codes,) if isinstance(vector, TextVector) else (vector.digits, vector.decimals)


def _coded(series: polars.Series) -> TextVector:
    import polars

    texts = series.unique().sort()
    codes = series.cast(polars.Enum(texts)).to_physical().cast(polars.UInt32) + 1
    ends = texts.str.len_bytes().cast(polars.UInt64).cum_sum()
    blob = (texts.str.join("").item() or "").encode()
    return TextVector(buffer_of(codes, "I"), Strings(buffer_of(ends, "Q"), memoryview(blob)))


def _numbers(frame: polars.DataFrame, others: list[str], numbers: NumberVector) -> tuple[Buffer, Buffer]:
    """Digits and decimals of a column whose texts are plain, or among `others`, which are these numbers."""
    import polars

    text, is_plain = polars.col("text"), polars.col("plain")
    read = polars.DataFrame(
        {
            "text": polars.Series(values=others, dtype=polars.String),
            "digits": series_of(numbers.digits) if others else polars.Series(dtype=polars.Int64),
            "decimals": series_of(numbers.decimals) if others else polars.Series(dtype=polars.Int8),
        }
    )
    point = text.str.find(".", literal=True)
    shown = (text.str.len_bytes().cast(polars.Int64) - point.cast(polars.Int64) - 1).fill_null(0)
    joined = frame.join(read, on="text", how="left", maintain_order="left").select(
        digits=polars.when(is_plain)
        .then(text.str.replace(".", "", literal=True).cast(polars.Int64, strict=False))
        .otherwise(polars.col("digits")),
        decimals=polars.when(is_plain).then(shown.cast(polars.Int8)).otherwise(polars.col("decimals")),
    )
    return buffer_of(joined["digits"], "q"), buffer_of(joined["decimals"], "b")
