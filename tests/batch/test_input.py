"""What an input may be: files with many documents, and folders of files that are one each."""

import csv
import gzip
import json
import os
from pathlib import Path

import polars as pl
import pytest

from tests.batch.running import RIGHT, WRONG
from veritab_batch import Columns, Given
from veritab_batch.errors import InputError, Unreadable
from veritab_batch.parts import Part, parts
from veritab_batch.readers import check_columns
from veritab_batch.settings import Reading
from veritab_batch.sources import find_sources

RECORDS = [
    {"id": "a", "text": WRONG, "as_of": "2025-05-08"},
    {"id": "b", "text": f'{RIGHT}\n"Two lines, and a comma", he said.', "as_of": ""},
    {"id": "c", "text": "Größe, 中文 and 🎈.", "as_of": "2025-05-09"},
]


def write_csv(path, separator=","):
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, RECORDS[0], delimiter=separator)
        writer.writeheader()
        writer.writerows(RECORDS)


WRITERS = {
    "in.parquet": lambda path: pl.DataFrame(RECORDS).write_parquet(path, row_group_size=2),
    "in.ndjson": lambda path: path.write_text("\n".join(map(json.dumps, RECORDS))),
    "in.jsonl": lambda path: path.write_text("\n\n".join(json.dumps(r, ensure_ascii=False) for r in RECORDS) + "\n"),
    "in.ndjson.gz": lambda path: path.write_bytes(gzip.compress("\n".join(map(json.dumps, RECORDS)).encode())),
    "in.csv": write_csv,
    "semicolons.csv": lambda path: write_csv(path, ";"),
    "in.tsv": lambda path: write_csv(path, "\t"),
}


def cut(*inputs: object, most: int = 1000, **reading: object) -> list[Part]:
    files = [file for source in find_sources(map(str, inputs), Path("out")) for file in source.files]
    told = Reading(**reading)  # type: ignore[arg-type]
    check_columns(files, told)
    return list(parts(files, told, most))


def read(part: Part) -> list[tuple[str, str, str]]:
    documents = [given.read(part.columns) for given in part.documents]
    return [(each.id, each.text, str(each.as_of or "")) for each in documents]


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_documents(name, tmp_path):
    WRITERS[name](tmp_path / name)
    [part] = cut(tmp_path / name)
    assert read(part) == [(each["id"], each["text"], each["as_of"]) for each in RECORDS]


@pytest.mark.parametrize(("name", "first"), [("in.parquet", 1), ("in.ndjson", 1), ("in.csv", 2), ("in.tsv", 2)])
def test_a_document_without_an_id_is_named_by_its_place(name, first, tmp_path):
    WRITERS[name](tmp_path / name)
    [part] = cut(tmp_path / name, id="as_of")
    places = [given.id(part.columns) for given in part.documents]
    assert places == ["2025-05-08", f"{tmp_path / name}:{first + 1}", "2025-05-09"]


def test_a_folder_is_its_files_in_the_order_of_their_names(tmp_path):
    for name in ("b/c.html", "a.txt", "b/a.MD", "_errors/x.txt", "out/d.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.")
    [source] = find_sources([str(tmp_path)], tmp_path / "out")
    assert [str(file.path.relative_to(tmp_path)) for file in source.files] == ["a.txt", "b/a.MD", "b/c.html"]
    assert source.left_out == 1


def test_texts_share_parts_and_a_file_with_many_documents_begins_one(tmp_path):
    for name in ("1.txt", "2.txt", "3.txt", "5.txt"):
        (tmp_path / name).write_text(name)
    WRITERS["in.ndjson"](tmp_path / "4.ndjson")
    told = [[Path(given.place).name for given in part.documents] for part in cut(tmp_path, most=2)]
    assert told == [["1.txt", "2.txt"], ["3.txt"], ["4.ndjson:1", "4.ndjson:2"], ["4.ndjson:3"], ["5.txt"]]


def test_a_glob_is_the_files_that_match_and_several_inputs_follow_each_other(tmp_path):
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    [part] = cut(tmp_path / "b.txt", tmp_path / "a*.txt")
    assert [Path(given.place).name for given in part.documents] == ["b.txt", "a1.txt", "a2.txt"]


def test_markdown_and_html_are_read_as_their_reader_sees_them(tmp_path):
    (tmp_path / "a.md").write_text("**Bold** words & [a link](https://example.org).")
    [part] = cut(tmp_path)
    assert part.documents[0].read(part.columns).text == "Bold words & a link."


@pytest.mark.parametrize(
    ("inputs", "reading", "says"),
    [
        (["nowhere"], {}, "nowhere: there is no such file or folder."),
        (
            ["*.txt"],
            {},
            "*.txt: no file that can be read has a name like this; the endings that are read are .parquet,",
        ),
        (["empty"], {}, "empty: this folder has no file that can be read; "),
        (["in.xlsx"], {}, "in.xlsx: its ending does not say what is in it; "),
        (
            ["in.csv"],
            {"text": "body"},
            'in.csv: there is no column "body" for --text-column; the columns are id, words.',
        ),
        (["in.csv"], {}, "in.csv: name the column with the texts by --text-column; the columns are id, words."),
        (
            ["in.csv"],
            {"text": "words", "scoped": (("game_id", "game"),)},
            'in.csv: there is no column "game" for --scope-column; the columns are id, words.',
        ),
        (["none.csv"], {}, "none.csv: name the column with the texts by --text-column; the file has no columns."),
        (["number.parquet"], {}, 'number.parquet: the column "text" has Int64, not text; the columns are text.'),
        (["broken.parquet"], {}, "broken.parquet: it cannot be read ("),
        (["broken.ndjson.gz"], {}, "broken.ndjson.gz: it cannot be read ("),
    ],
)
def test_an_input_that_is_none_is_told_before_anything_is_checked(inputs, reading, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("in.csv").write_text("id,words\n1,Words.\n")
    Path("in.xlsx").write_bytes(b"PK")
    Path("none.csv").write_text("")
    pl.DataFrame({"text": [1]}).write_parquet("number.parquet")
    Path("broken.parquet").write_bytes(b"PAR1 and no more")
    Path("broken.ndjson.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError) as raised:
        cut(*inputs, **reading)
    assert str(raised.value).startswith(says)


def test_a_file_that_breaks_off_is_told_where_it_does(tmp_path):
    whole = gzip.compress("".join(json.dumps({"text": os.urandom(40).hex()}) + "\n" for _ in range(2000)).encode())
    (tmp_path / "in.ndjson.gz").write_bytes(whole[: len(whole) // 2])
    cut_off = parts(find_sources([str(tmp_path)], tmp_path / "out")[0].files, Reading(), 100)
    assert all(len(next(cut_off).documents) == 100 for _ in range(5))
    with pytest.raises(InputError, match=r"in\.ndjson\.gz: it cannot be read"):
        list(cut_off)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"id,text\n1,one,two\n2,fine\n", "The row has 3 cells, and the file has 2 columns."),
        ("a.csv", b"id,text\n1,caf\xe9\n2,fine\n", "The text is not UTF-8."),
        ("a.ndjson", b'{"id": 1, "text": "half \\ud83d"}\n{"id": 2, "text": "fine"}\n', "The text is not UTF-8."),
        ("a.ndjson", b'{"id": 1, "text"\n{"id": 2, "text": "fine"}\n', "The line is no JSON"),
    ],
)
def test_what_is_wrong_with_one_row_is_that_rows_alone(name, content, says, tmp_path):
    (tmp_path / name).write_bytes(content)
    [part] = cut(tmp_path, text="text", id=None)
    with pytest.raises(Unreadable, match=says.replace(".", r"\.")):
        part.documents[0].read(part.columns)
    assert part.documents[1].read(part.columns).text == "fine"


def test_a_line_that_is_too_long_for_memory_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("veritab_batch.readers.LONGEST", 1024)
    lines = [json.dumps({"text": text}) for text in ("first", "x" * 5000, "last")]
    (tmp_path / "a.ndjson").write_text("\n".join(lines))
    [part] = cut(tmp_path)
    assert [given.read(Columns()).text for given in part.documents[::2]] == ["first", "last"]
    with pytest.raises(Unreadable, match="The line is longer than"):
        part.documents[1].read(Columns())


def test_a_text_that_is_larger_than_one_may_be_is_refused():
    with pytest.raises(Unreadable, match="larger than 10 MiB"):
        Given("a", {"text": "é" * (6 * 1024 * 1024)}).read(Columns())


def test_parts_are_full_before_they_are_too_large_for_memory(tmp_path):
    (tmp_path / "a.ndjson").write_text("".join(json.dumps({"text": "x" * 3_000_000}) + "\n" for _ in range(5)))
    assert [len(part.documents) for part in cut(tmp_path)] == [3, 2]


def test_the_bytes_of_parts_add_up_to_the_input(tmp_path):
    for name, write in WRITERS.items():
        (tmp_path / name).mkdir()
        write(tmp_path / name / name)
        read = sum(part.bytes for part in cut(tmp_path / name, most=1))
        assert read == (tmp_path / name / name).stat().st_size
