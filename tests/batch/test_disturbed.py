"""A batch that is killed, stopped or poisoned: what comes out is what comes out of one that is left alone."""

import json
import os
import signal
import time
from functools import partial

import polars as pl
import pytest

from tests.batch.running import (
    RIGHT,
    WRONG,
    at_work,
    batch,
    begun,
    finished_parts,
    is_gone,
    kill,
    tree,
    until,
    waiting,
    workers,
)

PARTS, SIZE = 16, 8


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """So many that a batch of them can be met at work."""
    file = tmp_path_factory.mktemp("input") / "articles.ndjson"
    texts = (" ".join([WRONG, RIGHT] * (4 + i % 8)) for i in range(PARTS * SIZE))
    records = [{"id": f"a{i}", "text": text if i != 77 else None} for i, text in enumerate(texts)]
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    return file


@pytest.fixture(scope="module")
def arguments(articles):
    return (articles, "--part-documents", str(SIZE))


@pytest.fixture(scope="module")
def undisturbed(arguments, tmp_path_factory):
    output = tmp_path_factory.mktemp("output") / "undisturbed"
    batch(*arguments, output, status=2)
    return tree(output)


def test_the_rows_are_all_there_in_the_order_of_the_input(undisturbed, articles, tmp_path):
    for name, content in undisturbed.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    rows = pl.read_parquet(tmp_path / "findings")
    assert rows["document"].unique(maintain_order=True).to_list() == [f"a{i}" for i in range(PARTS * SIZE)]
    assert rows.filter(pl.col("document") == "a77")["error_reason"].to_list() == ["UNREADABLE"]


def test_a_batch_that_is_killed_again_and_again_ends_with_the_same_files(arguments, undisturbed, tmp_path):
    output = tmp_path / "out"
    for parts, sign in ((0, signal.SIGKILL), (2, signal.SIGTERM), (5, signal.SIGINT)):
        with begun(*arguments, output, "--workers", "2") as process:
            until(partial(at_work, output, parts, process), "a part")
            process.send_signal(sign)
            said = process.communicate()[1]
            assert process.returncode == (-sign if sign is signal.SIGKILL else 130)
            assert sign is signal.SIGKILL or "Traceback" not in said
    assert said.endswith("veritab: stopped; the same command goes on where this one was.\n")
    assert 5 <= finished_parts(output) < PARTS
    batch(*arguments, output, status=2)
    assert tree(output) == undisturbed


def test_workers_that_are_killed_cost_nothing_but_time(arguments, undisturbed, tmp_path):
    output = tmp_path / "out"
    with begun(*arguments, output, "--workers", "2") as process:
        for parts in (1, 5):
            until(partial(at_work, output, parts, process), "a worker")
            for worker in workers(process):
                kill(worker)
        assert process.wait() == 2
    assert tree(output) == undisturbed


def test_where_every_worker_dies_the_batch_gives_up_and_can_be_gone_on_with(arguments, undisturbed, tmp_path):
    output = tmp_path / "out"
    with begun(*arguments, output) as process:
        until(partial(at_work, output, 0, process), "a worker")
        while process.poll() is None:
            for worker in workers(process):
                kill(worker)
            time.sleep(0.01)
        said = process.communicate()[1]
    assert (process.returncode, "Traceback" in said) == (2, False)
    assert said.splitlines()[-1].startswith("veritab: The workers end again and again (signal 9).")
    batch(*arguments, output, status=2)
    assert tree(output) == undisturbed


def test_how_the_input_is_cut_changes_no_row_and_no_sum(articles, undisturbed, tmp_path):
    output = tmp_path / "out"
    batch(articles, output, "--part-documents", "37", status=2)
    assert (output / "summary.json").read_bytes() == undisturbed["summary.json"]
    assert (output / "report.html").read_bytes() == undisturbed["report.html"]
    assert len(list((output / "findings").iterdir())) == 4


@pytest.fixture
def folder(tmp_path):
    """Three texts, the second of them a pipe, at which whoever reads it waits for ever."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(WRONG)
    os.mkfifo(folder / "b.txt")
    (folder / "c.txt").write_text(WRONG)
    return folder


def test_the_document_at_which_workers_die_is_set_aside_and_the_rest_goes_on(folder, tmp_path):
    output, poisoned = tmp_path / "out", folder / "b.txt"
    with begun(folder, output, "--format", "ndjson") as process:
        for _ in range(2):
            with waiting(poisoned, process) as worker:
                kill(worker)
                until(partial(is_gone, worker, process), "its end")
        assert process.wait() == 2
    rows = [json.loads(line) for line in (output / "findings" / "part-00000.ndjson").read_text().splitlines()]
    assert {row["document"] for row in rows if row["verdict"] == "CONFLICT"} == {
        str(folder / "a.txt"),
        str(folder / "c.txt"),
    }
    [error] = [json.loads(line) for line in (output / "_errors" / "part-00000.ndjson").read_text().splitlines()]
    assert error == {
        "id": str(poisoned),
        "file": str(poisoned),
        "error": {"reason": "WORKER_DIED", "message": "The process that checked it ended, twice (signal 9)."},
    }


def test_a_document_that_takes_too_long_is_set_aside_though_it_never_looks_at_the_clock(folder, tmp_path):
    output = tmp_path / "out"
    said = batch(folder, output, "--document-seconds", "0.5", status=2)
    assert f"1 document could not be checked; what is in {output / '_errors'} says why." in said.stderr
    [error] = [json.loads(line) for line in (output / "_errors" / "part-00000.ndjson").read_text().splitlines()]
    assert error["error"] == {"reason": "TOO_SLOW", "message": "The check took longer than 0.5 seconds."}
    assert pl.read_parquet(output / "findings").filter(pl.col("verdict") == "CONFLICT").height == 2
