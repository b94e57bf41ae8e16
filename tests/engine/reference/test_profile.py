"""The profile of descriptors: every property is documented, with an example that it allows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from tools.profile import PROFILE, SECTIONS, Part, properties

DOCUMENTED = (Path(__file__).parents[3] / "docs" / "tables.md").read_text("utf-8")
PROPERTIES = {f"{name}: {path}": part for name, section in SECTIONS.items() for path, part in properties(section)}
OURS = re.compile(r"\b(?:fact|sdmx):\w+")


def parts(part: object) -> Iterator[Part]:
    """Every object of the profile that describes properties."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield part
        for inner in part.values():
            yield from parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from parts(inner)


def declared() -> set[str]:
    return {name for part in parts(PROFILE) for name in part["properties"] if OURS.match(name)}


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_has_a_meaning_and_an_example_that_is_allowed(name: str) -> None:
    part = PROPERTIES[name]
    assert part["description"].endswith(".")
    assert part["examples"]
    alone = {"$defs": PROFILE["$defs"], **{key: part[key] for key in part if key != "$id"}}
    for example in part["examples"]:
        jsonschema.Draft202012Validator(alone).validate(example)


def test_the_page_of_tables_has_every_property_of_ours_and_no_other() -> None:
    """Whoever adds a property of ours writes it into the page too."""
    told = re.findall(r"^\| ([^|]*) \|", DOCUMENTED, re.MULTILINE)
    assert {name.strip("`") for cell in told for name in cell.split(", ") if OURS.match(name.strip("`"))} == declared()
    assert set(OURS.findall(DOCUMENTED)) <= declared()


def test_a_property_of_ours_is_no_slip_of_the_pen() -> None:
    """The list that tells slips has every property that is described."""
    known = PROFILE["$defs"]["ours"]["propertyNames"]["then"]["enum"]
    assert set(known) == {name for name in declared() if name.startswith("fact:")}
    assert len(set(known)) == len(known)


def test_json_and_yaml_are_held_to_the_same() -> None:
    """An example reads the same from both, so that one page serves for both."""
    for part in PROPERTIES.values():
        for example in part["examples"]:
            assert yaml.safe_load(json.dumps(example)) == example


def test_the_profile_is_a_json_schema_that_needs_no_host() -> None:
    jsonschema.Draft202012Validator.check_schema(PROFILE)
    assert PROFILE["$id"].startswith("urn:")
    assert all(ref.startswith("#/$defs/") for ref in re.findall(r'"\$ref": "([^"]+)"', json.dumps(PROFILE)))
