"""veritab tables snapshots: which tables a server has had, and which it refused."""

from __future__ import annotations

import click

from veritab_client.cli.options import Service, access_options
from veritab_client.cli.run import CLEAN, echo, echo_json, reached


@click.command("snapshots")
@click.option("--server", required=True, metavar="HOST:PORT", help="The server.")
@access_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def list_snapshots(server: str, form: str) -> int:
    """List the loads of a server's tables, the last one first: the snapshots that they gave, and those refused."""
    from veritab_client.render.record import snapshot_record
    from veritab_client.render.tables import snapshots_text

    with reached(Service(server, (), False)) as client:
        found = client.snapshots()
    if form == "text":
        echo(snapshots_text(found))
    else:
        echo_json({"snapshots": [snapshot_record(snapshot) for snapshot in found]})
    return CLEAN
