"""Values: decimal numbers as strings, and the closed set of shapes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from veritab.v1 import value_pb2 as pb
from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value, plain
from veritab_server.conversion.bounds import read_date, read_name, require
from veritab_server.errors import FieldError

NUMBER = re.compile(r"-?\d{1,64}(?:\.\d{1,64})?", re.ASCII)
PARTS = range(2, 9)


def read_number(text: str, field: str) -> Decimal:
    """The number that `text` writes; FieldError where it is none."""
    require(NUMBER.fullmatch(text) is not None, field, f'"{text[:80]}" is not a decimal number like "244800000000"')
    return Decimal(text)


def write_value(value: Value) -> pb.Value:
    """The value as a message."""
    message = pb.Value()
    match value:
        case Point():
            message.point.CopyFrom(_write_point(value))
        case Interval(low, high, shown_to, approximate):
            message.interval.low, message.interval.high = plain(low), plain(high)
            message.interval.shown_to, message.interval.approximate = plain(shown_to), approximate
        case AtLeast():
            message.at_least.CopyFrom(_write_bound(value))
        case AtMost():
            message.at_most.CopyFrom(_write_bound(value))
        case Period(iso, first, last, approximate):
            message.period.iso, message.period.approximate = iso, approximate
            message.period.first, message.period.last = first.isoformat(), last.isoformat()
        case Text(text, entity):
            message.text.text, message.text.entity = text, entity or ""
        case Parts(parts):
            message.parts.parts.extend(_write_point(part) for part in parts)
    return message


def read_value(message: pb.Value, field: str) -> Value:
    """The value that a caller gives; FieldError where it has no shape or its parts are no numbers or dates."""
    match message.WhichOneof("shape"):
        case "point":
            return _read_point(message.point, f"{field}.point")
        case "interval":
            return _read_interval(message.interval, f"{field}.interval")
        case "at_least":
            return AtLeast(*_read_bound(message.at_least, f"{field}.at_least"))
        case "at_most":
            return AtMost(*_read_bound(message.at_most, f"{field}.at_most"))
        case "period":
            return _read_period(message.period, f"{field}.period")
        case "text":
            return _read_text(message.text, f"{field}.text")
        case "parts":
            return _read_parts(message.parts, f"{field}.parts")
        case _:
            raise FieldError(field, "has no shape; set point, interval, at_least, at_most, period, text or parts")


def _write_point(point: Point) -> pb.Point:
    return pb.Point(
        number=plain(point.number),
        shown_to=plain(point.shown_to),
        coarsest=plain(point.coarsest),
        approximate=point.approximate,
    )


def _write_bound(value: AtLeast | AtMost) -> pb.Bound:
    return pb.Bound(
        bound=plain(value.bound),
        strict=value.strict,
        shown_to=plain(value.shown_to),
        approximate=value.approximate,
    )


def _read_point(message: pb.Point, field: str) -> Point:
    return Point(
        read_number(message.number, f"{field}.number"),
        _read_step(message.shown_to, f"{field}.shown_to"),
        _read_step(message.coarsest, f"{field}.coarsest"),
        message.approximate,
    )


def _read_interval(message: pb.Interval, field: str) -> Interval:
    low, high = read_number(message.low, f"{field}.low"), read_number(message.high, f"{field}.high")
    require(low <= high, f"{field}.high", "is below the lower end")
    return Interval(low, high, _read_step(message.shown_to, f"{field}.shown_to"), message.approximate)


def _read_bound(message: pb.Bound, field: str) -> tuple[Decimal, bool, Decimal, bool]:
    step = _read_step(message.shown_to, f"{field}.shown_to")
    return read_number(message.bound, f"{field}.bound"), message.strict, step, message.approximate


def _read_step(text: str, field: str) -> Decimal:
    step = read_number(text or "0", field)
    require(step >= 0, field, "must not be negative")
    return step


def _read_period(message: pb.Period, field: str) -> Period:
    first = _read_day(message.first, f"{field}.first")
    last = _read_day(message.last, f"{field}.last")
    require(first <= last, f"{field}.last", "is before the first day")
    return Period(read_name(message.iso, f"{field}.iso", 64, required=True), first, last, message.approximate)


def _read_day(text: str, field: str) -> date:
    day = read_date(text, field)
    if day is None:
        raise FieldError(field, "is required")
    return day


def _read_text(message: pb.Text, field: str) -> Text:
    text = read_name(message.text, f"{field}.text", required=True)
    return Text(text, read_name(message.entity, f"{field}.entity") or None)


def _read_parts(message: pb.Parts, field: str) -> Parts:
    require(len(message.parts) in PARTS, f"{field}.parts", "must be 2 to 8 numbers")
    return Parts(tuple(_read_point(part, f"{field}.parts[{i}]") for i, part in enumerate(message.parts)))
