"""Why a document is set aside, and why a batch does not begin."""

from __future__ import annotations

from veritab_engine.errors import DocumentError, SettingError, VeritabError


class TooSlow(DocumentError):
    """The check took longer than a document may take."""

    reason = "TOO_SLOW"


class Unreadable(DocumentError):
    """The input has no text, or no day, where it should have one."""

    reason = "UNREADABLE"


class InputError(SettingError):
    """The input is not there, or has not the columns that were named."""


class WorkersDie(VeritabError):
    """The processes that check end again and again, whatever they are at."""


class OutputError(SettingError):
    """The output cannot be written, or is that of another batch."""


FAILED = "FAILED"
"""The reason of an error that nobody foresaw."""
WORKER_DIED = "WORKER_DIED"
"""The reason of a document at which the process that checked it died."""
