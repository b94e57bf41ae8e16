"""veritab serve: the service for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from veritab_client.cli.options import read_pairs
from veritab_client.cli.run import CLEAN, failing


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
@click.option(
    "--set",
    "others",
    multiple=True,
    metavar="NAME=VALUE",
    callback=read_pairs,
    help="Any other, as in limits.batch=64.",
)
def serve(
    config: Path | None,
    print_config: bool,
    tables: tuple[str, ...],
    no_shipped: bool,
    watch: bool,
    watch_interval: float | None,
    others: dict[str, str],
    **told: Any,
) -> int:
    """Answer other programs over gRPC until told to stop (SIGTERM, SIGINT); SIGHUP loads the tables anew.

    Settings come from a file, from variables such as VERITAB_LISTEN, and from the options here; the last one counts.
    Without tls.certificate nothing is encrypted, and the server listens to this machine alone unless told otherwise.
    """
    from veritab_client import embedded

    flags = {
        **{name: value or None for name, value in told.items()},
        "tables": list(tables) or None,
        "shipped": False if no_shipped else None,
        "watch": watch_interval if watch else 0.0,
        **others,
    }
    with failing():
        configured = embedded.configure(config, flags)
        if print_config:
            click.echo(embedded.printed(configured), nl=False)
        else:
            embedded.serve(configured.settings)
    return CLEAN
