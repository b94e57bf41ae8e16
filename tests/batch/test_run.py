"""A batch from the outside: what is written, what is refused, and what is gone on with."""

import gzip
import json
import os
from dataclasses import replace
from pathlib import Path

import docx
import polars as pl
import pytest

from tests.batch.running import RIGHT, WRONG, begun, tree, waiting
from tests.server.running import TABLES
from veritab_batch import Batch, Format, Reading, Settings, Shape, Sight, polars_schema, run
from veritab_batch.errors import InputError, OutputError
from veritab_batch.progress import Progress
from veritab_engine.errors import VeritabError

RECORDS = [{"id": "a", "text": WRONG}, {"id": "b", "text": RIGHT}, {"id": "c", "text": None}, {"id": "d", "text": ""}]


@pytest.fixture
def settings(tmp_path):
    file = tmp_path / "in.ndjson"
    file.write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return Settings((str(file),), (str(TABLES / "ferries"),), shipped=False)


def finished(settings, output, **how):
    return run(Batch(settings, output, workers=1, **how), lambda sight: None).summary


def refused(settings, output, error=OutputError):
    with pytest.raises(error) as raised:
        finished(settings, output)
    return str(raised.value)


def test_both_shapes_and_formats_have_the_same_findings(settings, tmp_path):
    found = {}
    for shape, form in ((Shape.FINDINGS, Format.PARQUET), (Shape.DOCUMENTS, Format.NDJSON)):
        output = tmp_path / shape
        finished(replace(settings, shape=shape, format=form), output)
        [file] = (output / shape).iterdir()
        schema = dict(polars_schema(shape))
        found[shape] = pl.read_parquet(file) if form is Format.PARQUET else pl.read_ndjson(file, schema=schema)
        assert found[shape].schema == pl.Schema(polars_schema(shape))
    assert found[Shape.DOCUMENTS]["document"].to_list() == ["a", "b", "c", "d"]
    nested = found[Shape.DOCUMENTS].explode("findings").drop_nulls("findings")["findings"].struct.field("message")
    assert found[Shape.FINDINGS].drop_nulls("code")["message"].to_list() == nested.to_list()


def test_a_finished_batch_is_not_run_again(settings, tmp_path):
    output = tmp_path / "out"
    told = finished(settings, output)
    before = {file: file.stat().st_mtime_ns for file in output.rglob("*")}
    assert finished(settings, output) == told
    assert {file: file.stat().st_mtime_ns for file in output.rglob("*") if file != output / "_work"} == before


def test_a_batch_is_gone_on_with_under_the_same_settings_alone(settings, tmp_path):
    output, mend = tmp_path / "out", "Say the same as then to go on with it, or add --overwrite to begin anew."
    finished(settings, output)
    before = tree(output)
    told = refused(replace(settings, min_confidence=0.5, reading=Reading(id="id")), output)
    assert told == f"{output}: the batch in it was begun with no --id-column, and now is told --id-column id. {mend}"
    told = refused(replace(settings, inputs=(str(tmp_path),)), output)
    assert told.startswith(
        f"{output}: the batch in it was begun over {settings.inputs[0]}, and now is told {tmp_path}. "
    )
    told = refused(replace(settings, tables=(str(TABLES / "ferries" / "ferry-revenue.csv"),)), output)
    assert "was begun with --tables " in told
    with Path(settings.inputs[0]).open("a") as opened:
        opened.write("\n")
    told = refused(settings, output)
    assert "as it was before somebody changed it (" in told
    assert tree(output) == before
    finished(settings, output, overwrite=True)
    assert tree(output).keys() == before.keys()


def test_other_tables_under_the_same_name_are_other_tables(settings, tmp_path):
    table = tmp_path / "fares.csv"
    table.write_text("port,year,fare\nHalvik,2023,4\nTornes,2023,5\nOrrin,2023,6\n")
    settings = replace(settings, tables=(str(table),))
    finished(settings, tmp_path / "out")
    table.write_text("port,year,fare\nHalvik,2023,4\nTornes,2023,5\nOrrin,2023,7\n")
    assert "the batch in it was begun with other tables (snapshot " in refused(settings, tmp_path / "out")


def test_nothing_is_left_of_a_batch_that_never_began(settings, tmp_path):
    output = tmp_path / "out"
    refused(replace(settings, tables=("nowhere",)), output, VeritabError)
    refused(replace(settings, reading=Reading(text="body")), output, InputError)
    refused(replace(settings, reading=Reading(scope=(("harbour", "Halvik"),))), output, VeritabError)
    assert not output.exists()
    (tmp_path / "in.ndjson").rename(tmp_path / "else")
    refused(settings, output, InputError)
    assert not output.exists()


def test_a_folder_with_something_else_in_it_is_left_alone(settings, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear …")
    told = refused(settings, tmp_path / "mine")
    assert told.endswith('mine: there is something in it that is no batch ("letter.txt"); name another folder.')
    assert tree(tmp_path / "mine").keys() == {"letter.txt"}


def test_what_was_set_aside_can_be_given_again(settings, tmp_path):
    finished(settings, tmp_path / "out")
    [line] = (tmp_path / "out" / "_errors" / "part-00000.ndjson").read_text().splitlines()
    error = json.loads(line)
    assert error == {
        "id": "c",
        "text": None,
        "error": {"reason": "UNREADABLE", "message": 'The column "text" has nothing.'},
    }
    (tmp_path / "mended.ndjson").write_text(json.dumps({**error, "text": WRONG}))
    told = finished(replace(settings, inputs=(str(tmp_path / "mended.ndjson"),)), tmp_path / "again")
    assert told["documents"]["verdicts"]["CONFLICT"] == 1


def test_texts_of_every_kind_are_checked_and_what_is_no_text_is_set_aside(settings, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(WRONG)
    (folder / "b.md").write_text(f"# Ferries\n\n{WRONG.replace('$57.3', '**$57.3**')}")
    (folder / "c.html").write_text(f"<html><body><h1>Ferries</h1><p>{WRONG}</p></body></html>")
    word = docx.Document()
    word.add_paragraph(WRONG)
    word.save(str(folder / "d.docx"))
    (folder / "e.docx").write_bytes(b"no archive")
    (folder / "f.pdf").write_bytes(b"%PDF")
    outcome = run(Batch(replace(settings, inputs=(str(folder),)), tmp_path / "out", 1), lambda sight: None)
    assert outcome.summary["documents"]["verdicts"]["CONFLICT"] == 4
    assert outcome.summary["documents"]["errors"] == {"UNREADABLE": 1}
    assert outcome.left_out == {str(folder): 1}
    [line] = (tmp_path / "out" / "_errors" / "part-00000.ndjson").read_text().splitlines()
    assert json.loads(line)["file"] == str(folder / "e.docx")


def test_an_output_inside_its_input_is_no_part_of_it(settings, tmp_path):
    (tmp_path / "a.txt").write_text(WRONG)
    settings = replace(settings, inputs=(str(tmp_path),), shape=Shape.DOCUMENTS, format=Format.NDJSON)
    before = finished(settings, tmp_path / "out")["documents"]
    assert before["total"] == len(RECORDS) + 1
    assert finished(settings, tmp_path / "out", overwrite=True)["documents"] == before


def test_a_file_that_breaks_off_is_told_after_all_that_stands_before_it_was_checked(settings, tmp_path):
    whole = Path(settings.inputs[0]).read_bytes()
    (tmp_path / "cut.ndjson.gz").write_bytes(gzip.compress(whole * 300)[:-20])
    settings = replace(settings, inputs=(*settings.inputs, str(tmp_path / "cut.ndjson.gz")))
    told = refused(settings, tmp_path / "out", InputError)
    assert told.endswith(
        "cut.ndjson.gz: it cannot be read (Compressed file ended before the end-of-stream marker was reached)."
    )
    assert pl.read_parquet(tmp_path / "out" / "findings" / "part-00000.parquet").height > 0


def test_two_batches_do_not_write_to_one_folder(settings, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with begun(tmp_path / "pipe.txt", tmp_path / "out") as process, waiting(tmp_path / "pipe.txt", process):
        told = refused(replace(settings, inputs=(str(tmp_path / "pipe.txt"),)), tmp_path / "out")
    assert told.endswith("out: another process writes this batch; wait for it, or end it first.")


def test_the_rate_is_of_this_run_and_of_the_last_minute():
    seen: list[Sight] = []
    now = [100.0]
    progress = Progress(1000, seen.append, lambda: now[0])
    progress.add(50, 500, before=True)
    progress.begin()
    for seconds, documents in ((10, 10), (100, 20), (10, 5)):
        now[0] += seconds
        progress.add(documents, 10 * documents)
    assert [sight.rate for sight in seen] == [1.0, pytest.approx(20 / 100), pytest.approx(25 / 110)]
    assert [sight.share for sight in seen] == [0.6, 0.8, 0.85]
    assert seen[0].left == pytest.approx(40)
