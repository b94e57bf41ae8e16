"""veritab tables list: which tables there are."""

from __future__ import annotations

import click

from veritab_client.cli.options import read_service, service_options
from veritab_client.cli.run import CLEAN, echo, echo_json, reached


@click.command("list")
@service_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def list_tables(server: str | None, tables: tuple[str, ...], no_shipped: bool, form: str) -> int:
    """List the tables."""
    from veritab_client.render.record import table_record
    from veritab_client.render.tables import tables_text

    with reached(read_service(server, tables, no_shipped)) as client:
        found = client.tables()
    if form == "text":
        echo(tables_text(found))
    else:
        echo_json({"tables": [table_record(table) for table in found]})
    return CLEAN
