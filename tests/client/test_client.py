"""Both clients against a real server: the same results, the same errors."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.server.running import RIGHT, WRONG, ferries, serving
from veritab_client import AsyncClient, Client, Document, GivenClaim, InlineTable, Span
from veritab_client.errors import AddressError, Busy, InputError, InvalidRequest, NotFound, SnapshotGone, Unavailable
from veritab_client.render.place import Places
from veritab_client.render.record import claim_record
from veritab_client.results import Report
from veritab_client.values import Parts, Point
from veritab_server.settings import Settings

GIVEN = GivenClaim(
    Span(WRONG.index("$"), len(WRONG) - 1), "money", Point(Decimal(62_800_000), Decimal(100_000)), "USD", id="mine"
)


def awaited(address, ask):
    """What `ask` gives with an asynchronous client."""

    async def run():
        async with AsyncClient(address) as client:
            return await ask(client)

    return asyncio.run(run())


async def gathered(results):
    return [result async for result in results]


def test_a_report_has_everything_as_plain_data(client):
    document = Document(WRONG, as_of=date(2025, 5, 8), id="story")
    report = client.check(document)
    [conflict] = report.conflicts
    assert (report.document, report.verdict, report.as_of) == ("story", "CONFLICT", "2025-05-08")
    assert report.snapshot == ferries().id
    assert conflict.claim.quote == WRONG[conflict.claim.span.start : conflict.claim.span.end] == "$57.3 million"
    assert isinstance(conflict.claim.value, Point)
    assert conflict.claim.value.number == 57_300_000
    assert conflict.diagnosis is not None
    assert conflict.diagnosis.code == "other_period"
    assert conflict.evidence is not None
    assert list(conflict.evidence.rows[0].cells) == ["port", "year", "revenue"]
    assert conflict.suggestion is not None
    assert conflict.suggestion.text == "$62.8 million"


def test_a_plain_string_is_a_document(client):
    assert client.check(WRONG).conflicts
    assert [claim.quote for claim in client.extract(RIGHT).claims if claim.kind == "money"] == ["$21.9 million"]


def test_a_score_keeps_its_parts_up_to_the_json(client):
    document = Document("The hosts won 107-99.", id="story")
    [score] = [claim for claim in client.extract(document).claims if claim.kind == "score"]
    assert score.value == Parts((Point(Decimal(107)), Point(Decimal(99))))
    record = json.loads(json.dumps(claim_record(Places(document), score)))["value"]
    assert record["type"] == "tuple"
    assert [part["low"] for part in record["parts"]] == ["107", "99"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.extract(WRONG),
        lambda client: client.check(WRONG, min_likelihood="LIKELY", max_findings=1),
        lambda client: client.check(WRONG, min_confidence=1.0),
        lambda client: client.check_batch([WRONG, RIGHT]),
        lambda client: client.verify(WRONG, [GIVEN]),
        lambda client: client.catalogue(),
        lambda client: client.tables(),
        lambda client: client.table("ferry-revenue"),
    ],
    ids=["extract", "check", "check_sure", "check_batch", "verify", "catalogue", "tables", "table"],
)
def test_the_asynchronous_client_gives_what_the_other_gives(client, address, ask):
    assert awaited(address, ask) == ask(client)


def test_a_claim_is_explained_by_its_readings(client, address):
    [conflict] = client.check(WRONG).conflicts
    derivation = client.explain(WRONG, conflict.claim.id)
    assert derivation.finding == conflict
    [chosen] = [reading for reading in derivation.readings if reading.chosen]
    assert (chosen.table, chosen.agreement, chosen.expected) == ("ferry-revenue", "disagrees", "$62.8 million")
    assert awaited(address, lambda each: each.explain(WRONG, conflict.claim.id)) == derivation


def test_rows_are_gathered_over_pages(client, address):
    rows = list(client.rows("ferry-revenue", {"port": "Tornes"}))
    assert [row.cells["year"] for row in rows] == ["2020", "2021", "2022", "2023", "2024"]
    assert awaited(address, lambda each: gathered(each.rows("ferry-revenue", {"port": "Tornes"}))) == rows


def test_a_stream_gives_each_document_s_report(client, address):
    found = dict(client.check_stream([WRONG, RIGHT]))
    assert found == {0: client.check(WRONG), 1: client.check(RIGHT)}
    assert dict(awaited(address, lambda each: gathered(each.check_stream([WRONG, RIGHT])))) == found


@pytest.mark.parametrize("day", [date(2023, 1, 1), datetime(2023, 1, 1, 9, 30), "2023-01-01", "2023"])
def test_rows_are_bounded_by_dates_or_by_strings(client, address, day):
    rows = list(client.rows("ferry-revenue", {"port": "Tornes"}, time_from=day, time_to=date(2023, 12, 31)))
    assert [row.cells["year"] for row in rows] == ["2023"]
    asked = {"time_from": day, "time_to": "2023"}
    assert awaited(address, lambda each: gathered(each.rows("ferry-revenue", {"port": "Tornes"}, **asked))) == rows


async def arriving(documents):
    for document in documents:
        await asyncio.sleep(0)
        yield document


def test_documents_of_a_stream_may_arrive_asynchronously(client, address):
    found = dict(awaited(address, lambda each: gathered(each.check_stream(arriving([WRONG, RIGHT])))))
    assert found == {0: client.check(WRONG), 1: client.check(RIGHT)}


def test_in_a_batch_and_a_stream_an_error_is_data(client):
    broken = Document(RIGHT, scope={"port": "x" * 2000})
    streamed = dict(client.check_stream([broken, RIGHT]))
    for results in (client.check_batch([broken, RIGHT]), [streamed[0], streamed[1]]):
        assert isinstance(results[0], InvalidRequest)
        assert results[0].fields == ("document.scope[port]",)
        assert isinstance(results[1], Report)


def test_given_claims_and_no_others_are_judged(client):
    [finding] = client.verify(WRONG, [GIVEN]).findings
    assert (finding.claim.id, finding.verdict) == ("mine", "SUPPORTED")


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda client: client.check(RIGHT, max_findings=-1), InvalidRequest, "max_findings: must be 0 to 10000"),
        (lambda client: client.table("cranes"), NotFound, 'There is no table "cranes"; list the tables'),
        (lambda client: client.explain(RIGHT, "c99"), NotFound, 'The document has no claim "c99"'),
        (lambda client: client.check(RIGHT, snapshot="x"), SnapshotGone, 'Snapshot "x" is not kept'),
    ],
    ids=["invalid", "table", "claim", "snapshot"],
)
def test_errors_have_a_type_and_a_sentence(client, address, ask, error, said):
    with pytest.raises(error, match=f"^{said}"):
        ask(client)
    with pytest.raises(error, match=f"^{said}"):
        awaited(address, ask)


FIVE: Any = 5
TEXT: Any = "2024"
TABLE = InlineTable("sales", b"year,sales\n2024,3\n")


@pytest.mark.parametrize(
    ("method", "given", "wish", "said"),
    [
        ("rows", ("ferry-revenue",), {"time_from": 2024}, "time_from must be a date or a string, not int."),
        ("rows", ("ferry-revenue", {"year": 2024}), {}, "where[year] must be a string, not int."),
        ("rows", ("ferry-revenue", "year=2024"), {}, "where must be a mapping of columns to strings, not str."),
        ("rows", (5,), {}, "table must be a string, not int."),
        ("table", (None,), {}, "name must be a string, not NoneType."),
        ("tables", (), {"snapshot": 7}, "snapshot must be a string, not int."),
        ("extract", (b"text",), {}, "document must be a Document or a string, not bytes."),
        ("check", (Document(FIVE),), {}, "document.text must be a string, not int."),
        ("check", (Document("", as_of=TEXT),), {}, "document.as_of must be a date, not str."),
        ("check", (Document("", scope={"year": FIVE}),), {}, "document.scope[year] must be a string, not int."),
        ("check", ("",), {"max_findings": "3"}, "max_findings must be a whole number, not str."),
        ("check", ("",), {"max_findings": 2**40}, "max_findings must be a number of 32 bits, not 1099511627776."),
        ("check", ("",), {"min_likelihood": "likely"}, "min_likelihood must be one of UNLIKELY, POSSIBLE, LIKELY, "),
        ("check", ("",), {"min_confidence": "high"}, "min_confidence must be a number, not str."),
        ("check", ("",), {"min_confidence": 1.5}, "min_confidence must be a number from 0 to 1, not 1.5."),
        ("check", ("",), {"tables": "sales.csv"}, "tables must be InlineTable in a list, not str."),
        ("check", ("",), {"tables": TABLE}, "tables must be InlineTable in a list, not InlineTable."),
        ("check", ("",), {"tables": ["sales.csv"]}, "tables[0] must be InlineTable, not str."),
        ("check", ("",), {"tables": [InlineTable("sales", TEXT)]}, "table.content must be bytes, not str."),
        ("check_batch", (RIGHT,), {}, "documents must be documents in a list, not str."),
        ("check_batch", ([RIGHT, 5],), {}, "document must be a Document or a string, not int."),
        ("check_stream", (RIGHT,), {}, "documents must be documents in a list, not str."),
        ("verify", ("", ["money"]), {}, "claims[0] must be GivenClaim, not str."),
        ("verify", ("", [GivenClaim(Span(0, 1), "money", FIVE)]), {}, "value must be a value of veritab_client.values"),
        ("verify", ("", [GivenClaim(FIVE, "money", Point(Decimal(1)))]), {}, "GivenClaim(span=5, kind='money', "),
        ("explain", ("", 3), {}, "claim_id must be a string, not int."),
    ],
)
def test_what_is_of_a_wrong_type_is_told_in_a_sentence(client, address, method, given, wish, said):
    def ask(each):
        found = getattr(each, method)(*given, **wish)
        return gathered(found) if isinstance(found, AsyncIterator) else found

    with pytest.raises(InputError, match=f"^{re.escape(said)}"):
        list(ask(client))
    with pytest.raises(InputError, match=f"^{re.escape(said)}"):
        awaited(address, ask)


def test_a_document_of_a_stream_that_cannot_be_sent_is_told_after_the_others(client, address):
    documents = [RIGHT, 5, WRONG]
    told = client.check_stream(documents)
    assert next(told) == (0, client.check(RIGHT))
    with pytest.raises(InputError, match=r"^document must be a Document or a string, not int\.$"):
        next(told)
    with pytest.raises(InputError, match=r"^document must be"):
        awaited(address, lambda each: gathered(each.check_stream(documents)))


def test_a_snapshot_that_is_gone_says_which_are_kept(client):
    with pytest.raises(SnapshotGone) as error:
        client.check(RIGHT, snapshot="x")
    assert error.value.kept == (ferries().id,)
    assert error.value.reason == "UNKNOWN_SNAPSHOT"


def test_a_server_without_room_says_when_to_come_again():
    with serving(Settings(waiting=0, grace=5)) as address, Client(address, retries=False) as client:
        with pytest.raises(Busy) as error:
            client.check(RIGHT)
        assert error.value.retry_after


def test_nobody_at_the_address():
    with Client("localhost:1", retries=False) as client, pytest.raises(Unavailable, match="answers at localhost:1"):
        client.check(RIGHT)


def test_what_cannot_be_sent_is_not_sent(client):
    with pytest.raises(InputError, match="offset 2"):
        client.check("ab\ud800")
    with pytest.raises(InvalidRequest, match="16777216 are the most"):
        client.check(" " * (1 << 24))


@pytest.mark.parametrize("wrong", ["localhost", "localhost:", "localhost:99999", "http://localhost:1", ":1", ""])
def test_what_is_no_address_is_refused_at_once(wrong):
    with pytest.raises(AddressError):
        Client(wrong)


def test_a_claim_says_what_it_is_about(client):
    text = 'The fair opened in Halvik on May 8, 2025. "Ferries carried 40 people," Ann Lee said.'
    [claim] = [claim for claim in client.extract(text).claims if claim.quote == "40"]
    about = claim.about
    assert [phrase.text for phrase in (about.subject, about.measure, about.time, about.speaker)] == [
        "Ferries",
        "carried",
        "May 8, 2025",
        "Ann Lee",
    ]
    assert about.place is None
    assert claim.quoted
