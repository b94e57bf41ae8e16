"""The command line. Exit status: 0 clean, 1 conflicts (or, of a server, warnings), 2 something could not be done.

Only click is imported here and in the modules of the commands; what a command needs is imported when it runs.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

import click

from veritab_client.cli.batch import batch
from veritab_client.cli.check import check
from veritab_client.cli.doctor import doctor
from veritab_client.cli.explain import explain
from veritab_client.cli.extract import extract
from veritab_client.cli.jobs import jobs
from veritab_client.cli.keys import keys
from veritab_client.cli.run import COULD_NOT, OutputError, say
from veritab_client.cli.serve import serve
from veritab_client.cli.tables import tables

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="veritab", prog_name="veritab", message="%(prog)s %(version)s")
def veritab() -> None:
    """Check the figures, dates and names of a text against reference tables."""


for command in (check, extract, explain, batch, tables, serve, doctor, keys, jobs):
    veritab.add_command(command)


def main() -> None:
    """Run the command line, and end the process with its status."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        status = veritab.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        status = COULD_NOT
    except click.ClickException as error:
        click.echo(f"veritab: {error.format_message()}", err=True)
        status = COULD_NOT
    except OutputError as error:
        if not error.reader_left:
            say(f"standard output: it cannot be written ({str(error).lower()}).")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = COULD_NOT
    except click.Abort:
        # A check that runs in a thread cannot be interrupted, and an orderly exit would wait for it.
        os._exit(INTERRUPTED)
    sys.exit(status)
