"""veritab serve: the service for others."""

from __future__ import annotations

import click

from veritab_client.cli.options import tables_options
from veritab_client.cli.run import CLEAN

INTERVAL = 2.0
"""Seconds between two looks at the files of the tables."""


@click.command()
@click.option("--listen", default="localhost:50051", metavar="HOST:PORT", show_default=True, help="Where to answer.")
@tables_options
@click.option("--reflection", is_flag=True, help="Describe the services to whoever asks.")
@click.option(
    "--watch/--no-watch",
    default=True,
    help="Load the tables anew when their files have changed and are at rest; done unless told otherwise.",
)
@click.option(
    "--watch-interval",
    type=click.FloatRange(min=0.1),
    default=INTERVAL,
    metavar="SECONDS",
    show_default=True,
    help="How often to look.",
)
@click.option("--admin", is_flag=True, help="Let callers have the tables loaded anew.")
@click.option("--drain", default=0.0, metavar="SECONDS", help="Wait so long between saying NOT_SERVING and stopping.")
@click.option("--grace", default=30.0, metavar="SECONDS", help="Give running calls so long to end.")
def serve(
    listen: str,
    tables: tuple[str, ...],
    no_shipped: bool,
    reflection: bool,
    watch: bool,
    watch_interval: float,
    admin: bool,
    drain: float,
    grace: float,
) -> int:
    """Answer other programs over gRPC until told to stop (SIGTERM, SIGINT); SIGHUP loads the tables anew.

    The server has neither encryption nor access control of its own: it listens on this machine unless told otherwise.
    """
    import logging

    from veritab_client import channel, embedded
    from veritab_client.errors import ClientError

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    chosen = embedded.Tables(tables, not no_shipped)
    try:
        embedded.serve(
            channel.target(listen),
            chosen,
            reflection=reflection,
            admin=admin,
            watch=watch_interval if watch else 0.0,
            drain=drain,
            grace=grace,
        )
    except ClientError as error:
        raise click.ClickException(str(error)) from None
    return CLEAN
