"""veritab serve: the service for others."""

from __future__ import annotations

import click

from veritab_client.cli.options import read_service, tables_options
from veritab_client.cli.run import CLEAN


@click.command()
@click.option("--listen", default="localhost:50051", metavar="HOST:PORT", show_default=True, help="Where to answer.")
@tables_options
@click.option("--reflection", is_flag=True, help="Describe the services to whoever asks.")
@click.option("--drain", default=0.0, metavar="SECONDS", help="Wait so long between saying NOT_SERVING and stopping.")
@click.option("--grace", default=30.0, metavar="SECONDS", help="Give running calls so long to end.")
def serve(listen: str, tables: tuple[str, ...], no_shipped: bool, reflection: bool, drain: float, grace: float) -> int:
    """Answer other programs over gRPC until told to stop (SIGTERM, SIGINT).

    The server has neither encryption nor access control of its own: it listens on this machine unless told otherwise.
    """
    import logging

    from veritab_client import channel, embedded
    from veritab_client.errors import ClientError

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    service = read_service(None, tables, no_shipped)
    try:
        chosen = embedded.Tables(service.tables, service.shipped)
        embedded.serve(channel.target(listen), chosen, reflection=reflection, drain=drain, grace=grace)
    except ClientError as error:
        raise click.ClickException(str(error)) from None
    return CLEAN
