"""A batch on a Spark cluster: what comes out is what comes out of one machine, whatever dies meanwhile."""

import csv
import json

import polars as pl
import pytest

from tests.batch.running import RIGHT, WRONG
from tests.spark.running import (
    BIN,
    PATIENCE,
    POISON,
    SUBMIT,
    begun,
    command,
    executors,
    kill,
    needs_java,
    needs_spark,
    rows,
    run,
    shares_done,
    text,
    until,
    workers,
)

pytestmark = [needs_spark, needs_java]

DOCUMENTS, SHARE = 160, 8


def story(i):
    return " ".join([WRONG, RIGHT] * (5 + i % 20))


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """A folder with files of all kinds, some with documents that cannot be checked; one kills whoever checks it."""
    folder = tmp_path_factory.mktemp("input") / "articles"
    (folder / "more + more").mkdir(parents=True)
    records = [{"id": f"a{i}", "text": story(i)} for i in range(DOCUMENTS)]
    records[77]["text"] = None
    records[133]["text"] = "It kills who checks it."
    del records[140]["id"]
    lines = [json.dumps(record) for record in records]
    lines[150:152] = ["no JSON", ""]
    (folder / "more + more" / "lines.ndjson").write_text("\n".join(lines))
    pl.DataFrame(
        {"text": [story(i) for i in range(20)], "as_of": ["2025-05-08", None, "May", "2025"] * 5}
    ).write_parquet(folder / "table 5%.parquet", row_group_size=15)
    with (folder / "rows.csv").open("w", newline="") as opened:
        rows = ((f"c{i}", f"{story(i)}\n{RIGHT}", *([""] if i == 15 else ())) for i in range(20))
        csv.writer(opened).writerows((("id", "body"), *rows))
    (folder / "one.TXT").write_text(WRONG)
    (folder / "page.html").write_text(f"<html><body><p>{WRONG}</p></body></html>")
    (folder / "more.docx").write_text("no document of Word")
    (folder / "picture.png").write_bytes(b"")
    (folder / "_set_aside.txt").write_text(WRONG)
    return folder


def test_the_output_is_that_of_one_machine_though_a_document_a_worker_and_an_executor_die(articles, tmp_path, tell):
    here, there = tmp_path / "here", tmp_path / "there"
    run(*command(articles, here), status=2, env={"PYTHONPATH": str(POISON)})
    assert (here / "report.html").exists()
    options = ("--engine", "spark", "--master", "local-cluster[2,1,1024]", "--part-documents", SHARE)
    poisoned = ("--conf", f"spark.executorEnv.PYTHONPATH={POISON}")
    with begun(tmp_path / "said", *command(articles, there, *options, *poisoned)) as process:
        until(lambda: shares_done(there) >= 2, process)
        kill(workers, process)
        until(lambda: shares_done(there) >= 5, process)
        kill(executors, process)
        assert 5 <= shares_done(there) < DOCUMENTS // SHARE
        assert process.wait(PATIENCE) == 2, (tmp_path / "said").read_text()[-2000:]
    assert rows(there).schema == rows(here).schema
    assert rows(there).rows() == rows(here).rows()
    reasons = rows(there).filter(pl.col("error_reason").is_not_null()).select("document", "error_reason").rows()
    assert ("a133", "WORKER_DIED") in reasons
    tell(f"a document, a worker and an executor died: {rows(there).height} rows of {rows(here).height}")
    assert text(there / "_errors") == text(here / "_errors")
    for file in ("summary.json", "report.html"):
        assert (there / file).read_text() == (here / file).read_text()
    assert json.loads((there / "manifest.json").read_text())["finished"]
    assert sorted(each.name for each in there.iterdir()) == sorted(each.name for each in here.iterdir())


def test_spark_submit_writes_lines_as_one_machine_does_and_an_output_is_written_once(articles, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    options = ("--shape", "documents", "--format", "ndjson")
    pattern = f"{articles}/*.[pc]*"
    run(*command(pattern, here, *options), status=2)
    submit = (BIN / "spark-submit", "--master", "local[2,4]", SUBMIT)
    told = command(pattern, there, *options)[2:]
    run(*submit, *told, status=2, env={"PYSPARK_PYTHON": str(BIN / "python")})
    assert text(there / "documents") == text(here / "documents")
    assert (there / "summary.json").read_text() == (here / "summary.json").read_text()


def test_a_folder_with_something_else_or_with_a_batch_that_is_not_finished_is_left_alone(articles, tmp_path):
    other, begun = tmp_path / "other", tmp_path / "begun"
    other.mkdir()
    (other / "letter.txt").write_text("Dear reader")
    said = run(*command(articles, other, "--engine", "spark", "--master", "local[1]"), status=2)
    assert f'{other}: there is something in it that is no batch ("letter.txt"); name another folder.' in said
    assert "Traceback" not in said
    begun.mkdir()
    (begun / "manifest.json").write_text('{"veritab": "0.0.1", "finished": false}')
    said = run(*command(articles / "one.TXT", begun, "--engine", "spark", "--master", "local[1]"), status=2)
    assert "begun by Veritab 0.0.1" in said
    assert [each.name for each in begun.iterdir()] == ["manifest.json"]


def test_without_java_one_sentence_says_what_is_missing(articles, tmp_path):
    said = run(*command(articles, tmp_path / "out", "--engine", "spark"), status=2, env={"PATH": "", "JAVA_HOME": ""})
    assert said.splitlines()[-1].startswith('veritab: The engine "spark" needs Java 17 or later')
