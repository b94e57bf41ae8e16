"""veritab keys: who may call a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from veritab_client.cli.run import CLEAN, echo, failing

if TYPE_CHECKING:
    from veritab_client.keys import Key

ROLES = ("check", "read", "admin")
KEYS = click.option(
    "--keys",
    "file",
    type=click.Path(path_type=Path),
    default="keys.json",
    metavar="FILE",
    show_default=True,
    help="The file that the server reads, as its setting `keys` names it.",
)


@click.group()
def keys() -> None:
    """Make, revoke and list the keys of callers, in a file that a server reads (its setting `keys`).

    The file has salted hashes and no key. A server takes up a change within a second.
    """


@keys.command()
@click.argument("name")
@KEYS
@click.option("--role", type=click.Choice(ROLES), default="check", show_default=True, help="What the caller may do.")
@click.option("--certificate", metavar="NAME", default="", help="Make no key: a certificate of this name is the proof.")
@click.option("--rate", type=click.FloatRange(min=0), default=0.0, metavar="CALLS", help="Most a second; 0 for any.")
@click.option("--calls", type=click.IntRange(min=0), default=0, metavar="N", help="Most at once; 0 for any.")
def create(name: str, file: Path, role: str, certificate: str, rate: float, calls: int) -> int:
    """Let a caller in, and print the key, which is shown this once."""
    from veritab_client import embedded

    with failing():
        made = embedded.create_key(file, name, role, subject=certificate, rate=rate, calls=calls)
    echo([made.secret or f"{made.id}: no key; the certificate is the proof"])
    return CLEAN


@keys.command()
@click.argument("id")
@KEYS
def revoke(id: str, file: Path) -> int:
    """Let the caller of this id in no more."""
    from veritab_client import embedded

    with failing():
        made = embedded.revoke_key(file, id)
    echo([f"{made.id}: revoked; {made.name} is let in no more"])
    return CLEAN


@keys.command("list")
@KEYS
def list_keys(file: Path) -> int:
    """List who is let in, and who was."""
    from veritab_client import embedded

    with failing():
        found = embedded.list_keys(file)
    echo(map(_line, found))
    return CLEAN


def _line(key: Key) -> str:
    limits = [f"{key.rate:g} calls a second"] if key.rate else []
    limits += [f"{key.calls} calls at once"] if key.calls else []
    proof = f"certificate {key.subject}" if key.subject else "key"
    state = f"revoked {key.revoked}" if key.revoked else f"since {key.created}"
    return "  ".join((key.id, key.role, key.name, proof, state, ", ".join(limits))).rstrip()
