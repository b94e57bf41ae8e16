"""veritab batch: many documents, rows and a report out of them."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from veritab_client.cli.options import read_date, read_pairs, read_service, tables_options
from veritab_client.cli.run import CLEAN, CONFLICTS, COULD_NOT, echo, failing, say
from veritab_client.cli.sight import line

if TYPE_CHECKING:
    from veritab_client.embedded import Batched


STOPPED = {
    "local": "stopped; the same command goes on where this one was.",
    "spark": "stopped; OUTPUT is not finished, and is begun anew with --overwrite.",
}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.argument("output", metavar="OUTPUT")
@click.option("--shape", type=click.Choice(["findings", "documents"]), default="findings", help="What a row is.")
@click.option("--format", type=click.Choice(["parquet", "ndjson"]), default="parquet", help="What to write.")
@click.option(
    "--text-column", "text", metavar="NAME", help="The column with the texts; text, body or content where not given."
)
@click.option("--id-column", "id", metavar="NAME", help="The column that names documents; id where there is one.")
@click.option("--as-of-column", "as_of", metavar="NAME", help="The column with their days; as_of where there is one.")
@click.option(
    "--scope-column",
    "scoped",
    multiple=True,
    metavar="COLUMN=NAME",
    callback=read_pairs,
    help="The column NAME binds the tables' COLUMN, document by document; repeatable.",
)
@click.option(
    "--as-of", "day", metavar="DATE", callback=read_date, help="The day of documents that have none of their own."
)
@click.option(
    "--scope", multiple=True, metavar="COLUMN=VALUE", callback=read_pairs, help="Rows outside it do not count."
)
@tables_options
@click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="SHARE", help="As for check.")
@click.option("--workers", type=click.IntRange(1, 1024), metavar="COUNT", help="Processes; one a core where not given.")
@click.option(
    "--document-seconds",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    metavar="SECONDS",
    help="How long one document may take; 60 where not given.",
)
@click.option(
    "--part-documents",
    type=click.IntRange(1, 1_000_000),
    default=1000,
    metavar="COUNT",
    help="Documents of one file of the output, at most; 1000 where not given.",
)
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", help="This machine, or a cluster of Spark."
)
@click.option("--master", metavar="ADDRESS", help="Of the cluster; as spark-submit or Spark has it where not given.")
@click.option(
    "--conf", multiple=True, metavar="KEY=VALUE", callback=read_pairs, help="A setting of Spark's; repeatable."
)
@click.option("--overwrite", is_flag=True, help="Begin anew where OUTPUT has another batch.")
@click.option("--quiet", is_flag=True, help="Do not say how far it is.")
def batch(
    inputs: tuple[str, ...], output: str, tables: tuple[str, ...], no_shipped: bool, quiet: bool, **options: Any
) -> int:
    """Check the documents of Parquet, NDJSON, CSV and TSV files, and of folders and globs of texts.

    Into the folder OUTPUT go rows, a summary and a report. Whatever ends the batch, the same command goes on with it.

    Exit status: 0 no conflicts, 1 conflicts, 2 something could not be checked.
    """
    from veritab_client import embedded

    read_service(None, tables, no_shipped)
    told = embedded.BatchOptions(**options)  # the name of an option in the code is that of its field
    _require_engine(told.engine, {"--workers": told.workers}, {"--master": told.master, "--conf": told.conf})
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with line(quiet=quiet) as look, failing():
        try:
            done = embedded.batch(inputs, output, embedded.Tables(tables, not no_shipped), told, look)
        except KeyboardInterrupt:
            look.end()
            say(STOPPED[told.engine])
            raise click.Abort from None
    return _told(done, output, told.shape)


def _require_engine(engine: str, local: Mapping[str, object], spark: Mapping[str, object]) -> None:
    """Refuse options of the other engine."""
    other, told = ("local", local) if engine == "spark" else ("spark", spark)
    for name, value in told.items():
        if value:
            raise click.UsageError(f"{name} is for --engine {other}.")


def _told(done: Batched, given: str, shape: str) -> int:
    output = given.rstrip("/") if "://" in given else str(Path(given))
    documents, findings = done.summary["documents"], done.summary["findings"]
    for name, count in done.left_out.items():
        say(f"{name}: {count:,} of its files are of no kind that is read, and were left out.")
    for column, count in done.summary["unmatched_scope"].items():
        say(f"the scope of {_many(count)}: no row has their {column}, so no table with this column was asked.")
    if documents["set_aside"]:
        say(f"{_many(documents['set_aside'])} could not be checked; what is in {output}/_errors says why.")
    verdicts = findings["verdicts"]
    echo(
        [
            f"{_many(documents['total'])}, {documents['verdicts']['CONFLICT']:,} of them with a conflict",
            f"{findings['total']:,} claims: {verdicts['CONFLICT']:,} in conflict, {verdicts['SUPPORTED']:,} supported, "
            f"{verdicts['AMBIGUOUS']:,} ambiguous, {verdicts['NOT_COVERED']:,} not covered",
            f"{output}/{shape}: the rows; {output}/report.html: the report",
        ]
    )
    if documents["set_aside"]:
        return COULD_NOT
    return CONFLICTS if documents["verdicts"]["CONFLICT"] else CLEAN


def _many(documents: int) -> str:
    return "1 document" if documents == 1 else f"{documents:,} documents"
