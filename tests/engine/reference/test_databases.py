"""Tables of real databases: exact figures from each, and every fault in one sentence without a password."""

import json
import sqlite3
from pathlib import Path

import duckdb
import psycopg
import pytest

from tests.engine.reference import postgresql
from veritab_engine import Checker, Document
from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables, Role
from veritab_engine.reference.sketch import sketch
from veritab_engine.reference.sources.connection import has_password, shown

GAMES = [("Celtics, Boston", "2017-02-03", 113), ("Lakers", "2017-02-03", 107)]
SALES = """
    create table sales (region text, year integer, revenue numeric(24, 2), opened date, share double precision);
    insert into sales values ('North', 2024, 12345678901234567890.10, date '2024-01-02', 0.1),
                             ('South', 2024, 240.10, null, 1e22);
    create view totals as select year, sum(revenue) as revenue from sales group by year;
    create schema archive;
    create table archive.visits (visitor text, day date);
"""


@pytest.fixture(scope="session")
def port():
    """The port of a server with a database `shop`."""
    if postgresql.binaries() is None:
        pytest.skip(postgresql.MISSING)
    with postgresql.server() as port:
        with psycopg.connect(_uri(port, "postgres", postgresql.ESCAPED), autocommit=True) as connection:
            connection.execute("create database shop")
        with psycopg.connect(_uri(port, "shop", postgresql.ESCAPED)) as connection:
            connection.execute(SALES)
            connection.execute("create table kinds (at timestamptz, ok boolean, wait interval, rate real, n numeric)")
            connection.execute("insert into kinds values ('2024-01-02 01:30+02', true, '3 days', 1.1, 1.50)")
            connection.execute("create table files (name text, content bytea); create sequence numbers")
        yield port


def _uri(port, base, password):
    return f"postgresql://owner:{password}@127.0.0.1:{port}/{base}"


@pytest.fixture
def shop(port):
    """The connection string of the database."""
    return _uri(port, "shop", postgresql.ESCAPED)


@pytest.fixture
def duck(tmp_path):
    """A file of DuckDB with the same tables."""
    file = tmp_path / "shop.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(SALES)
    return file


@pytest.fixture
def lite(tmp_path):
    """A file of SQLite with a table of games."""
    file = tmp_path / "league.db"
    with sqlite3.connect(file) as connection:
        connection.execute("create table games (team text, date date, points integer)")
        connection.executemany("insert into games values (?, ?, ?)", GAMES)
        connection.execute("create view winners as select * from games where points > 110")
    connection.close()
    return file


def rows(*named):
    """The texts of the only table that these name."""
    [table] = ReferenceTables.load(*named).tables.values()
    return [tuple(table.text(row, column.name) for column in table.schema.columns) for row in table.rows({})]


def refusal(named):
    with pytest.raises(TableError) as refused:
        ReferenceTables.load(named)
    assert "s3cr" not in str(refused.value)
    assert "wrong-password" not in str(refused.value)
    return str(refused.value)


def test_a_figure_of_a_server_keeps_all_its_digits(shop):
    exact = [
        ("North", "2024", "12,345,678,901,234,567,890.10", "2024-01-02", "0.1"),
        ("South", "2024", "240.10", "", "10,000,000,000,000,000,000,000"),
    ]
    assert rows(f"{shop}?table=sales") == exact
    assert rows(f"{shop}?query=select * from sales") == exact


def test_a_figure_of_duckdb_keeps_all_its_digits(duck):
    revenue = [row[2] for row in rows(f"duckdb:///{duck}?table=sales")]
    assert revenue == ["12,345,678,901,234,567,890.10", "240.10"]


def test_the_same_table_is_the_same_snapshot_wherever_it_lies(tmp_path, duck, shop):
    csv = tmp_path / "sales.csv"
    csv.write_text("region,year,revenue\nNorth,2024,12345678901234567890.10\nSouth,2024,240.10\n")
    query = "name=sales&query=select region, year, revenue from sales order by region"
    ids = {ReferenceTables.load(named).id for named in (csv, f"{duck}?{query}", f"{shop}?{query}")}
    assert len(ids) == 1


def test_types_of_a_server_come_as_text_that_is_read(shop):
    [row] = rows(f"{shop}?table=kinds")
    assert row == ("2024-01-01", "true", "P3D", "1.1", "1.50"), "the time is that of UTC"


def test_all_tables_of_a_database_are_read_where_none_is_named(lite, duck):
    assert set(ReferenceTables.load(lite).tables) == {"games"}, "a view is read where it is named"
    assert set(ReferenceTables.load(f"duckdb:///{duck}").tables) == {"sales", "archive.visits"}
    assert set(ReferenceTables.load(f"{lite}?table=winners").tables) == {"winners"}


def test_a_table_of_another_schema_is_named_with_it(shop):
    visits = ReferenceTables.load(f"{shop}?table=archive.visits").tables["archive.visits"]
    assert [column.name for column in visits.schema.columns] == ["visitor", "day"]


@pytest.mark.parametrize(
    "asked",
    [
        "?query=select team, points from games where team like '%Lak%'",
        "?query=select%20team,points%20from%20games%20where%20points%3C110",
        "?query=select+team,points+from+games+where+points%3C110",
        "?name=lakers&query=select team, points from games where points < 110 -- & so on",
    ],
)
def test_a_query_is_written_plainly_or_as_in_a_url(lite, asked):
    assert rows(f"sqlite:///{lite}{asked}") == [("Lakers", "107")]
    name = "lakers" if "name=" in asked else "league"
    assert set(ReferenceTables.load(f"{lite}{asked}").tables) == {name}


def test_a_path_of_a_file_begins_here_or_at_the_root(lite, monkeypatch):
    monkeypatch.chdir(lite.parent)
    assert rows("sqlite:///league.db?table=games") == rows(f"sqlite:///{lite}?table=games") == rows(lite)
    assert "three slashes" in refusal("sqlite://league.db")


def test_a_connection_may_come_from_the_environment(shop, monkeypatch):
    monkeypatch.setenv("SHOP", shop)
    assert rows("env:SHOP?table=sales")[0][0] == "North"
    monkeypatch.setenv("SECRET", "s3cr et")
    assert refusal("env:SECRET").startswith("env:SECRET: no database that is known")
    assert "has no variable NOTHING" in refusal("env:NOTHING")


def test_a_bare_table_of_a_server_checks_a_sentence(shop):
    checker = Checker(
        ReferenceTables.load(f"{shop}?query=select region, year, revenue from sales where region = 'South'")
    )
    [finding] = checker.check(Document("In 2024, revenue in the South was 250.3.")).conflicts
    assert "240.1" in finding.message


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("?table=sale", 'there is no table "sale". Did you mean "sales"?'),
        ("?query=select nothing from sales", 'the query failed (column "nothing" does not exist)'),
        ("?query=select nextval('numbers')", "the query failed (cannot execute nextval() in a read-only transaction)"),
        ("?query=delete from sales", "the query failed (syntax error at or near"),
        ("?query=copy sales to program 'cat'", "the query failed (syntax error at or near"),
        ("?query=select 1; drop table sales", "the query failed (cannot insert multiple commands"),
        ("?table=files", 'the column "content" holds bytes. Leave it out, with a query.'),
        ("?table=sales&query=select 1", "both a table and a query are named"),
    ],
)
def test_what_a_server_refuses_is_said(shop, port, asked, message):
    assert refusal(shop + asked).startswith(f"postgresql://owner@127.0.0.1:{port}/shop")
    assert message in refusal(shop + asked)


def test_a_server_that_lets_nobody_in_is_told_from_one_that_is_not_there(port):
    wrong = refusal(_uri(port, "shop", "wrong-password"))
    assert 'password authentication failed for user "owner"' in wrong
    assert "env:NAME" in wrong
    assert 'database "shops" does not exist' in refusal(_uri(port, "shops", postgresql.ESCAPED))


def test_no_server_is_said_without_the_password():
    assert refusal("postgresql://owner:wrong-password@127.0.0.1:1/shop?table=sales") == (
        "postgresql://owner@127.0.0.1:1/shop: there is no connection (Connection refused). "
        "Check host, port and database, and that the server runs."
    )
    assert "invalid percent-encoded token" in refusal("postgresql://owner:wrong-password%zz@127.0.0.1/shop")


@pytest.mark.parametrize("password", ["wrong:s3cr", "s3cr/s3cr", "s3cr#s3cr", "s3cr?s3cr", "s3cr@s3cr"])
def test_no_mark_in_a_password_lets_it_out(password):
    shop = f"postgresql://owner:{password}@127.0.0.1/shop"
    assert shown(shop) == "postgresql://owner@127.0.0.1/shop"
    assert has_password(shop)
    assert not has_password("postgresql://owner@127.0.0.1:5432/shop?query=select 'a@b'")


@pytest.mark.parametrize(
    "named", ["https://u:s3cr@example.org/t.csv", "s3://bucket/t.parquet", "mysql://u:s3cr@host/base"]
)
def test_other_places_are_refused(named):
    assert "a URL. Tables are read from disk" in refusal(named) or "begins with postgresql://" in refusal(named)


def test_what_is_wrong_with_a_file_is_said(lite, duck, tmp_path):
    assert 'league.db: there is no table "game". Did you mean "games"?' in refusal(f"{lite}?table=game")
    assert "the query failed (no such column: x)" in refusal(f"{lite}?query=select x from games")
    assert "the query failed (not authorized)" in refusal(f"{lite}?query=attach 'other.db' as other")
    assert "the query failed (Permission Error" in refusal(f"{duck}?query=select * from read_csv('{tmp_path}/x.csv')")
    assert "no such file" in refusal(f"sqlite:///{tmp_path}/nothing.db?table=t")
    (tmp_path / "text.db").write_text("team,points\n")
    assert "not a database of SQLite" in refusal(f"sqlite:///{tmp_path}/text.db?table=t")
    assert "not a database of SQLite or DuckDB" in refusal(f"{tmp_path}/text.db?table=t")


def test_a_database_that_is_locked_is_said_to_be_so(lite, duck):
    writer = sqlite3.connect(lite)
    writer.execute("begin exclusive")
    assert "another program has locked the database" in refusal(lite)
    writer.close()
    with duckdb.connect(str(duck)):
        assert "cannot be opened" in refusal(duck)


def test_bytes_and_empty_databases_are_no_tables(tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("create table files (name text, content blob)")
        connection.execute("insert into files values ('a', x'00')")
    connection.close()
    assert 'a.db, row 1, column "content": cells must be single values' in refusal(tmp_path / "a.db")
    with duckdb.connect(str(tmp_path / "b.duckdb")) as other:
        other.execute("create view one as select 1 as n")
    assert "there are no tables in it" in refusal(tmp_path / "b.duckdb")


def described(folder: Path, connection, **more):
    """A package in `folder` of one resource with that connection."""
    resource = {"name": "sales", "fact:connection": connection, **more}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    return folder


def test_a_resource_may_have_a_connection(tmp_path, shop, monkeypatch):
    monkeypatch.setenv("SHOP", shop)
    fields = [
        {"name": "region", "fact:role": "entity"},
        {"name": "revenue", "type": "number", "sdmx:unitMeasure": "USD"},
    ]
    query = "select region, revenue from sales"
    folder = described(tmp_path, {"uri": "env:SHOP", "query": query}, schema={"fields": fields})
    sales = ReferenceTables.load(folder).tables["sales"]
    assert sales.row(1).cells["revenue"] == "240.10 USD"
    assert not sales.schema.inferred
    bare = ReferenceTables.load(described(tmp_path, {"uri": "env:SHOP?table=sales"})).tables["sales"]
    assert [column.name for column in bare.schema.of_role(Role.MEASURE)] == ["revenue", "share"]
    assert bare.schema.inferred


def test_a_file_of_a_resource_lies_in_its_package(tmp_path, lite):
    here = described(tmp_path, {"uri": "sqlite:///league.db", "table": "games"})
    assert rows(here)[1] == ("Lakers", "2017-02-03", "107")
    (tmp_path / "in").mkdir()
    for uri in (f"sqlite:///{lite}", "sqlite:///../league.db"):
        assert "lies outside of the package" in refusal(described(tmp_path / "in", {"uri": uri, "table": "games"}))


@pytest.mark.parametrize(
    ("connection", "message"),
    [
        ({"uri": "postgresql://owner:s3cr@host/shop", "table": "sales"}, "fact:connection holds a password"),
        ("postgresql://owner:s3cr@host/shop", "is not of type 'object'"),
        ({"uri": ["postgresql://owner:s3cr@host/shop"]}, "is not of type 'string'"),
        ({"uri": "postgresql://owner@host/shop"}, "needs a table or a query, and not both"),
        ({"uri": "sqlite:///league.db", "table": "games", "query": "select 1"}, "needs a table or a query"),
        ({"uri": "sqlite:///league.db", "tables": "games"}, r"resources[0].fact:connection"),
    ],
)
def test_a_connection_in_a_descriptor_is_checked(tmp_path, lite, connection, message):
    assert message in refusal(described(tmp_path, connection))


def test_a_database_needs_no_descriptor_and_is_told_how_its_tables_are_named(tmp_path: Path) -> None:
    file = tmp_path / "games.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("create table games (team text, points integer)")
    with pytest.raises(TableError, match=r"types of their own .* \"games.sqlite\?table=NAME\""):
        sketch(file)
