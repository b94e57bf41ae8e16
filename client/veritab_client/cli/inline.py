"""The options of commands that take tables along with the texts: --table and what goes with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from veritab_client.cli.options import Service, read_service

if TYPE_CHECKING:
    from veritab_client.requests import Against


@dataclass(frozen=True, slots=True)
class Inline:
    """The tables that go with the texts of a run."""

    files: tuple[str, ...]
    descriptor: str | None
    incomplete: bool
    title: str
    all_tables: bool

    def service(self, server: str | None, tables: tuple[str, ...], no_shipped: bool) -> Service:
        """The service to ask: without any table of its own where these are all that count."""
        if not self.files or self.all_tables:
            return read_service(server, tables, no_shipped)
        if tables:
            raise click.UsageError("--table is checked against alone; add --all-tables to check against others too.")
        return Service(server, (), False)

    def against(self) -> Against:
        """The tables as a client takes them; InputError where a file cannot be read."""
        from veritab_client.inline import InlineTable

        whole = not self.incomplete
        tables = [
            InlineTable.read(file, descriptor=self.descriptor, closed_world=whole, title=self.title)
            for file in self.files
        ]
        return {"tables": tables, "server_tables": self.all_tables}


OPTIONS = (
    click.option("--all-tables", is_flag=True, help="With --table: check against the other tables too."),
    click.option("--incomplete", is_flag=True, help="Rows of --table may be missing, so that it refutes no count."),
    click.option("--title", metavar="TEXT", default="", help="What --table is of, as its caption says."),
    click.option("--descriptor", metavar="FILE", help="What the columns of --table are; inferred where not given."),
    click.option(
        "--table",
        multiple=True,
        metavar="FILE",
        help="Check against the table in this CSV, Parquet or Arrow file, and no other; repeatable.",
    ),
)


def inline_options(command: Callable[..., int]) -> Callable[..., int]:
    """--table, --descriptor, --title, --incomplete, --all-tables: the command gets them as one argument `inline`."""

    @wraps(command)
    def with_inline(
        *, table: tuple[str, ...], descriptor: str | None, incomplete: bool, title: str, all_tables: bool, **others: Any
    ) -> int:
        if not table and (descriptor or incomplete or title or all_tables):
            raise click.UsageError("--descriptor, --title, --incomplete and --all-tables go with --table.")
        if title and len(table) > 1:
            raise click.UsageError("--title is of one --table; give several their titles in descriptors.")
        return command(inline=Inline(table, descriptor, incomplete, title, all_tables), **others)

    for option in OPTIONS:
        option(with_inline)
    return with_inline
