"""Jobs for asyncio: the methods of Jobs, awaited."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, Unpack
from uuid import uuid4

from google.protobuf.message import Message

from veritab.v1 import job_service_pb2 as pb
from veritab_client import job as jobs
from veritab_client.aio_calls import AsyncConnection
from veritab_client.batches import Outcome, outcome
from veritab_client.errors import DeadlineExceeded, ServiceError
from veritab_client.job import FIRST_PAUSE, LONGEST_PAUSE, Job, JobState, name_of, read_job
from veritab_client.requests import Wish
from veritab_client.results import Document

Call = Callable[[Callable[[AsyncConnection], Any], Message], Awaitable[Any]]


class AsyncJobs:
    """The caller's jobs at a server. A job is named by its id, or by a Job; all methods raise as AsyncClient's do."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def create(
        self,
        documents: Iterable[Document | str],
        *,
        display_name: str = "",
        request_id: str = "",
        **wish: Unpack[Wish],
    ) -> Job:
        """Make a job of any number of documents, which are sent in as many calls as it takes.

        With a `request_id` of the caller's own, whoever was cut off repeats it with the same documents: the job goes on
        where it was, and nothing is in it twice. Without one, a job that could not be sent whole is cancelled.
        """
        parts = jobs.parts(documents, wish)
        first = jobs.create_request(next(parts), display_name, request_id or uuid4().hex, wish)
        made = read_job(await self._call(lambda at: at.jobs.CreateJob, first))
        try:
            for part in parts:
                made = read_job(await self._call(lambda at: at.jobs.AddDocuments, jobs.add_request(made.id, part)))
        except BaseException:
            if not request_id:
                with suppress(ServiceError):  # it expires by itself
                    await self.cancel(made)
            raise
        return made

    async def get(self, job: Job | str) -> Job:
        """The job as it is now."""
        return read_job(await self._call(lambda at: at.jobs.GetJob, pb.GetJobRequest(name=name_of(job))))

    async def list(self, *, state: JobState | None = None) -> tuple[Job, ...]:
        """All jobs, or those in one state, the last one first."""
        found: list[Job] = []
        token = ""
        while True:
            page = await self._call(lambda at: at.jobs.ListJobs, jobs.list_request(state, token))
            found += map(read_job, page.jobs)
            token = page.next_page_token
            if not token:
                return tuple(found)

    async def results(
        self, job: Job | str, *, position: int = 0, follow: bool = False
    ) -> AsyncGenerator[tuple[int, Outcome], None]:
        """The results from a position on, page by page: the position of a document, and its report or error.

        While the job goes on, they end before the first document without a result; with `follow`, they are waited for.
        """
        pause = FIRST_PAUSE
        while True:
            complete = not follow or (await self.get(job)).has_ended
            while (page := await self._page(job, position)).results:
                for result in page.results:
                    yield result.position, outcome(result)
                position, pause = page.results[-1].position + 1, FIRST_PAUSE
                if not page.next_page_token:
                    break
            if complete:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    async def wait(self, job: Job | str, *, timeout: float | None = None) -> Job:
        """The job once it has ended; DeadlineExceeded where it has not within `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        pause = FIRST_PAUSE
        while not (found := await self.get(job)).has_ended:
            if until is not None and time.monotonic() + pause > until:
                raise DeadlineExceeded(f"The job {found.id} has {found.waiting} documents left after {timeout:g} s.")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)
        return found

    async def cancel(self, job: Job | str) -> Job:
        """End a job; the results that there are stay. One that has ended stays as it is."""
        return read_job(await self._call(lambda at: at.jobs.CancelJob, pb.CancelJobRequest(name=name_of(job))))

    async def delete(self, job: Job | str) -> None:
        """Delete a job with its results, whatever its state."""
        await self._call(lambda at: at.jobs.DeleteJob, pb.DeleteJobRequest(name=name_of(job)))

    async def _page(self, job: Job | str, position: int) -> pb.ListJobResultsResponse:
        """Results from a position on, which is as good as a token and lasts longer."""
        page: pb.ListJobResultsResponse = await self._call(
            lambda at: at.jobs.ListJobResults, jobs.results_request(job, position)
        )
        return page
