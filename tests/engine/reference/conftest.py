import json

import pytest

from tests.engine.reference.build import resource
from veritab_engine.reference import ReferenceTables


@pytest.fixture
def package(tmp_path):
    """Writes a data package, its resources as descriptors and its files as texts; gives its folder."""

    def write(*resources, folder="package", **files):
        root = tmp_path / folder
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            (root / f"{name}.csv").write_text(text, encoding="utf-8")
        (root / "datapackage.json").write_text(json.dumps({"resources": list(resources)}), encoding="utf-8")
        return root

    return write


@pytest.fixture
def table(package):
    """Loads one table from its CSV and the fields that describe it."""

    def load(csv, *fields, **properties):
        return ReferenceTables.load(package(resource("table", *fields, **properties), table=csv)).tables["table"]

    return load


@pytest.fixture
def bare(tmp_path):
    """Loads a CSV that has no descriptor."""

    def load(csv, name="table.csv"):
        file = tmp_path / name
        file.write_text(csv, encoding="utf-8")
        return ReferenceTables.load(file).tables[file.stem]

    return load
