"""So long from a date or a time: "two weeks after May 8", "three days starting tomorrow", "an hour before noon"."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.mention.dates.clock import Clock
from veritab_engine.mention.dates.raw import Away, Ranged, RawDate, Unit

SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
WHOLE_DAY = 86_400


def away(length: Away, item: RawDate | Clock) -> RawDate | Ranged | Clock | None:
    """The date, time or stretch that so long from another one makes; None where it makes none."""
    if isinstance(item, Clock):
        return _clock(length, item)
    far = RawDate(length.first, item.last, length.unit, count=length.count, anchor=item, far=True)
    if not length.spans:
        return far
    if length.unit in SECONDS or item.clock:
        return None
    return Ranged(length.first, item.last, item, RawDate(far.first, far.last, Unit.DAY, count=-1, anchor=far, far=True))


def _clock(length: Away, item: Clock) -> Clock | None:
    seconds = SECONDS.get(length.unit)
    if seconds is None or item.end is not None or not item.sure:
        return None
    there = (item.start + seconds * length.count) % WHOLE_DAY
    return (
        replace(item, first=length.first, end=there) if length.spans else replace(item, first=length.first, start=there)
    )
