"""The rows of a batch: what a check tells, under the same names, whatever stands beside a document."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.server.running import TABLES
from veritab_batch import Columns, Desk, Given, Shape, frame_of, frames, polars_schema
from veritab_batch.schema import columns
from veritab_client.client import Client
from veritab_client.embedded import Tables, service
from veritab_client.formats import read_file
from veritab_client.render.place import Places
from veritab_client.render.record import coverage_record, finding_record
from veritab_engine import Checker, ReferenceTables

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
WRONG = "In 2024, ferry revenue in Halvik reached $57.3 million."


@pytest.fixture(scope="module")
def shipped():
    return Desk(Checker(ReferenceTables.shipped()))


@pytest.fixture(scope="module")
def ferries():
    return Desk(Checker(ReferenceTables.load(TABLES / "ferries")))


def records(documents):
    """What the JSON formats print of the findings of documents, as a row has it."""
    with service(Tables()) as address, Client(address) as client:
        for document in documents:
            report = client.check(document)
            places = Places(document)
            yield {
                "document": report.document,
                "as_of": report.as_of or None,
                "snapshot": report.snapshot,
                "verdict": report.verdict,
                "coverage": coverage_record(report.coverage),
                "unmatched_scope": list(report.unmatched_scope),
                "findings": [_as_a_row(finding_record(places, finding)) for finding in report.findings],
                "error": None,
            }


def _as_a_row(record):
    """Without lines and columns, and with lists of names and values for objects with keys of the data's own."""
    del record["document"], record["claim"]["document"], record["claim"]["place"]
    for part in (record["suggestion"], *record["related"]):
        if part:
            del part["place"]
    for related in record["related"]:
        del related["document"]
    if record["evidence"]:
        for row in record["evidence"]["rows"]:
            row["cells"] = _named(row["cells"])
    if record["diagnosis"]:
        record["diagnosis"]["detail"] = _named(record["diagnosis"]["detail"])
    for part in record["claim"]["value"]["parts"] or ():
        for name in ("type", "text", "entity", "parts", "strict"):
            del part[name]
    return record


def _named(entries):
    return [{"name": name, "value": value} for name, value in entries.items()]


def test_a_row_tells_what_a_check_prints_under_the_same_names(shipped):
    documents = [read_file(path) for path in EXAMPLES]
    told = list(records(documents))
    [frame] = frames([Given(str(path), path) for path in EXAMPLES], shipped, Shape.DOCUMENTS)
    assert json.loads(frame.write_json()) == json.loads(json.dumps(told))
    assert sum(len(each["findings"]) for each in told) > 20


def test_the_flat_shape_has_a_row_a_finding_and_the_paths_as_columns(shipped):
    given = [Given(str(path), path) for path in EXAMPLES]
    [nested] = frames(given, shipped, Shape.DOCUMENTS)
    [flat] = frames(given, shipped, Shape.FINDINGS)
    findings = [(row["document"], each) for row in nested.iter_rows(named=True) for each in row["findings"]]
    assert len(flat) == len(findings)
    for row, (document, finding) in zip(flat.iter_rows(named=True), findings, strict=True):
        evidence = finding["evidence"] or {}
        assert row["document"] == document
        assert row["code"] == finding["code"]
        assert row["claim_value_low"] == finding["claim"]["value"]["low"]
        assert row["evidence_rows"] == evidence.get("rows")
    assert flat.schema == pl.Schema(polars_schema(Shape.FINDINGS))


def test_rows_do_not_depend_on_what_stands_beside_a_document(ferries):
    texts = [WRONG, "No figure here.", WRONG.replace("57.3", "58.3"), ""] * 40
    given = [Given(f"in.csv:{i}", {"text": text}) for i, text in enumerate(texts)]
    for shape in Shape:
        whole = pl.concat(frames(given, ferries, shape))
        split = pl.concat([*frames(given[:7], ferries, shape), *frames(given[7:], ferries, shape)])
        alone = pl.concat([frame_of([ferries.check(each).row], shape) for each in given])
        assert whole.equals(split)
        assert whole.equals(alone)


def test_a_document_without_findings_has_a_row_in_the_nested_shape_alone(ferries):
    given = [Given("a", {"text": "No figure here."}), Given("b", {"text": WRONG})]
    [nested] = frames(given, ferries, Shape.DOCUMENTS)
    [flat] = frames(given, ferries, Shape.FINDINGS)
    assert nested["document"].to_list() == ["a", "b"]
    assert set(flat["document"]) == {"b"}


@pytest.mark.parametrize(
    ("content", "reason", "says"),
    [
        ({"text": None}, "UNREADABLE", 'The column "text" has nothing.'),
        ({"body": WRONG}, "UNREADABLE", 'The column "text" has nothing.'),
        ({"text": 7}, "UNREADABLE", 'The column "text" has no text but a number.'),
        (
            {"text": WRONG, "day": "May 8"},
            "UNREADABLE",
            'The column "day" has "May 8", which is not a date like 2025-05-08.',
        ),
        (b"{'text'", "UNREADABLE", "The line is no JSON"),
        (b"[1]", "UNREADABLE", "The line is no JSON object."),
        (Path("nowhere.txt"), "UNREADABLE", "nowhere.txt: there is no such file."),
        ({"text": WRONG, "scope": {"harbour": "Halvik"}}, "INVALID_DOCUMENT", "harbour"),
    ],
)
@pytest.mark.parametrize("shape", Shape)
def test_what_cannot_be_checked_is_a_row_with_an_error(ferries, content, reason, says, shape):
    desk = Desk(ferries.checker, Columns(as_of="day"))
    beside = Given("in.csv:8", {"text": WRONG})
    [rows] = frames([Given("in.csv:7", content), beside], desk, shape)
    error = rows.row(0, named=True)
    told = error["error"] if shape is Shape.DOCUMENTS else {n: error[f"error_{n}"] for n in ("reason", "message")}
    assert told["reason"] == reason
    assert says in told["message"]
    assert error["verdict"] is None
    assert rows[1:]["verdict"].to_list()[-1] == "CONFLICT"


def test_a_document_that_takes_too_long_is_a_row_with_an_error(ferries):
    desk = Desk(ferries.checker, seconds=0.0)
    [rows] = frames([Given("in.csv:7", {"text": WRONG, "id": "a"})], desk, Shape.FINDINGS)
    assert rows["error_reason"].to_list() == ["TOO_SLOW"]


def test_what_nobody_foresaw_is_named_in_the_row_and_traced_in_the_log(ferries, caplog):
    checked = Desk(ferries.checker, seconds=10**400).check(Given("a.ndjson:1", {"id": "a", "text": WRONG}))
    assert checked.reason == "FAILED"
    message = "The check failed (OverflowError: int too large to convert to float)."
    assert checked.row["error"] == {"reason": "FAILED", "message": message}
    [record] = caplog.records
    assert (record.getMessage(), record.exc_info[0]) == ("a.ndjson:1: the check failed", OverflowError)


def test_the_day_and_the_scope_are_what_a_documents_columns_say(ferries):
    content = {"words": WRONG, "key": 17, "day": "2025-05-08T10:00:00Z", "port": "Halvik", "scope": {"year": 2024}}
    columns = Columns("words", "key", "day", {"harbor": "port"}, scope={"year": "2023", "kind": "ferry"})
    document = Given("in.csv:7", content).read(columns)
    assert (document.id, document.as_of) == ("17", date(2025, 5, 8))
    assert document.scope == {"harbor": "Halvik", "year": "2024", "kind": "ferry"}


@pytest.mark.parametrize("shape", Shape)
def test_every_column_says_what_it_holds(shape):
    assert all(column.says for column in columns(shape))
    assert len({column.name for column in columns(shape)}) == len(columns(shape))
