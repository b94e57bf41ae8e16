"""Checking a part of a batch: documents in, frames of rows out, a few documents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import polars as pl

from veritab_batch.given import Given
from veritab_batch.rows import Checked, Desk, frame_of
from veritab_batch.schema import Shape

T = TypeVar("T")

TOGETHER = 64
"""Documents whose rows become one frame."""


def check_part(documents: Iterable[Given], desk: Desk) -> Iterator[Checked]:
    """Each document checked, in order; one that cannot be is a row like others."""
    return map(desk.check, documents)


def frames(documents: Iterable[Given], desk: Desk, shape: Shape) -> Iterator[pl.DataFrame]:
    """The rows of a part; which documents share a frame or a part changes no row."""
    for checked in batched(check_part(documents, desk), TOGETHER):
        yield frame_of((each.row for each in checked), shape)


def batched(items: Iterable[T], most: int) -> Iterator[list[T]]:
    """The items in lists of so many; the last may be shorter."""
    left = iter(items)
    while batch := list(islice(left, most)):
        yield batch
