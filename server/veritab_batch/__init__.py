"""Batches: documents out of tables and folders, rows and a report out of them. No gRPC: the engine is called as it is.

    from veritab_batch import Desk, Given, Shape, frames

    desk = Desk(Checker(ReferenceTables.shipped()))
    for rows in frames([Given("story.csv:1", {"text": "…"})], desk, Shape.FINDINGS):
        print(rows)

A row depends on its document, the tables and the settings alone, so that a batch on a cluster has the rows of one here.
"""

from veritab_batch.given import Columns, Given
from veritab_batch.part import frames
from veritab_batch.progress import Sight
from veritab_batch.rows import Checked, Desk, frame_of
from veritab_batch.run import Outcome, run
from veritab_batch.schema import VERSION, Shape, polars_schema
from veritab_batch.settings import Batch, Format, Reading, Settings

__all__ = [
    "VERSION",
    "Batch",
    "Checked",
    "Columns",
    "Desk",
    "Format",
    "Given",
    "Outcome",
    "Reading",
    "Settings",
    "Shape",
    "Sight",
    "frame_of",
    "frames",
    "polars_schema",
    "run",
]
