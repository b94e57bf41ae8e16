"""The options that several commands share, and how their texts are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from veritab_client.access import Tls

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "json", "jsonl")
INPUT_FORMATS = ("auto", "text", "markdown", "html", "docx")


@dataclass(frozen=True, slots=True)
class Service:
    """Which service a command asks: the server named, or one of its own over these tables."""

    server: str | None
    tables: tuple[str, ...]
    shipped: bool


def service_options(command: F) -> F:
    """--server and how to reach it, --tables, --no-shipped."""
    server = click.option("--server", metavar="HOST:PORT", help="Ask this server rather than check on this machine.")
    return tables_options(access_options(server(command)))


def access_options(command: F) -> F:
    """--tls, --ca, --client-certificate, --key-file: how to reach a server, kept for whoever reaches it (`access`)."""
    for option in (
        click.option("--tls", is_flag=True, help="Encrypt, and trust the authorities of this system.", **_KEPT),
        click.option("--ca", type=FILE, metavar="FILE", help="Encrypt, and trust these authorities (PEM).", **_KEPT),
        click.option("--client-certificate", type=FILE, metavar="FILE", help="Encrypt, and show this (PEM).", **_KEPT),
        click.option("--client-key", type=FILE, metavar="FILE", help="Its key, if in a file apart.", **_KEPT),
        click.option("--key-file", type=FILE, metavar="FILE", help="The key that the server knows you by.", **_KEPT),
    ):
        command = option(command)
    return command


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    context.meta[f"veritab.{parameter.name}"] = value


FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_KEPT: dict[str, Any] = {"expose_value": False, "callback": _keep}


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a server."""

    tls: Tls | None = None
    """How to encrypt; None for not at all."""
    key: str = ""


def access() -> Access:
    """What the options of the command that runs say; a key is the first word of its file."""
    kept = click.get_current_context().meta
    file = kept.get("veritab.key_file")
    try:
        key = next(iter(file.read_text("utf-8").split()), "") if file else ""
    except (OSError, UnicodeDecodeError):
        raise click.BadParameter(f"{file}: no key, which is a line of text.", param_hint="'--key-file'") from None
    return Access(_tls(kept), key)


def _tls(kept: Mapping[str, Any]) -> Tls | None:
    from veritab_client.access import Tls

    ca, certificate, key = (kept.get(f"veritab.{name}") for name in ("ca", "client_certificate", "client_key"))
    if key and not certificate:
        raise click.UsageError("--client-key is the key of a certificate; name that with --client-certificate.")
    return Tls(ca, certificate, key or certificate) if ca or certificate or kept.get("veritab.tls") else None


def tables_options(command: F) -> F:
    """--tables and --no-shipped."""
    command = click.option("--no-shipped", is_flag=True, help="Leave out the tables that come with Veritab.")(command)
    return click.option(
        "--tables",
        multiple=True,
        metavar="PATH",
        help="Add a table, a folder, a data package, a glob or a database (postgresql://…); repeatable.",
    )(command)


def document_options(command: F) -> F:
    """FILE…, --input-format, --as-of, --scope."""
    command = click.option(
        "--input-format",
        type=click.Choice(INPUT_FORMATS),
        default="auto",
        help="What the texts are; by the endings of their names where not given.",
    )(command)
    command = click.option(
        "--scope", multiple=True, metavar="COLUMN=VALUE", callback=read_pairs, help="Rows outside it do not count."
    )(command)
    command = click.option(
        "--as-of", metavar="DATE", callback=read_date, help="The day the texts speak on, as in 2025-05-08."
    )(command)
    return click.argument("files", nargs=-1, required=True, metavar="FILE…")(command)


def format_option(command: F) -> F:
    """--format."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print; text where not given."
    )(command)


def read_service(server: str | None, tables: tuple[str, ...], no_shipped: bool) -> Service:
    """The service that the options name; a usage error where they contradict each other."""
    if server is not None and (tables or no_shipped):
        raise click.UsageError("--server has tables of its own; leave out --tables and --no-shipped.")
    if no_shipped and not tables:
        raise click.UsageError("--no-shipped leaves no tables; name some with --tables.")
    return Service(server, tables, not no_shipped)


def read_pairs(_: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE, as often as it is given; the option says what the names are of."""
    for pair in pairs:
        if not pair.partition("=")[0] or "=" not in pair:
            raise click.BadParameter(f'"{pair}" is not {parameter.metavar}.', param=parameter)
    return dict(pair.split("=", 1) for pair in pairs)


def read_date(_: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """A day as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise click.BadParameter(f'"{text}" is not a date like 2025-05-08.', param=parameter) from None
