"""veritab tables: what texts are checked against."""

from __future__ import annotations

import click

from veritab_client.cli.tables.build import build_tables
from veritab_client.cli.tables.infer import infer_table
from veritab_client.cli.tables.lint import lint
from veritab_client.cli.tables.list import list_tables
from veritab_client.cli.tables.reload import reload_tables
from veritab_client.cli.tables.rows import print_rows
from veritab_client.cli.tables.show import show_table
from veritab_client.cli.tables.snapshots import list_snapshots


@click.group()
def tables() -> None:
    """Show the tables that texts are checked against, and look for what is wrong with them."""


for command in (build_tables, infer_table, lint, list_tables, show_table, print_rows, reload_tables, list_snapshots):
    tables.add_command(command)
