"""The call that runs: the id under which logs, errors, figures and traces tell of it, and what they know of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

Q = TypeVar("Q")
R = TypeVar("R")

REQUEST_ID = "x-request-id"
"""The metadata in which a caller may name a call, and in which its name is sent back."""
TRACE_PARENT = "traceparent"
"""The metadata by which a call belongs to a trace (W3C Trace Context)."""

STREAMED = "CheckDocuments"
"""The method that is a stream."""

_TOKEN = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_TRACE = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?", re.ASCII)


@dataclass(slots=True, eq=False)
class Call:
    """A call of ours, from its arrival to its end. Times are those of `time.perf_counter`."""

    id: str
    path: str
    """The method's whole path, as in /veritab.v1.VerificationService/CheckDocument."""
    arrived: float
    started: float
    """When its turn came; for one that was refused, when it was."""
    parent: str = ""
    """The caller's traceparent; empty where none came that is one."""
    trace: str = ""
    """The id of the trace that it belongs to, in hexadecimal."""
    caller: str = ""
    """The name that the keys give whoever calls."""
    role: str = ""
    code: str = ""
    """The name of the status code that it ended with."""
    reason: str = ""
    """The reason of the error that it ended with."""
    ended: float = 0.0
    bytes_received: int = 0
    bytes_sent: int = 0
    stages: list[tuple[str, int]] | None = None
    """What it did, each with its beginning in nanoseconds since 1970; None where nobody wants to know."""
    span: Any = None
    """Its span, where it is traced."""

    @property
    def method(self) -> str:
        """The method's name."""
        return self.path.rpartition("/")[2]


_CURRENT: ContextVar[Call | None] = ContextVar("call", default=None)


def received(path: str, metadata: Sequence[tuple[str, str | bytes]], arrived: float) -> Call:
    """A call that begins to run. Its id is the caller's where that is a plain token, and a new one else."""
    id = parent = ""
    for name, value in metadata:
        if name == REQUEST_ID and isinstance(value, str) and _TOKEN.fullmatch(value):
            id = value
        elif name == TRACE_PARENT and isinstance(value, str) and _TRACE.fullmatch(value):
            parent = value
    trace = parent[3:35]
    return Call(id or uuid4().hex, path, arrived, time.perf_counter(), parent, trace)


def current() -> Call | None:
    """The call that this thread works for; None outside of calls."""
    return _CURRENT.get()


def enter(call: Call) -> None:
    """This thread works for a call."""
    _CURRENT.set(call)


def leave(call: Call) -> None:
    """It does so no more. A stream that is left behind may be closed by a thread that works for another call."""
    if _CURRENT.get() is call:
        _CURRENT.set(None)


def begin() -> None:
    """The call has waited for its turn, and is answered now."""
    call = _CURRENT.get()
    if call is not None:
        call.started = time.perf_counter()


def within(answer: Callable[[Q], R]) -> Callable[[Q], R]:
    """The same for other threads, which then work for the call that runs here."""
    call = _CURRENT.get()
    if call is None:
        return answer

    def answered(request: Q) -> R:
        enter(call)
        try:
            return answer(request)
        finally:
            leave(call)

    return answered


def request_id() -> str:
    """The id of the call that runs; a new one where none does."""
    call = _CURRENT.get()
    return call.id if call else uuid4().hex


def name_caller(name: str, role: str) -> None:
    """Say who calls."""
    call = _CURRENT.get()
    if call is not None:
        call.caller, call.role = name, role


def stage(name: str) -> None:
    """Say what the call does from now on: it reads, checks, or writes. Costs nothing unless the call is traced."""
    call = _CURRENT.get()
    if call is not None and call.stages is not None and call.stages[-1][0] != name:
        call.stages.append((name, time.time_ns()))
