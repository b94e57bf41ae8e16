"""veritab check: findings, and a status that a script can act on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from veritab_client.cli.inline import Inline, inline_options
from veritab_client.cli.options import document_options, format_option, service_options
from veritab_client.cli.run import CLEAN, CONFLICTS, all_documents, attempt, echo, reached, say

if TYPE_CHECKING:
    from veritab_client.errors import ServiceError
    from veritab_client.results import Document, Report


@click.command()
@document_options
@inline_options
@service_options
@format_option
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="How sure a verdict must be, 0 to 1; a lower one finds more errors and is wrong more often.",
)
@click.option("--all", "everything", is_flag=True, help="Print every verdict as text, not only conflicts.")
def check(
    files: tuple[str, ...],
    input_format: str,
    as_of: date | None,
    scope: dict[str, str],
    server: str | None,
    tables: tuple[str, ...],
    no_shipped: bool,
    inline: Inline,
    form: str,
    min_confidence: float | None,
    everything: bool,
) -> int:
    """Check texts; "-" is standard input. Several are also held against each other.

    Exit status: 0 no conflicts, 1 conflicts, 2 something could not be checked. The JSON formats print every finding.
    """
    from veritab_client.cli.texts import Texts
    from veritab_client.render import renderer

    output = renderer(form, everything=everything)
    with reached(inline.service(server, tables, no_shipped)) as client:
        against = inline.against()
        unmatched: set[str] = set()

        def told(document: Document, report: Report, batch: Sequence[Document] = ()) -> int:
            echo(output.report(document, report, batch))
            for column in report.unmatched_scope:
                if column not in unmatched:
                    unmatched.add(column)
                    say(f"--scope {column}={scope[column]}: no row has it, so no table with this column is asked.")
            if report.truncated:
                say(f"{document.id}: there are more findings; only the first {len(report.findings)} are printed.")
            return CONFLICTS if report.verdict == "CONFLICT" else CLEAN

        def one(document: Document) -> int:
            return told(document, client.check(document, min_confidence=min_confidence, **against))

        def several(batch: Sequence[Document]) -> int:
            def one_of(document: Document, outcome: Report | ServiceError) -> int:
                return told(document, good(outcome), batch)

            outcomes = zip(batch, client.check_batch(batch, min_confidence=min_confidence, **against), strict=True)
            return max(attempt(document.id, partial(one_of, document, outcome)) for document, outcome in outcomes)

        status = all_documents(files, Texts(input_format, as_of, scope), one, several)
    echo(output.end())
    return status


def good(outcome: Report | ServiceError) -> Report:
    """The report of one document of a batch; raises its error where it has none."""
    from veritab_client.errors import ServiceError

    if isinstance(outcome, ServiceError):
        raise outcome
    return outcome
