"""veritab tables infer: the descriptor of a table that has none."""

from __future__ import annotations

from pathlib import Path

import click

from veritab_client.cli.run import CLEAN, echo, say


@click.command("infer")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write it there; not over a file."
)
def infer_table(file: Path, output: Path | None) -> int:
    """Write a descriptor of the table in FILE, with comments on what was guessed.

    It loads as it is, beside the table and under the name datapackage.yaml. Correct what was guessed wrongly.
    """
    from veritab_client.embedded import infer
    from veritab_client.errors import ClientError

    try:
        descriptor = infer(file)
    except ClientError as error:
        raise click.ClickException(str(error)) from None
    if output is None:
        echo(descriptor.splitlines())
        return CLEAN
    try:
        with output.open("x", encoding="utf-8") as written:
            written.write(descriptor)
    except OSError as error:
        raise click.ClickException(
            f"{output}: it cannot be written ({(error.strerror or str(error)).lower()})."
        ) from None
    say(f"{output} is written. Read what stands behind each #, and correct it.")
    return CLEAN
