"""Data packages: their descriptors in JSON or YAML, checked against the profile, and the files that they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from veritab_engine.errors import TableError
from veritab_engine.reference.lint import profile
from veritab_engine.reference.problem import refuse
from veritab_engine.reference.sources import table_name, unreadable
from veritab_engine.reference.third_party import modernised

NAMES = ("datapackage.json", "datapackage.yaml", "datapackage.yml")
Raw = Mapping[str, Any]
"""A descriptor, or a part of one, as its file has it."""


def read_package(file: Path) -> Raw:
    """The descriptor in `file`, checked against the profile; TableError names the property at fault."""
    package = load_package(file)
    refuse(profile.check(package, file))
    return package


def load_package(file: Path) -> Raw:
    """The descriptor as it is, with the parts that lie in files of their own."""
    package: Raw = modernised(_load(file), annotated)
    resources = package.get("resources") if isinstance(package, dict) else None
    outside = [
        (resource, part)
        for resource in (resources if isinstance(resources, list) else ())
        for part in ("schema", "dialect")
        if isinstance(resource, dict) and isinstance(resource.get(part), str)
    ]
    for resource, part in outside:
        resource[part] = _part(inside(file, resource[part]))
    return modernised(package, annotated) if outside else package


def _part(file: Path) -> Raw:
    """A part of a descriptor that lies in a file of its own."""
    part = _load(file)
    if not isinstance(part, dict):
        raise TableError(f"{file}: not an object of JSON or YAML. Write the properties and their values.")
    return part


def inside(descriptor: Path, path: str) -> Path:
    """The file that a descriptor's `path` names; TableError where that lies outside of the package's folder."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", path):
        raise TableError(
            f'{descriptor.name}: "{path}" is a URL. Tables are read from disk: save a copy in the package.'
        )
    folder = descriptor.parent.resolve()
    try:
        file = (folder / path).resolve()
        file.exists()
    except (OSError, ValueError) as error:  # longer than any name, or with signs that none may have
        said = getattr(error, "strerror", None) or str(error)
        raise TableError(f"{descriptor.name}: {path!r} names no file ({said.lower()}). Correct the path.") from None
    if Path(path).is_absolute() or not file.is_relative_to(folder):
        raise TableError(f'{descriptor.name}: "{path}" lies outside of the package. Move the file into its folder.')
    return file


def paths_of(resource: Raw) -> list[str]:
    """The files of a resource, in the order of their rows."""
    path = resource["path"]
    return [path] if isinstance(path, str) else list(path)


def path_of(resource: Raw) -> str:
    """The first path of a resource."""
    return paths_of(resource)[0]


def name_of(resource: Raw) -> str:
    """What a resource is called: by its name, else by its file."""
    return resource.get("name") or table_name(Path(path_of(resource)))


def annotated(resource: Raw) -> bool:
    """True where a resource says anything of ours, besides where its rows are; else its roles are inferred."""
    fields = resource.get("schema", {}).get("fields", ())
    said = {key for part in (resource, *fields) for key in part if key.startswith("fact:")}
    return bool(said - {"fact:connection"})


def _load(file: Path) -> Any:
    """A JSON or YAML file; YAML's dates and yes/no stay the text that they are."""
    if not file.is_file():
        raise TableError(f"{file}: no such file. Check the path.")
    try:
        text = file.read_text("utf-8-sig")
        return json.loads(text) if file.suffix == ".json" else _yaml(text)
    except UnicodeDecodeError as error:
        raise TableError(f"{file}: not UTF-8 text. Save the file in UTF-8.") from error
    except OSError as error:
        raise unreadable(file, error) from error
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise TableError(f"{file}{_why_malformed(file, error)}. Correct it there.") from error


def _yaml(text: str) -> Any:
    """What a text of YAML says; an error is told in the words of the slow reader, wherever there is a fast one."""
    try:
        return yaml.load(text, Loader=_Quick)
    except yaml.YAMLError:
        return yaml.load(text, Loader=Loader)


def _why_malformed(file: Path, error: Exception) -> str:
    """The row and what is wrong there, in one line; YAML itself shows several."""
    kind = "JSON" if file.suffix == ".json" else "YAML"
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f", row {error.problem_mark.line + 1}: not readable as {kind}: {error.problem or error.context}"
    said = "it is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
    return f": not readable as {kind}: {said}"


class Loader(yaml.SafeLoader):
    """YAML in which "NO" is the text that it looks like, and a date and "12:30" too."""


def _object(loader: Any, node: yaml.MappingNode) -> Iterator[dict[str, Any]]:
    """An object as JSON has it: its keys are texts, whatever they look like."""
    told: dict[str, Any] = {}
    yield told
    told.update({str(key): value for key, value in loader.construct_mapping(node).items()})


Loader.add_constructor("tag:yaml.org,2002:map", _object)
Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith((":timestamp", ":bool", ":int", ":float"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9]\d*)$", re.ASCII), list("-+0123456789")
)
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?\d+\.\d*(?:[eE][-+]?\d+)?$", re.ASCII), list("-+0123456789")
)
_Quick: Any = type(
    "_Quick",
    (getattr(yaml, "CSafeLoader", yaml.SafeLoader),),
    {"yaml_implicit_resolvers": Loader.yaml_implicit_resolvers},
)
_Quick.add_constructor("tag:yaml.org,2002:map", _object)
"""The same, written in C where PyYAML has it: the packages that ship are read at every start."""
