"""veritab tables reload: have a server load its tables anew."""

from __future__ import annotations

import click

from veritab_client.cli.options import Service, access_options
from veritab_client.cli.run import CLEAN, echo, reached


@click.command("reload")
@click.option("--server", required=True, metavar="HOST:PORT", help="The server, which was started with --admin.")
@access_options
def reload_tables(server: str) -> int:
    """Have a server load its tables anew, and wait until that is done.

    Tables that cannot be loaded are refused: status 2, and the server keeps those that it has.
    """
    from veritab_client.render.tables import snapshots_text

    with reached(Service(server, (), False)) as client:
        echo(snapshots_text([client.reload()]))
    return CLEAN
