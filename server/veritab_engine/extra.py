"""The one place that knows what the engine needs beyond the light install, and says so where it is missing."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = ("jsonschema", "polars", "rapidfuzz", "snowballstemmer", "yaml")


def require() -> None:
    """Raise ModuleNotFoundError, with the command that mends it, where a dependency of the engine is missing."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ModuleNotFoundError(
            f"Checking on this machine needs {', '.join(missing)}, which the light install leaves out: "
            "pip install 'veritab[server]', or name a server with --server.",
            name=missing[0],
        )


require()
