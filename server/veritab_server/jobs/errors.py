"""What can be wrong with a call about jobs; the tree that these belong to is drawn in `veritab_server.errors`."""

from __future__ import annotations

import grpc

from veritab_server.errors import CallError, Refused


class JobsOff(CallError):
    """This server keeps no jobs."""

    reason = "JOBS_OFF"
    code = grpc.StatusCode.UNIMPLEMENTED

    def __init__(self) -> None:
        super().__init__("This server keeps no jobs; whoever runs it says where by its setting jobs.store.")


class UnknownJob(CallError):
    """The caller has no job of this name."""

    reason = "UNKNOWN_JOB"
    code = grpc.StatusCode.NOT_FOUND

    def __init__(self, id: str) -> None:
        super().__init__(f'You have no job "{id}"; it may have expired. List the jobs to see those that there are.')
        self.metadata = {"job": id}


class JobClosed(CallError):
    """The job takes no more documents."""

    reason = "JOB_CLOSED"
    code = grpc.StatusCode.FAILED_PRECONDITION

    def __init__(self, id: str, state: str) -> None:
        super().__init__(f"The job {id} is {state} and takes no more documents; make another one.")


class NotTheSame(CallError):
    """A repeated call that does not say the same again."""

    reason = "NOT_THE_SAME"
    code = grpc.StatusCode.ALREADY_EXISTS

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field


class JobTooLarge(CallError):
    """More documents, or bytes of them, than a job may have."""

    reason = "JOB_TOO_LARGE"
    code = grpc.StatusCode.RESOURCE_EXHAUSTED

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"The job would have more than {most:,} {what}, the most that one may; make several.")


class JobsFull(Refused):
    """No room for more jobs, of this caller or of all."""

    reason = "JOBS_FULL"
    retry_after = 10.0


class StoreUnavailable(Refused):
    """The store of jobs does not answer."""

    reason = "STORE_UNAVAILABLE"
    code = grpc.StatusCode.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("The store of jobs does not answer; come again in a moment.")


class SetAside(CallError):
    """The process that checked a document ended or fell silent, again and again."""

    reason = "SET_ASIDE"
    code = grpc.StatusCode.INTERNAL

    def __init__(self, tries: int) -> None:
        super().__init__(
            f"The process that checked this document ended or fell silent, {tries} times; it is not tried again.",
            {"tries": str(tries)},
        )
