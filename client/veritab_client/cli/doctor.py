"""veritab doctor: is all well with a server?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from veritab_client.cli.options import access, access_options
from veritab_client.cli.run import CLEAN, echo, echo_json, failing

if TYPE_CHECKING:
    from veritab_client.doctor import Sight

WARNED, FAILED = 1, 2


@click.command()
@click.argument("address", metavar="HOST:PORT")
@access_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--health", is_flag=True, help="Look no further than its health: for probes, which have no key.")
def doctor(address: str, form: str, health: bool) -> int:
    """Look at a running server as its callers do: address, encryption, health, access, tables, answers.

    Exit status: 0 all is well, 1 somebody should look at something, 2 callers are not answered, or not this one.
    """
    from veritab_client.doctor import Status, examine

    told = access()
    sights = []
    with failing():
        for seen in examine(address, told.tls, told.key, health=health):
            sights.append(seen)
            if form == "text":
                echo(_lines(seen))
    found = {seen.status for seen in sights}
    if form == "json":
        echo_json({"address": address, "checks": [_record(seen) for seen in sights]})
    return FAILED if Status.FAILED in found else WARNED if Status.WARNING in found else CLEAN


def _lines(seen: Sight) -> list[str]:
    """A line, and one below it that says how to mend what is wrong."""
    line = f"{seen.status:<8} {seen.name:<10} {seen.seen}."
    return [line, f"{'':19} {seen.mend}"] if seen.mend else [line]


def _record(seen: Sight) -> dict[str, object]:
    return {
        "name": seen.name,
        "status": str(seen.status),
        "seen": seen.seen,
        **({"mend": seen.mend} if seen.mend else {}),
        **({"figures": dict(seen.figures)} if seen.figures else {}),
    }
