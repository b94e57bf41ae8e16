"""The page of the profile, docs/profile.md: every property of a descriptor with its type, meaning and an example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

Part = Mapping[str, Any]
"""A schema of the profile, or a part of one."""

PROFILE: Part = json.loads((resources.files("veritab_engine.reference") / "profile.json").read_text("utf-8"))
SECTIONS = {"package": PROFILE, **{name: PROFILE["$defs"][name] for name in ("resource", "schema", "field")}}
TITLES = {"package": "The package", "resource": "The table", "schema": "The schema", "field": "The column"}
NAMED = {
    "words": "list of words",
    "day": "date",
    "names": "text, or list of texts",
    "missing": "list of texts",
    "rows": "list of numbers",
}
"""The types that are written out elsewhere in the profile, as a person calls them."""

PROFILE_PAGE = """\
# The profile

Every property of a descriptor that Veritab reads, in JSON as in YAML, with its type and an example; [Tables and their
descriptors](tables.md) tells how they go together. Made from `veritab_engine/reference/profile.json`, the JSON Schema
that descriptors are checked against and that ships with the package; `make pages` makes this page anew.

An editor with a YAML language server checks and completes a descriptor while it is written, where its first line is
`# yaml-language-server: $schema=` and the path of that file, which this prints:

```sh
python -c "from importlib.resources import files; print(files('veritab_engine.reference') / 'profile.json')"
```
"""


def profile_page() -> str:
    """The page: a section a level of the descriptor, a row a property; those of a property's own stand below it."""
    sections = (
        f"## {TITLES[name]}\n\n| property | type | meaning | example |\n|---|---|---|---|\n"
        + "\n".join(_row(path, part) for path, part in properties(section))
        + "\n"
        for name, section in SECTIONS.items()
    )
    return "\n".join((PROFILE_PAGE, *sections))


def properties(section: Part, above: str = "") -> Iterator[tuple[str, Part]]:
    """The properties of a level with their paths ("fact:coverage.from"), without those of the levels below it."""
    for name, part in section.get("properties", {}).items():
        path = f"{above}.{name}" if above else name
        yield path, part
        inner = _inner(part)
        if inner is not None:
            yield from properties(inner, path)


def _inner(part: Part) -> Part | None:
    """What has the properties of a property's own value, or of the entries of its list; None for another level."""
    [ref] = {each["$ref"] for each in (part, *part.get("oneOf", ())) if "$ref" in each} or {""}
    name = ref.rpartition("/")[2]
    if name in SECTIONS:
        return None
    target = PROFILE["$defs"][name] if name else part
    return _inner(target["items"]) if "items" in target else target


def _row(path: str, part: Part) -> str:
    default = f" Default: `{_text(part['default'])}`." if "default" in part else ""
    example = ", ".join(f"`{_text(each)}`" for each in part["examples"])
    cells = (f"`{path}`", _type(part), f"{part['description']}{default}", example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _type(part: Part) -> str:
    """A type in words."""
    name = part.get("$ref", "").rpartition("/")[2]
    if name:
        return NAMED.get(name) or ("object" if name in SECTIONS else _type(PROFILE["$defs"][name]))
    if "enum" in part:
        return "one of " + ", ".join(f"`{each}`" for each in part["enum"])
    if "const" in part:
        return f"`{_text(part['const'])}`"
    if "oneOf" in part:
        one, other, *more = part["oneOf"]
        if more:
            return " or ".join(map(_type, part["oneOf"]))
        alike = "items" in other and other["items"].items() <= one.items()
        return f"{_type(one)}, alone or in a list" if alike else f"{_type(one)} or {_type(other)}"
    kind = part.get("type", "any value")
    if kind == "array":
        return f"list of {_plural(_type(part.get('items', {})))}"
    return " or ".join({"string": "text"}.get(each, each) for each in ([kind] if isinstance(kind, str) else kind))


def _plural(name: str) -> str:
    return {"any value": "values", "text": "texts", "object": "objects"}.get(name, name)


def _text(value: object) -> str:
    """A value as YAML writes it in one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f"{key}: {_text(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_text, value)) + "]"
        case _:
            return str(value).replace("\r", "\\r").replace("\n", "\\n")
