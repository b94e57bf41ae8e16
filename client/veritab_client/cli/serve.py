"""veritab serve: the service for others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from veritab_client.cli.run import CLEAN


@click.command()
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings; veritab.toml if it is here.")
@click.option("--print-config", is_flag=True, help="Print all settings and where they were told, and stop.")
@click.option("--listen", metavar="HOST:PORT", help="Where to answer; localhost:50051 unless told otherwise.")
@click.option(
    "--tables",
    multiple=True,
    metavar="PATH",
    help="Add a table, a folder, a data package, a glob or a database (postgresql://…); repeatable.",
)
@click.option("--no-shipped", is_flag=True, help="Leave out the tables that come with Veritab.")
@click.option("--workers", metavar="N", help="Processes that answer; one for each core unless told otherwise.")
@click.option("--reflection", is_flag=True, help="Describe the services to whoever asks.")
@click.option(
    "--watch/--no-watch",
    default=True,
    help="Load the tables anew when their files have changed and are at rest; done unless told otherwise.",
)
@click.option(
    "--watch-interval",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="How often to look; every 2 seconds unless told otherwise.",
)
@click.option("--admin", is_flag=True, help="Let callers have the tables loaded anew.")
@click.option("--drain", metavar="SECONDS", help="Wait so long between saying NOT_SERVING and stopping.")
@click.option("--grace", metavar="SECONDS", help="Give running calls so long to end.")
@click.option("--set", "others", multiple=True, metavar="NAME=VALUE", help="Any other setting, as in limits.batch=64.")
def serve(
    config: Path | None,
    print_config: bool,
    tables: tuple[str, ...],
    no_shipped: bool,
    watch: bool,
    watch_interval: float | None,
    others: tuple[str, ...],
    **told: Any,
) -> int:
    """Answer other programs over gRPC until told to stop (SIGTERM, SIGINT); SIGHUP loads the tables anew.

    Settings come from a file, from variables such as VERITAB_LISTEN, and from the options here; the last one counts.
    Without tls.certificate nothing is encrypted, and the server listens to this machine alone unless told otherwise.
    """
    import logging

    from veritab_client import embedded
    from veritab_client.errors import ClientError

    flags = {
        **{name: value or None for name, value in told.items()},
        "tables": list(tables) or None,
        "shipped": False if no_shipped else None,
        "watch": watch_interval if watch else 0.0,
        **read_pairs(others),
    }
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        configured = embedded.configure(config, flags)
        if print_config:
            click.echo(embedded.printed(configured), nl=False)
        else:
            embedded.serve(configured.settings)
    except ClientError as error:
        raise click.ClickException(str(error)) from None
    return CLEAN


def read_pairs(pairs: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE, as often as it is given; a usage error for what is something else."""
    parted = [pair.partition("=") for pair in pairs]
    wrong = next((pair for pair, (name, sign, _) in zip(pairs, parted, strict=True) if not (name and sign)), None)
    if wrong is not None:
        raise click.UsageError(f"--set takes NAME=VALUE, as in limits.batch=64, and not {wrong}.")
    return {name: value for name, _, value in parted}
