"""The log of a server's processes: every line of each, as text for people or as JSON for programs.

A line that is written while a call is answered has the id of that call. What an exception says may quote the document
that a caller sent, so of one that ends a call only its kind and its place in the code are written, unless the operator
asks for more.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from traceback import TracebackException
from types import TracebackType
from typing import Any

import msgspec

from veritab_server.observing.call import current
from veritab_server.settings import Log

LOG = logging.getLogger("veritab.server")
MAIN = "MainProcess"
"""How Python calls the process that starts the others."""

_FIELDS = "fields"

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure(log: Log) -> None:
    """Send all that this process logs to standard error, in the form that the settings name."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(log.exceptions) if log.format == "json" else TextFormatter(log.exceptions))
    logging.basicConfig(level=log.level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    threading.excepthook = _log_thread


def told(**fields: Any) -> Mapping[str, Any]:
    """The particulars of a line, for its `extra`: a program finds them beside the message."""
    return {_FIELDS: fields}


@contextmanager
def fatal() -> Iterator[None]:
    """Whatever is raised ends the process, and the log has it in its own form."""
    try:
        yield
    except Exception:
        LOG.critical("the process failed", exc_info=True)
        raise SystemExit(1) from None


class TextFormatter(logging.Formatter):
    """One line a record, and the id of the call that it belongs to at the end."""

    def __init__(self, exceptions: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._exceptions = exceptions

    def formatMessage(self, record: logging.LogRecord) -> str:
        line, call = super().formatMessage(record), current()
        return line if call is None or call.id in record.message else f"{line} (request {call.id})"

    def formatException(self, raised: Raised) -> str:
        return _trace(raised, self._exceptions)


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, exceptions: bool) -> None:
        super().__init__()
        self._exceptions = exceptions

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "process": "supervisor" if record.processName == MAIN else record.processName,
            "pid": record.process,
        }
        call = current()
        if call is not None:
            line["request_id"] = call.id
            if call.trace:
                line["trace_id"] = call.trace
        line |= getattr(record, _FIELDS, {})
        if record.exc_info:
            line["exception"] = _trace(record.exc_info, self._exceptions)
        return msgspec.json.encode(line, enc_hook=str).decode()


def _trace(raised: Raised, whole: bool) -> str:
    """Where an exception was raised. Of one that ends a call, what it says is left out unless `whole`."""
    error = raised[1]
    if error is None:
        return ""
    if whole or current() is None:
        return "".join(TracebackException.from_exception(error).format()).rstrip()
    lines: list[str] = []
    for each in _chain(error):
        told = TracebackException(type(each), each, each.__traceback__, lookup_lines=True)
        lines += [*told.stack.format(), f"{type(each).__module__}.{type(each).__qualname__}\n"]
    return "".join(lines).rstrip()


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception after those that led to it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before)
    yield error


def _log_thread(failed: threading.ExceptHookArgs) -> None:
    """A thread ended by what it raised: a line like any other."""
    if failed.exc_value is not None:
        name = failed.thread.name if failed.thread else "a thread"
        raised = (failed.exc_type, failed.exc_value, failed.exc_traceback)
        LOG.error("%s failed", name, exc_info=raised)
