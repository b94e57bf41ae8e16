"""All packages as they ship: every table says where it is from, under which licence, of which day and how complete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2] / "reference_data"
PACKAGES: dict[str, dict[str, Any]] = {
    file.parent.name: yaml.safe_load(file.read_text("utf-8")) for file in sorted(ROOT.glob("*/datapackage.yaml"))
}
RESOURCES = [(name, resource) for name, package in PACKAGES.items() for resource in package["resources"]]


def called(value: Any) -> str:
    return str(value["name"] if isinstance(value, dict) else value)


@pytest.mark.parametrize(("package", "resource"), RESOURCES, ids=called)
def test_a_table_names_its_source_licence_and_day(package, resource):
    whole = PACKAGES[package]
    assert resource.get("sources", whole.get("sources"))
    assert all(licence["name"] for licence in resource.get("licenses", whole.get("licenses")))
    assert resource["fact:asOf"]


@pytest.mark.parametrize(("package", "resource"), RESOURCES, ids=called)
def test_a_table_says_for_how_long_it_is_complete_or_that_it_is_not(package, resource):
    if resource["fact:kind"] == "aliases":
        return
    coverage = resource["fact:coverage"]
    assert coverage["complete"] is False or {"from", "to"} <= set(coverage)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_a_package_is_declared(package):
    declared = {resource["path"] for resource in PACKAGES[package]["resources"]}
    assert {file.name for file in (ROOT / package).glob("*.csv")} == declared


@pytest.mark.parametrize(("package", "resource"), RESOURCES, ids=called)
def test_a_key_that_others_refer_to_is_in_its_package(package, resource):
    tables = {
        each["name"]: {field["name"] for field in each["schema"]["fields"]} for each in PACKAGES[package]["resources"]
    }
    for key in resource["schema"].get("foreignKeys", ()):
        assert key["reference"]["fields"] in tables[key["reference"]["resource"]]
