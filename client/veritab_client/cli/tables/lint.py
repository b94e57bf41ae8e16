"""veritab tables lint: what is wrong with tables and their descriptors."""

from __future__ import annotations

from datetime import date

import click

from veritab_client.cli.options import format_option, read_date
from veritab_client.cli.run import CLEAN, CONFLICTS, echo


@click.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--as-of", metavar="DATE", callback=read_date, help="The day to judge by what is stale; today if not given."
)
@click.option("--no-shipped", is_flag=True, help="Know no names but those of the tables at hand.")
@format_option
@click.option("--all", "everything", is_flag=True, help="Print notes as text too, not only errors and warnings.")
def lint(paths: tuple[str, ...], as_of: date | None, no_shipped: bool, form: str, everything: bool) -> int:
    """Look for everything that is wrong with tables: files, folders and data packages.

    Exit status: 0 neither errors nor warnings, 1 some, 2 it could not be done. The JSON formats print notes too.
    """
    from veritab_client import embedded
    from veritab_client.errors import ClientError
    from veritab_client.render import problems

    try:
        found = embedded.lint(paths, shipped=not no_shipped, today=as_of)
    except ClientError as error:
        raise click.ClickException(str(error)) from None
    echo(problems.lines(form, found, everything=everything))
    return CONFLICTS if any(problem.severity != "note" for problem in found) else CLEAN
