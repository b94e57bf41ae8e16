"""The service in this process: the engine behind a real server on a private socket, so that one contract serves all.

And what needs no service: keys, tables and batches on this machine. This is the one place of the client that knows the
engine and the server. It needs `pip install "veritab[server]"`.
"""

from veritab_client.embedded.batches import Batched, BatchOptions, Sight, batch
from veritab_client.embedded.callers import create_key, list_keys, revoke_key
from veritab_client.embedded.service import Tables, configure, printed, serve, service
from veritab_client.embedded.tables import Built, build, infer, lint

__all__ = [
    "BatchOptions",
    "Batched",
    "Built",
    "Sight",
    "Tables",
    "batch",
    "build",
    "configure",
    "create_key",
    "infer",
    "lint",
    "list_keys",
    "printed",
    "revoke_key",
    "serve",
    "service",
]
