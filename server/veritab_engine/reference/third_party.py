"""Packages that others wrote, for other programs: what older ones say in their own way, in the words of today's.

Only what says nothing of ours is read so; in a descriptor with a `fact:` property a slip of the pen is still an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

TYPES = frozenset({
    "string", "number", "integer", "boolean", "date", "datetime", "time", "year", "yearmonth", "duration",
    "object", "array", "list", "geopoint", "geojson", "any",
})  # fmt: skip
OLD_TYPES = {
    "bool": "boolean", "decimal": "number", "double": "number", "float": "number", "gyear": "year",
    "gyearmonth": "yearmonth", "int": "integer", "text": "string", "timestamp": "datetime",
}  # fmt: skip
_DATES = {"date", "datetime", "time"}
_COARSE = {"%Y": "year", "%Y-%m": "yearmonth"}
_OLD_FORMAT = "fmt:"


def modernised(package: Any, is_ours: Callable[[Mapping[str, Any]], bool]) -> Any:
    """The package, the fields of those resources that are not ours as Data Package v2 has them, and the rest as it is.

    Whether a resource is ours is asked only where it and its fields are objects.
    """
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        return package
    return {**package, "resources": [_resource(resource, is_ours) for resource in package["resources"]]}


def _resource(raw: Any, is_ours: Callable[[Mapping[str, Any]], bool]) -> Any:
    if not isinstance(raw, dict) or not isinstance(schema := raw.get("schema"), dict):
        return raw
    fields = schema.get("fields")
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields) or is_ours(raw):
        return raw
    return {**raw, "schema": {**schema, "fields": [_field(field) for field in fields]}}


def _field(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A type that nobody knows, and a format that names no form, say nothing: the cells are asked instead."""
    field = dict(raw)
    said = field.pop("type", None)
    if (type_ := OLD_TYPES.get(said, said)) in TYPES:
        field["type"] = type_
    form = str(field.get("format", "default")).removeprefix(_OLD_FORMAT)
    if form != field.get("format", "default"):
        field["format"] = form
    if field.get("type") in _DATES:
        if form in _COARSE:
            field["type"] = _COARSE[form]
            del field["format"]
        elif form != "default" and "%" not in form:
            del field["type"], field["format"]
    return field
