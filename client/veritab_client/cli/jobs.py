"""veritab jobs: more texts than a call takes, checked by a server in its own time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from veritab_client.cli.inline import Inline, inline_options
from veritab_client.cli.options import Service, access_options, document_options
from veritab_client.cli.run import CLEAN, CONFLICTS, COULD_NOT, attempt, echo, echo_json, reached

if TYPE_CHECKING:
    from veritab_client.batches import Outcome
    from veritab_client.cli.texts import Texts
    from veritab_client.job import Job, JobState
    from veritab_client.results import Document

F = TypeVar("F", bound=Callable[..., Any])

STATES = ("open", "running", "done", "cancelled")
JOB = click.argument("job", metavar="JOB")
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")


def server_options(command: F) -> F:
    """--server, which keeps the jobs, and how to reach it."""
    server = click.option("--server", required=True, metavar="HOST:PORT", help="The server that keeps the jobs.")
    return access_options(server(command))


@click.group()
def jobs() -> None:
    """Have a server check any number of texts in its own time, and read the results when they are there.

    A server keeps jobs where its setting `jobs.store` says, and for as long as `jobs.expiry`.
    """


@jobs.command()
@document_options
@inline_options
@server_options
@click.option("--name", default="", help="What to call the job.")
@click.option("--request-id", default="", metavar="ID", help="Give the same again to go on with what was cut off.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="SHARE", help="As of check.")
def create(
    files: tuple[str, ...],
    input_format: str,
    as_of: date | None,
    scope: dict[str, str],
    server: str,
    inline: Inline,
    name: str,
    request_id: str,
    min_confidence: float | None,
) -> int:
    """Make a job of texts, and print its id. A file that cannot be read is told, and left out."""
    from veritab_client.cli.texts import Texts

    texts, statuses = Texts(input_format, as_of, scope), [CLEAN]

    def readable() -> Iterator[Document]:
        for file in files:
            found: list[Document] = []
            statuses.append(attempt(file, partial(_read, file, texts, found)))
            yield from found

    documents = readable()
    first = next(documents, None)
    if first is None:
        return max(statuses)
    with reached(Service(server, (), False)) as client:
        made = client.jobs.create(
            chain([first], documents),
            display_name=name,
            request_id=request_id,
            min_confidence=min_confidence,
            **inline.against(),
        )
    echo([made.id])
    return max(statuses)


@jobs.command("list")
@server_options
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@FORMAT
def list_jobs(server: str, state: JobState | None, form: str) -> int:
    """List your jobs, the last one first."""
    from veritab_client.render.jobs import job_record, jobs_text

    with reached(Service(server, (), False)) as client:
        found = client.jobs.list(state=state)
    if form == "text":
        echo(jobs_text(found))
    else:
        echo_json({"jobs": [job_record(job) for job in found]})
    return CLEAN


@jobs.command()
@JOB
@server_options
@FORMAT
def show(job: str, server: str, form: str) -> int:
    """Show how far a job is."""
    with reached(Service(server, (), False)) as client:
        return _print(client.jobs.get(job), form)


@jobs.command()
@JOB
@server_options
@click.option("--follow", is_flag=True, help="Wait for the results that are not there yet.")
@click.option("--from", "position", type=click.IntRange(min=0), default=0, metavar="N", help="Begin at this position.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="How to print.")
def results(job: str, server: str, follow: bool, position: int, form: str) -> int:
    """Print the results of a job in the order of its texts: those that there are, or all with --follow.

    Exit status: 0 no conflicts, 1 conflicts, 2 a text could not be checked.
    """
    from veritab_client.render.jobs import result_line, result_text

    render = result_text if form == "text" else result_line
    status = CLEAN
    with reached(Service(server, (), False)) as client:
        for place, found in client.jobs.results(job, position=position, follow=follow):
            echo(render(place, found))
            status = max(status, _status(found))
    return status


@jobs.command()
@JOB
@server_options
@FORMAT
def cancel(job: str, server: str, form: str) -> int:
    """End a job; the results that there are stay."""
    with reached(Service(server, (), False)) as client:
        return _print(client.jobs.cancel(job), form)


@jobs.command()
@JOB
@server_options
def delete(job: str, server: str) -> int:
    """Delete a job with its results."""
    with reached(Service(server, (), False)) as client:
        client.jobs.delete(job)
    echo([f"{job}: deleted"])
    return CLEAN


def _read(file: str, texts: Texts, found: list[Document]) -> int:
    from veritab_client.cli.texts import read_document

    found.append(read_document(file, texts))
    return CLEAN


def _print(job: Job, form: str) -> int:
    from veritab_client.render.jobs import job_record, job_text

    if form == "text":
        echo(job_text(job))
    else:
        echo_json(job_record(job))
    return CLEAN


def _status(found: Outcome) -> int:
    from veritab_client.results import Report

    if not isinstance(found, Report):
        return COULD_NOT
    return CONFLICTS if found.verdict == "CONFLICT" else CLEAN
