"""Loads of the tables, out."""

from __future__ import annotations

from veritab.v1 import snapshot_pb2 as pb
from veritab_server.loads import Load, State


def write_snapshot(load: Load, state: State) -> pb.Snapshot:
    """The load as a message."""
    message = pb.Snapshot(id=load.id, table_count=load.tables, row_count=load.rows, error=load.error)
    message.changed = load.changed
    message.state = pb.SnapshotState.Value(f"SNAPSHOT_STATE_{state.name}")
    message.trigger = pb.SnapshotTrigger.Value(f"SNAPSHOT_TRIGGER_{load.trigger.name}")
    message.load_time.FromDatetime(load.time)
    message.load_seconds = round(load.seconds, 3)
    return message
