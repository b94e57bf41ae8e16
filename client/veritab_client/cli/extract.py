"""veritab extract: the claims of texts, not judged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from veritab_client.cli.options import document_options, format_option, read_service, service_options
from veritab_client.cli.run import CLEAN, each_document, echo, reached

if TYPE_CHECKING:
    from veritab_client.results import Document


@click.command()
@document_options
@service_options
@format_option
def extract(
    files: tuple[str, ...],
    input_format: str,
    as_of: date | None,
    scope: dict[str, str],
    server: str | None,
    tables: tuple[str, ...],
    no_shipped: bool,
    form: str,
) -> int:
    """Print the claims of texts; "-" is standard input."""
    from veritab_client.cli.texts import Texts
    from veritab_client.render import renderer

    output = renderer(form)
    with reached(read_service(server, tables, no_shipped)) as client:

        def one(document: Document) -> int:
            echo(output.extraction(document, client.extract(document)))
            return CLEAN

        status = each_document(files, Texts(input_format, as_of, scope), one)
    echo(output.end())
    return status
