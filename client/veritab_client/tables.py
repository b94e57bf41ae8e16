"""What the reference service tells of the tables, as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

SnapshotState = Literal["current", "kept", "gone", "refused"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number from 0, and its cells as a person reads them."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    role: str
    type: str
    entity: str | None
    phrases: tuple[str, ...]
    unit: str | None
    decimals: int | None
    period: str | None
    multiplier: Decimal
    cues: tuple[str, ...]
    change_of: str | None
    tolerance: Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """A reference table without its rows; see the contract's Table."""

    name: str
    title: str
    kind: str
    columns: tuple[Column, ...]
    phrases: tuple[str, ...]
    key: tuple[str, ...]
    complete: bool
    """True where it is complete from `complete_from` to `complete_to`; an empty end is open."""
    complete_from: str
    complete_to: str
    as_of: str
    sources: tuple[str, ...]
    subject: tuple[str, ...]
    inferred: bool
    row_count: int
    snapshot: str
    description: str
    licenses: tuple[str, ...]
    descriptor: str
    """As JSON; empty unless the full view was asked for, as are the problems."""
    problems: tuple[Problem, ...]
    reviewed: bool
    """True where problems were looked for."""
    frequency: str
    """SDMX's code of how long a row lasts; empty where the table does not say."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a table or its descriptor."""

    code: str
    severity: str
    """ "error": it cannot be loaded; "warning": it loads and cannot be trusted; "note": worth a look."""
    message: str
    file: str
    table: str
    row: int | None
    """As an editor shows it; None where it is the table or the column as a whole."""
    column: str
    path: str
    """The property of a descriptor that is at fault; empty where it is a cell."""
    more: int
    """How many further problems of this code and column are left out."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One load of the server's tables: what it gave, or why it was refused."""

    id: str
    """Empty where it was refused."""
    state: SnapshotState
    loaded: datetime
    """When it was loaded, or refused; UTC."""
    seconds: float
    """How long that took."""
    tables: int
    rows: int
    trigger: str
    """"start", "watch", "signal" or "call"."""
    error: str
    """Empty where it was not refused."""
    changed: bool = False
    """False where the tables were as before, and where they were refused."""
