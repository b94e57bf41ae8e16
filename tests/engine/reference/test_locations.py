"""What names tables: files, folders, globs; and what is said where nothing answers to the name."""

import gzip
import subprocess
import sys

import pytest

from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables


@pytest.fixture
def data(tmp_path):
    """A folder of tables, of folders with tables, and of what is none."""
    for name in ("a.csv", "b.csv", "deep/er/c.csv", "deep/d.tsv"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("region,sales\nNorth,1\n".replace(",", "\t" if name.endswith("tsv") else ","))
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "e.csv").write_text("region,sales\nNorth,1\n")
    (tmp_path / "pack" / "datapackage.yaml").write_text("resources: [{name: packed, path: e.csv}]\n")
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "tables"),
    [
        ("*.csv", {"a", "b"}),
        ("[ac].csv", {"a"}),
        ("deep/**/*.csv", {"c"}),
        ("**/*.tsv", {"d"}),
        ("*", {"a", "b", "packed"}),
        ("pac?", {"packed"}),
    ],
)
def test_a_glob_means_the_tables_and_packages_that_match(data, pattern, tables):
    assert set(ReferenceTables.load(f"{data}/{pattern}").tables) == tables


def test_a_glob_that_nothing_matches_is_an_error(data):
    with pytest.raises(TableError, match=r"\*.parquet: no table matches. Check the pattern"):
        ReferenceTables.load(data / "*.parquet")
    with pytest.raises(TableError, match="no table matches"):
        ReferenceTables.load(data / "*.pdf")


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path):
    (tmp_path / "sales [2024].csv").write_text("region,sales\nNorth,1\n")
    assert set(ReferenceTables.load(tmp_path / "sales [2024].csv").tables) == {"sales [2024]"}


def test_a_table_that_two_names_mean_is_read_once_and_two_of_one_name_are_refused(data):
    assert set(ReferenceTables.load(data / "a.csv", f"{data}/[ab].csv").tables) == {"a", "b"}
    (data / "deep" / "a.csv").write_text("x\n1\n")
    with pytest.raises(TableError, match=r'Two tables are called "a": .*a.csv and .*deep/a.csv. Rename one.'):
        ReferenceTables.load(f"{data}/**/a.csv")


def test_a_compressed_table_is_the_same_table(data):
    (data / "zipped").mkdir()
    (data / "zipped" / "a.csv.gz").write_bytes(gzip.compress((data / "a.csv").read_bytes()))
    assert ReferenceTables.load(data / "zipped").id == ReferenceTables.load(data / "a.csv").id
    (data / "zipped" / "a.csv.gz").write_bytes(gzip.compress((data / "a.csv").read_bytes())[:-12])
    with pytest.raises(TableError, match="the compressed file is broken"):
        ReferenceTables.load(data / "zipped")


@pytest.mark.parametrize(
    ("missing", "name", "content", "extra"),
    [
        ("python_calamine", "t.xls", b"xls", "excel"),
        ("duckdb", "t.duckdb", b"\0" * 8 + b"DUCK", "sql"),
        ("psycopg", "postgresql://owner@localhost/shop", None, "sql"),
    ],
)
def test_a_reader_that_is_not_installed_is_said_with_its_extra(monkeypatch, tmp_path, missing, name, content, extra):
    monkeypatch.setitem(sys.modules, missing, None)
    if content is not None:
        (tmp_path / name).write_bytes(content)
        name = tmp_path / name
    with pytest.raises(TableError, match=rf'pip install "veritab\[{extra}\]"'):
        ReferenceTables.load(name)


def test_readers_are_imported_where_they_are_used(data):
    program = f"""
import sys
from veritab_engine.reference import ReferenceTables
ReferenceTables.load({str(data / "a.csv")!r})
print(sorted({{"duckdb", "polars", "psycopg", "python_calamine", "sqlite3"}} & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
