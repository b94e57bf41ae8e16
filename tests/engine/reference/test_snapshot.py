"""Snapshots: which tables a path means, and what their hash is of."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from tests.engine.reference.build import COUNTRIES, country_names, field, resource, sentence
from veritab_engine.errors import TableError
from veritab_engine.reference import EntityRef, NameHit, ReferenceTables
from veritab_engine.reference.period import parse_period
from veritab_engine.value import Period


@pytest.fixture
def two(package):
    """Two packages below one folder."""
    names = package(country_names(), folder="names", names=COUNTRIES)
    trade = resource("trade", field("partner", role="entity", entity="country"), field("total", "number"))
    return names, package(trade, folder="trade", trade="partner,total\nRUS,1\n")


def test_the_id_depends_on_the_content_alone(two, tmp_path):
    names, trade = two
    id = ReferenceTables.load(names, trade).id
    assert len(id) >= 12
    assert ReferenceTables.load(trade, names).id == ReferenceTables.load(tmp_path).id == id
    assert ReferenceTables.load(tmp_path, trade).id == id, "the same table named twice is one"
    copy = shutil.copytree(tmp_path, tmp_path.with_name(tmp_path.name + "-elsewhere"))
    assert ReferenceTables.load(copy).id == id
    (trade / "trade.csv").write_text("partner,total\nRUS,2\n")
    assert ReferenceTables.load(tmp_path).id != id


def test_the_id_depends_on_the_descriptor_too(two, tmp_path):
    before = ReferenceTables.load(tmp_path).id
    descriptor = two[1] / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"country"', '"state"'))
    assert ReferenceTables.load(tmp_path).id != before


def test_two_tables_of_one_name_are_refused(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.csv").write_text(f"x,y\n{folder},1\n")
    with pytest.raises(TableError, match=r'called "t": .*a/t.csv and .*b/t.csv'):
        ReferenceTables.load(tmp_path / "a", tmp_path / "b")


def test_a_folder_without_packages_means_its_tables(tmp_path):
    (tmp_path / "a.csv").write_text("x,y\nAb,1\n")
    (tmp_path / "b.tsv").write_text("x\ty\nAb\t1\n")
    (tmp_path / "readme.md").write_text("no table")
    assert set(ReferenceTables.load(tmp_path).tables) == {"a", "b"}


def test_nothing_loaded_is_an_empty_snapshot():
    empty = ReferenceTables.load()
    assert not empty.tables
    assert empty.names.longest(sentence("Russia"), 0) is None
    assert empty.phrases.at(["visit"], 0) == ()


def test_a_snapshot_does_not_change(two, tmp_path):
    snapshot = ReferenceTables.load(tmp_path)
    with pytest.raises(AttributeError):
        snapshot.id = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        snapshot.tables["trade"] = None  # type: ignore[index]


def test_threads_read_one_snapshot(two, tmp_path):
    snapshot = ReferenceTables.load(tmp_path)

    def look(_):
        hit = snapshot.names.longest(sentence("Russian Federation said"), 0)
        return hit, snapshot.tables["trade"].text(0, "partner"), snapshot.tables["trade"].rows({"partner": "RUS"})

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(look, range(200))) == {
            (NameHit(2, (EntityRef("country", "RUS"),), ("official",)), "Russia", (0,))
        }


def test_the_tables_that_ship_load():
    shipped = ReferenceTables.shipped()
    assert shipped.tables
    for table in shipped.tables.values():
        assert len(table) > 0
        assert table.schema.sources, f"{table.schema.name} does not say where it is from"
        assert not table.schema.inferred


def test_a_light_install_is_told_what_it_lacks():
    code = "import sys; sys.modules['polars'] = None; import veritab_engine"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "needs polars" in run.stderr
    assert "pip install 'veritab[server]'" in run.stderr


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-S1", "2024-01-01", "2024-06-30"),
        ("2024-12-02T09:00:00Z", "2024-12-02", "2024-12-02"),
        ("2010/2024", "2010-01-01", "2024-12-31"),
        ("2012-05-07/..", "2012-05-07", "9999-12-31"),
    ],
)
def test_dates_of_tables(text, first, last):
    iso = text.partition("T")[0]
    assert parse_period(text) == Period(iso, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024-Q5", "May 2024", "/", "2010/x", "0000"])
def test_what_is_no_date(text):
    assert parse_period(text) is None
