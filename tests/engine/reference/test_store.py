"""Snapshots on disk: the same tables, in no time; and no half of one."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.engine.reference.build import COUNTRIES, country_names, field, resource, sentence
from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.errors import DocumentError, TableError
from veritab_engine.reference import order, store
from veritab_engine.reference.lookup import Standing
from veritab_engine.reference.stored import StoredTables
from veritab_engine.reference.table import EntityRef

AS_OF = date(2025, 5, 8)
TEXT = "In 2024, trade with Russia reached $244.8 billion. In 2023 trade with Türkiye reached $47.9 billion."


@pytest.fixture
def sources(package):
    fields = (
        field("partner", role="entity", entity="country"),
        field("year", "year", role="time"),
        field("total", "number", role="measure", phrases=["trade"], unitMeasure="USD", unitMult=9, tolerance=0.5),
    )
    coverage = {"complete": True, "from": 2013, "to": 2024}
    trade = resource("trade", *fields, key=("partner", "year"), **{"fact:coverage": coverage, "fact:asOf": "2025-01"})
    csv = "partner,year,total\nRussian Federation,2024,244.80\nTurkey,2023,48.1\nUSA,2024,\n"
    return package(country_names(), trade, names=COUNTRIES, trade=csv)


def built(sources, tmp_path):
    folder = tmp_path / "built"
    ReferenceTables.load(sources).store(folder)
    return folder


def findings(tables, text=TEXT):
    return Checker(tables).check(Document(text, as_of=AS_OF)).findings


def test_a_stored_snapshot_is_the_one_that_was_loaded(sources, tmp_path):
    direct, stored = ReferenceTables.load(sources), ReferenceTables.load(built(sources, tmp_path))
    assert stored.id == direct.id
    assert list(stored.tables) == list(direct.tables)
    for name, table in direct.tables.items():
        again = stored.tables[name]
        assert again.schema == table.schema
        assert [again.row(row) for row in range(len(again))] == [table.row(row) for row in range(len(table))]
        assert [again.period(row) for row in again.rows({})] == [table.period(row) for row in table.rows({})]
    assert findings(stored) == findings(direct)
    assert stored.names.longest(sentence("Russian Federation"), 0) == direct.names.longest(
        sentence("Russian Federation"), 0
    )
    assert stored.entity("country", "TUR") == direct.entity("country", "TUR")
    assert stored.columns_of("country") == direct.columns_of("country")
    assert stored.headers() == direct.headers()
    assert stored.tables_with("total") == direct.tables_with("total") == ("trade",)


def test_a_scope_makes_no_tables_but_those_that_have_its_column(sources, tmp_path):
    stored = ReferenceTables.load(built(sources, tmp_path))
    Checker(stored).check(Document("It rained.", scope={"partner": "RUS"}))
    with pytest.raises(DocumentError, match='Did you mean "partner"'):
        Checker(stored).check(Document("It rained.", scope={"partners": "RUS"}))
    assert isinstance(stored.tables, StoredTables)
    assert stored.tables.made == {"trade"}


def test_the_shipped_tables_are_the_same_from_disk(tmp_path):
    direct = ReferenceTables.shipped()
    direct.store(tmp_path / "built")
    stored = ReferenceTables.load(tmp_path / "built")
    text = "Xi Jinping's 11th visit to Russia came 13 years after the Belt and Road Initiative was launched in 2013."
    assert stored.id == direct.id
    assert findings(stored, text) == findings(direct, text)


def test_a_bare_table_is_read_as_it_stands_from_disk_too(tmp_path):
    bare = tmp_path / "rain.csv"
    bare.write_text("city,rain\nCork,210\nGalway,250\nLimerick,190\n")
    direct = ReferenceTables.load(bare)
    direct.store(tmp_path / "built")
    text = "Galway had more rain than Cork."
    found = findings(ReferenceTables.load(tmp_path / "built"), text)
    assert [each.claim.id for each in found] == ["t1"]
    assert found == findings(direct, text)


def test_orders_of_a_large_table_are_stored_and_no_others_are_made(sources, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "ORDERED_FROM", 1)
    monkeypatch.setattr(order, "SMALL", 1)
    trade = ReferenceTables.load(built(sources, tmp_path)).tables["trade"]
    monkeypatch.setattr(order, "sorted_rows", None)
    assert trade.rows({"partner": "RUS"}) == (0,)
    assert trade.rows({"partner": "RUS", "year": "2024"}) == (0,)
    assert trade.rows({}) == (1, 0, 2)
    assert trade.standing(1, "total") == Standing(0, 0)


def test_other_tables_are_added_to_a_stored_snapshot(sources, tmp_path):
    folder = built(sources, tmp_path)
    (tmp_path / "more.csv").write_text("country,guests\nRussia,5\nTurkey,6\n")
    more = ReferenceTables.load(folder, tmp_path / "more.csv")
    assert set(more.tables) == {"names", "trade", "more"}
    assert ReferenceTables.load(folder, sources).id == ReferenceTables.load(folder).id, (
        "what it holds is not loaded twice"
    )


def test_a_stored_snapshot_is_replaced_as_a_whole(sources, tmp_path):
    folder = built(sources, tmp_path)
    before = ReferenceTables.load(folder)
    (sources / "trade.csv").write_text("partner,year,total\nRUS,2024,1\n")
    assert built(sources, tmp_path) == folder
    assert ReferenceTables.load(folder).id != before.id
    assert before.tables["trade"].text(0, "total") == "244.80 billion USD", "who has the old one keeps it"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_changed_source_beside_a_stored_snapshot_is_refused(sources, tmp_path):
    folder = built(sources, tmp_path)
    (sources / "trade.csv").write_text("partner,year,total\nRUS,2024,1\n")
    with pytest.raises(
        TableError, match=r'its table "trade" is not what .*trade.csv says now. Run "veritab tables build"'
    ):
        ReferenceTables.load(folder, sources)


def test_a_folder_of_another_format_is_to_be_built_again(sources, tmp_path):
    folder = built(sources, tmp_path)
    manifest = folder / store.MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 0}))
    with pytest.raises(TableError, match=r'another version of Veritab.*Run "veritab tables build" again'):
        ReferenceTables.load(folder)


def test_a_truncated_folder_is_to_be_built_again(sources, tmp_path):
    folder = built(sources, tmp_path)
    data = folder / store.DATA
    data.write_bytes(data.read_bytes()[:-8])
    with pytest.raises(TableError, match=r'bytes where \d+ were written. Run "veritab tables build" again'):
        ReferenceTables.load(folder)
    (folder / store.MANIFEST).write_text("{")
    with pytest.raises(TableError, match="not readable"):
        ReferenceTables.load(folder)


def test_a_manifest_that_lacks_something_is_to_be_built_again(sources, tmp_path):
    manifest = built(sources, tmp_path) / store.MANIFEST
    whole = json.loads(manifest.read_text())
    for name in whole.keys() - {"format", "byteorder"}:
        manifest.write_text(json.dumps({each: part for each, part in whole.items() if each != name}))
        with pytest.raises(TableError, match=r'not what was written .* Run "veritab tables build" again'):
            ReferenceTables.load(manifest.parent)


def test_what_is_no_snapshot_is_not_overwritten(sources, tmp_path):
    with pytest.raises(TableError, match="is there already, and no snapshot"):
        ReferenceTables.load(sources).store(sources)


def test_a_path_that_no_file_could_have_is_no_snapshot():
    assert not store.is_stored(Path("sqlite:///base.db?query=" + "select 1 " * 100))


def test_an_entity_that_no_table_names_is_none(sources, tmp_path):
    stored = ReferenceTables.load(built(sources, tmp_path))
    assert stored.entity("country", "XYZ") is None
    assert stored.name_of(EntityRef("country", "XYZ")) == "XYZ"


def test_vintages_and_slips_are_told_from_disk_too(package, tmp_path):
    fields = (
        field("town", role="entity", entity="town"),
        field("year", "year", role="time"),
        field("published", "date", role="vintage"),
        field("guests", "integer", role="measure", phrases=["guests"]),
    )
    csv = "town,year,published,guests\nLarsbyholm,2023,2024-02-01,240\nLarsbyholm,2023,2024-09-01,251\n"
    sources = package(resource("visitors", *fields, key=("town", "year")), visitors=csv)
    direct, stored = ReferenceTables.load(sources), ReferenceTables.load(built(sources, tmp_path))
    assert stored.id == direct.id
    assert len(stored.tables["visitors"]) == 1
    for text in ("In 2023 Larsbyholm had 240 guests.", "In 2023 Larsbyhlom had 251 guests."):
        for as_of in (date(2024, 3, 1), AS_OF):
            document = Document(text, as_of=as_of)
            found = Checker(stored).check(document).findings
            assert found == Checker(direct).check(document).findings
            assert any(finding.evidence is not None for finding in found)
