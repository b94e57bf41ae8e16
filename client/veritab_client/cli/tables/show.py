"""veritab tables show: one table, and rows of it."""

from __future__ import annotations

import click

from veritab_client.cli.options import read_pairs, read_service, service_options
from veritab_client.cli.run import CLEAN, echo, echo_json, reached, say


@click.command("show")
@click.argument("name")
@service_options
@click.option(
    "--where",
    multiple=True,
    metavar="COLUMN=VALUE",
    callback=read_pairs,
    help="Print the rows that have it; repeatable.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def show_table(
    name: str, server: str | None, tables: tuple[str, ...], no_shipped: bool, where: dict[str, str], form: str
) -> int:
    """Describe the table NAME, and print rows of it."""
    from veritab_client.render.record import row_record, table_record
    from veritab_client.render.tables import table_text

    with reached(read_service(server, tables, no_shipped)) as client:
        table = client.table(name, full=True)
        rows = list(client.rows(name, where)) if where else []
    if form == "text":
        echo(table_text(table, rows))
        if where and not rows:
            say(f"{name}: no row has " + ", ".join(f"{column}={value}" for column, value in where.items()) + ".")
    else:
        found = {"found": [row_record(row) for row in rows]} if where else {}
        echo_json({**table_record(table), **found})
    return CLEAN
