"""In processes that check: checking the document that says so kills them, as a fault in a compiled library would."""

import dataclasses
import os
import signal
import sys

replace = dataclasses.replace


def poisoned(told, **changes):
    """As `dataclasses.replace`, which is called once a document, with the document at hand."""
    document = sys._getframe(1).f_locals.get("document")
    if "kills who checks it" in getattr(document, "text", ""):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(told, **changes)


dataclasses.replace = poisoned  # type: ignore[assignment]
