"""Tables: bytes of every format and their descriptors, broken, as a request brings them and as a file on disk."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import openpyxl
import polars

from benchmarks.fuzz.case import Case, hold_sentence, spread
from benchmarks.fuzz.corpora import ROOT, bare, seeds
from benchmarks.fuzz.mutation import mutated, mutated_bytes
from veritab_engine import Checker, ReferenceTables, TableError
from veritab_engine.reference.inline import Format, InlineTable, read_inline

CELLS = {"town": ["Halvik", "Tornes", "Larsby"], "year": [2022, 2023, 2024], "revenue": [57.3, 21.9, None]}
SENTENCE = "In 2024, the revenue of Halvik was 57.3, the 2nd largest of 3."
FORMS: tuple[Format | None, ...] = (None, Format.CSV, Format.CSV, Format.PARQUET, Format.ARROW)
BOMBS: tuple[str, ...] = (
    '{"a":' * 5_000 + "1" + "}" * 5_000,
    "[" * 20_000,
    "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n",
    "- " * 5_000,
    "{" * 5_000,
    "!!python/object/apply:os.getcwd []",
    '{"fields": [{"name": "year", "type": "date", "format": "' + "%Y" * 2_000 + '"}]}',
    '{"fields": [{"name": "town", "constraints": {"pattern": "(a+)+$"}}]}',
)
"""Descriptors that are to cost more than they weigh."""


@cache
def descriptors() -> list[str]:
    """The descriptors of the tables that ship and of those of the tests."""
    files = [file for top in ("reference_data", "tests/server") for file in (ROOT / top).rglob("datapackage.yaml")]
    return [file.read_text("utf-8") for file in sorted(files)]


@cache
def texts() -> list[str]:
    """Tables as text."""
    return [*bare().values(), "town,year,revenue\nHalvik,2024,57.3\nTornes,2024,21.9\n"]


@cache
def files() -> Mapping[str, bytes]:
    """A small table in every format that is not text, by the ending of its file's name."""
    frame = polars.DataFrame(CELLS)
    return {
        "parquet": _written(frame.write_parquet),
        "arrow": _written(frame.write_ipc),
        "ipc": _written(frame.write_ipc_stream),
        "xlsx": _workbook(),
        "sqlite": _database(),
        "json": frame.write_json().encode(),
        "jsonl": frame.write_ndjson().encode(),
    }


class Inline:
    """Tables that a request brings."""

    def make(self, chance: Random) -> Case:
        descriptor, form = "", chance.choice(FORMS)
        if form in (Format.PARQUET, Format.ARROW) and chance.random() < 0.2:  # a process each: dear, so not often
            known = [files()[ending] for ending in ("parquet", "arrow", "ipc")]
            content = mutated_bytes(chance.choice(known), known, chance)
        else:
            form = None if chance.random() < 0.1 else Format.CSV
            content = _delimited(chance)
        if chance.random() < 0.5:
            whole = chance.choice(descriptors() if chance.random() < 0.9 else BOMBS)
            descriptor = mutated(whole, descriptors(), chance)
        told = {"target": "inline", "name": "fuzzed.csv", "content": content, "descriptor": descriptor}
        return {**told, "format": form.value if form else ""}

    def throw(self, case: Case) -> None:
        """Hold that a table is refused with a sentence, or else can be asked."""
        form = Format(case["format"]) if case["format"] else None
        content = case["content"] if isinstance(case["content"], bytes) else spread(case["content"]).encode()
        table = InlineTable(case["name"], content, form, spread(case["descriptor"]))
        _hold(lambda: ReferenceTables.of([read_inline(table)]))


class Loaded:
    """Tables on disk."""

    def make(self, chance: Random) -> Case:
        if chance.random() < 0.5:
            ending, content = chance.choice(("csv", "tsv")), _delimited(chance)
        else:
            ending = chance.choice(sorted(files()))
            content = mutated_bytes(files()[ending], list(files().values()), chance)
        descriptor = ""
        if chance.random() < 0.4:
            descriptor = mutated(chance.choice(descriptors()), descriptors(), chance)
        return {"target": "loaded", "ending": ending, "content": content, "descriptor": descriptor}

    def throw(self, case: Case) -> None:
        """Hold the same of what lies on disk; a descriptor names its files itself, all of them with these bytes."""
        content = case["content"] if isinstance(case["content"], bytes) else spread(case["content"]).encode()
        with TemporaryDirectory() as name:
            folder, descriptor = Path(name), spread(case["descriptor"])
            where = folder / f"fuzzed.{case['ending']}"
            where.write_bytes(content)
            if descriptor:
                where = folder / "datapackage.yaml"
                where.write_text(descriptor, "utf-8", "replace")
                for file in NAMED:
                    (folder / file).write_bytes(content)
            _hold(lambda: ReferenceTables.load(where))


NAMED = ("ferry-revenue.csv", "bilateral-trade.csv", "countries.csv", "visits.csv", "events.csv", "memberships.csv")
"""Files that the descriptors name."""


def _hold(load: Callable[[], ReferenceTables]) -> None:
    try:
        tables = load()
    except TableError as error:
        hold_sentence(str(error))
        return
    Checker(tables).check(SENTENCE)


def _delimited(chance: Random) -> bytes:
    text = mutated(chance.choice(texts()), [*texts(), chance.choice(seeds())], chance)
    data = text.encode(chance.choice(("utf-8",) * 6 + ("utf-16", "latin-1", "utf-8-sig")), "replace")
    return mutated_bytes(data, [data], chance) if chance.random() < 0.2 else data


def _written(write: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [tuple(CELLS), *zip(*CELLS.values(), strict=True)]:
        sheet.append(row)
    return _written(book.save)


def _database() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.sqlite"
        connection = sqlite3.connect(file)
        connection.execute("create table towns (town text, year integer, revenue real)")
        connection.executemany("insert into towns values (?, ?, ?)", zip(*CELLS.values(), strict=True))
        connection.commit()
        connection.close()
        return file.read_bytes()
