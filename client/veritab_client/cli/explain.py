"""veritab explain: how verdicts came about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from veritab_client.cli.inline import Inline, inline_options
from veritab_client.cli.options import document_options, format_option, service_options
from veritab_client.cli.run import CLEAN, each_document, echo, reached

if TYPE_CHECKING:
    from veritab_client.results import Document


@click.command()
@document_options
@inline_options
@service_options
@format_option
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Explain only this claim; repeatable.")
def explain(
    files: tuple[str, ...],
    input_format: str,
    as_of: date | None,
    scope: dict[str, str],
    server: str | None,
    tables: tuple[str, ...],
    no_shipped: bool,
    inline: Inline,
    form: str,
    claims: tuple[str, ...],
) -> int:
    """Say how the verdict of every claim came about: the readings, their rows, and what would have passed."""
    from veritab_client.cli.texts import Texts
    from veritab_client.render import renderer

    output = renderer(form)
    with reached(inline.service(server, tables, no_shipped)) as client:
        against = inline.against()

        def one(document: Document) -> int:
            for claim_id in claims or [claim.id for claim in client.extract(document).claims]:
                echo(output.derivation(document, client.explain(document, claim_id, **against)))
            return CLEAN

        status = each_document(files, Texts(input_format, as_of, scope), one)
    echo(output.end())
    return status
