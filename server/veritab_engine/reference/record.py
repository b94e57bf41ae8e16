"""Schemas as plain data and back, by the annotations of their dataclasses: what JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_record(value: object) -> Any:
    """A frozen dataclass, or a value of one of its fields, as plain data."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_record(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [to_record(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal | date) else value


def from_record(kind: type[T], plain: Any) -> T:
    """The dataclass that plain data is of."""
    found: T = _read(kind, plain)
    return found


def _read(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _read(next(part for part in parts if part is not type(None)), plain)
    if origin is tuple:
        kinds = [parts[0]] * len(plain) if parts[-1] is Ellipsis else parts
        return tuple(_read(part, each) for part, each in zip(kinds, plain, strict=True))
    if not isinstance(kind, type):
        return plain
    if is_dataclass(kind):
        return kind(**{name: _read(hint, plain[name]) for name, hint in _hints(kind).items() if name in plain})
    if issubclass(kind, date):
        return kind.fromisoformat(plain)
    return kind(plain) if issubclass(kind, Enum | Decimal) else plain


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
