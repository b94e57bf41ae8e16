"""The job service: read the request, ask the store, write the answer."""

from __future__ import annotations

import grpc
from google.protobuf.empty_pb2 import Empty

from veritab.v1 import job_pb2
from veritab.v1 import job_service_pb2 as pb
from veritab.v1.job_service_pb2_grpc import JobServiceServicer
from veritab.v1.verification_service_pb2 import CheckDocumentRequest
from veritab_server.conversion.bounds import read_name, require
from veritab_server.conversion.inline import read_inline_tables
from veritab_server.conversion.job import (
    LONGEST_NAME,
    digest_of,
    read_given,
    read_job_name,
    read_label,
    read_state,
    write_job,
    written_of,
)
from veritab_server.inline import InlineTables
from veritab_server.jobs.errors import JobsOff
from veritab_server.jobs.job import Wish
from veritab_server.jobs.running import Running
from veritab_server.jobs.store import Store
from veritab_server.observing.call import current
from veritab_server.paging import read_page
from veritab_server.settings import Limits

LONGEST_ID = 64


class JobServicer(JobServiceServicer):
    """Answers for the jobs of a store, where there is one."""

    def __init__(self, store: Store | None, running: Running | None, tables: InlineTables, limits: Limits) -> None:
        self._known, self._running, self._tables, self._limits = store, running, tables, limits

    def CreateJob(self, request: pb.CreateJobRequest, context: grpc.ServicerContext) -> job_pb2.Job:
        store = self._store()
        require(bool(request.requests) or request.open, "requests", "is required, unless the job stays open")
        shared = read_inline_tables(request.tables, self._limits)
        # Refuses at once what would fail each document: a snapshot that is gone, a table that cannot be read.
        self._tables.snapshot(CheckDocumentRequest(snapshot=request.job.snapshot), shared)
        wish = Wish(
            owner=_caller(),
            display_name=read_label(request.job.display_name, "job.display_name", LONGEST_NAME),
            snapshot=read_name(request.job.snapshot, "job.snapshot"),
            request_id=read_label(request.request_id, "request_id", LONGEST_ID),
            digest=digest_of(written_of(request)),
            tables=written_of(pb.CreateJobRequest(tables=request.tables)),
            open=request.open,
        )
        job = store.create(wish, read_given(request.requests))
        self._wake()
        return write_job(job)

    def AddDocuments(self, request: pb.AddDocumentsRequest, context: grpc.ServicerContext) -> job_pb2.Job:
        store, id = self._store(), read_job_name(request.job, "job")
        require(request.position >= 0, "position", "must not be negative")
        job = store.add(_caller(), id, request.position, read_given(request.requests), request.close)
        self._wake()
        return write_job(job)

    def GetJob(self, request: pb.GetJobRequest, context: grpc.ServicerContext) -> job_pb2.Job:
        return write_job(self._store().get(_caller(), read_job_name(request.name, "name")))

    def ListJobs(self, request: pb.ListJobsRequest, context: grpc.ServicerContext) -> pb.ListJobsResponse:
        store, state = self._store(), read_state(request.state)
        page = read_page(request.page_size, request.page_token, "", "jobs", {"state": state or ""})
        jobs = store.jobs(_caller(), state, page.start, page.size + 1)
        response = pb.ListJobsResponse(jobs=map(write_job, jobs[: page.size]))
        if len(jobs) > page.size:
            response.next_page_token = page.token_from(jobs[page.size - 1].number)
        return response

    def CancelJob(self, request: pb.CancelJobRequest, context: grpc.ServicerContext) -> job_pb2.Job:
        return write_job(self._store().cancel(_caller(), read_job_name(request.name, "name")))

    def DeleteJob(self, request: pb.DeleteJobRequest, context: grpc.ServicerContext) -> Empty:
        self._store().delete(_caller(), read_job_name(request.name, "name"))
        return Empty()

    def ListJobResults(
        self, request: pb.ListJobResultsRequest, context: grpc.ServicerContext
    ) -> pb.ListJobResultsResponse:
        store, id = self._store(), read_job_name(request.job, "job")
        require(request.position >= 0, "position", "must not be negative")
        page = read_page(request.page_size, request.page_token, "", f"results of {id}", {"": str(request.position)})
        found, next_position = store.results(_caller(), id, max(page.start, request.position), page.size)
        response = pb.ListJobResultsResponse(results=map(job_pb2.JobResult.FromString, found))
        if next_position is not None:
            response.next_page_token = page.token_from(next_position)
        return response

    def _store(self) -> Store:
        if self._known is None:
            raise JobsOff
        return self._known

    def _wake(self) -> None:
        if self._running is not None:
            self._running.wake()


def _caller() -> str:
    """The name of whoever calls; empty where nobody is asked for it."""
    call = current()
    return call.caller if call is not None else ""
