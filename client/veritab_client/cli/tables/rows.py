"""veritab tables rows: rows of a table, by what their columns hold and by time."""

from __future__ import annotations

from itertools import islice

import click

from veritab_client.cli.options import read_pairs, read_service, service_options
from veritab_client.cli.run import CLEAN, echo, echo_json, reached, say

LIMIT = 100


@click.command("rows")
@click.argument("name")
@service_options
@click.option(
    "--where", multiple=True, metavar="COLUMN=VALUE", callback=read_pairs, help="Only rows that have it; repeatable."
)
@click.option("--from", "time_from", default="", metavar="DATE", help="Only rows of this day, month or year, or later.")
@click.option("--to", "time_to", default="", metavar="DATE", help="Only rows of this day, month or year, or earlier.")
@click.option("--limit", type=click.IntRange(min=1), default=LIMIT, show_default=True, help="Print at most so many.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def print_rows(
    name: str,
    server: str | None,
    tables: tuple[str, ...],
    no_shipped: bool,
    where: dict[str, str],
    time_from: str,
    time_to: str,
    limit: int,
    form: str,
) -> int:
    """Print rows of the table NAME, in order of time."""
    from veritab_client.render.record import row_record
    from veritab_client.render.tables import row_text

    with reached(read_service(server, tables, no_shipped)) as client:
        found = list(islice(client.rows(name, where, time_from=time_from, time_to=time_to), limit + 1))
    rows, more = found[:limit], len(found) > limit
    if form == "text":
        echo(map(row_text, rows))
    else:
        echo_json({"rows": [row_record(row) for row in rows], "more": more})
    if not rows:
        say(f"{name}: there are no such rows.")
    if more:
        say(f"{name}: there are more rows; only the first {limit} are printed.")
    return CLEAN
