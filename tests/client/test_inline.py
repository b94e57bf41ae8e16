"""Tables that a program sends along."""

import asyncio

import pytest

from veritab_client import AsyncClient, Client, ClientError, InlineTable, embedded
from veritab_client.errors import InputError, InvalidRequest

SALES = InlineTable("sales.csv", b"region,year,revenue ($m)\nNorth,2023,12.4\nNorth,2024,15.1\nSouth,2024,7.2\n")
WRONG = "In 2024, revenue in the North was $12.4 million."
RIGHT = "In 2024, revenue in the North was $15.1 million."


def test_a_document_is_checked_against_the_table_that_goes_with_it(client):
    [conflict] = client.check(WRONG, tables=[SALES]).conflicts
    assert conflict.suggestion is not None
    assert conflict.suggestion.text == "$15.1 million"
    assert client.check(WRONG).conflicts == ()
    assert client.explain(WRONG, conflict.claim.id, tables=[SALES]).finding == conflict


def test_a_batch_sends_its_tables_once_and_a_stream_with_every_document(client):
    documents = [WRONG, RIGHT]
    reports = client.check_batch(documents, tables=[SALES])
    assert [len(report.conflicts) for report in reports] == [1, 0]
    streamed = dict(client.check_stream(documents, tables=[SALES]))
    assert [streamed[number].verdict for number in (0, 1)] == [report.verdict for report in reports]


def test_both_clients_take_tables(client, address):
    async def run():
        async with AsyncClient(address) as other:
            streamed = [each async for each in other.check_stream([WRONG], tables=[SALES])]
            batch = await other.check_batch([WRONG], tables=[SALES])
            return await other.check(WRONG, tables=[SALES]), batch, streamed

    report = client.check(WRONG, tables=[SALES])
    assert asyncio.run(run()) == (report, [report], [(0, report)])


def test_the_server_s_tables_may_be_asked_too(client):
    alone = client.check(WRONG, tables=[SALES])
    beside = client.check(WRONG, tables=[SALES], server_tables=True)
    assert alone.snapshot != beside.snapshot
    assert alone.conflicts == beside.conflicts


def test_a_service_needs_no_tables_of_its_own():
    with embedded.service(embedded.Tables(shipped=False)) as address, Client(address) as client:
        assert client.tables() == ()
        assert len(client.check(WRONG, tables=[SALES]).conflicts) == 1


@pytest.mark.parametrize(
    "file", ["book.XLSX", "book.xlsx?sheet=2024", "base.sqlite?table=sales", "postgresql://host/base"]
)
def test_what_holds_several_tables_is_not_sent(file):
    with pytest.raises(InputError, match=r"workbooks and databases are not sent with a text"):
        InlineTable.read(file)


def test_a_table_is_read_from_a_file_with_its_descriptor(client, tmp_path):
    (tmp_path / "sales.csv").write_bytes(SALES.content)
    (tmp_path / "sales.yaml").write_text(
        "fields:\n- {name: region, fact:role: entity}\n- {name: year, type: year}\n"
        "- {name: revenue ($m), type: number, sdmx:unitMeasure: USD, sdmx:unitMult: 6, fact:phrases: [haul]}\n"
    )
    bare = InlineTable.read(tmp_path / "sales.csv")
    told = InlineTable.read(tmp_path / "sales.csv", descriptor=tmp_path / "sales.yaml")
    assert bare == SALES
    text = "In 2024, the haul of the North was $12.4 million."
    assert [len(client.check(text, tables=[table]).conflicts) for table in (bare, told)] == [0, 1]


def test_what_cannot_be_read_or_is_too_large_is_not_sent(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.csv: it cannot be read"):
        InlineTable.read(tmp_path / "nowhere.csv")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(9 << 20)
    with pytest.raises(InputError, match="larger than 8 MiB"):
        InlineTable.read(tmp_path / "large.csv")


def test_a_broken_table_names_its_field_its_row_and_its_column(client):
    broken = InlineTable("sales.csv", SALES.content + b"South,2023\n")
    with pytest.raises(InvalidRequest, match=r"^sales.csv, row 5: 2 cells") as error:
        client.check(WRONG, tables=[broken])
    assert (error.value.reason, error.value.fields) == ("INVALID_TABLE", ("tables[0]",))
    assert isinstance(error.value, ClientError)
