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


def read_place(_: click.Context, parameter: click.Parameter, text: str | None) -> tuple[int, int] | None:
    """LINE:COLUMN, both from 1."""
    if text is None:
        return None
    line, _colon, column = text.partition(":")
    if not (line.isdecimal() and column.isdecimal()):
        raise click.BadParameter(f'"{text}" is not a line and a column like 3:17.', param=parameter)
    return int(line), int(column)


@click.command()
@document_options
@inline_options
@service_options
@format_option
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Explain only this claim; repeatable.")
@click.option("--at", metavar="LINE:COLUMN", callback=read_place, help="Explain only the claims at this place.")
@click.option("--quote", metavar="TEXT", help="Explain only the claims whose words hold this, or stand in it.")
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
    at: tuple[int, int] | None,
    quote: str | None,
) -> int:
    """Say how the verdict of every claim came about: the readings with their rows and arithmetic, what would have
    passed, and why there is no firmer verdict.
    """
    from veritab_client.cli.choose import chosen
    from veritab_client.cli.texts import Texts
    from veritab_client.render import renderer

    output = renderer(form)
    with reached(inline.service(server, tables, no_shipped)) as client:
        against = inline.against()

        def one(document: Document) -> int:
            known = () if claims else client.extract(document).claims
            for claim_id in claims or chosen(document, known, at, quote):
                echo(output.derivation(document, client.explain(document, claim_id, **against)))
            return CLEAN

        status = each_document(files, Texts(input_format, as_of, scope), one)
    echo(output.end())
    return status
