"""Documents checked in a process apart: one that kills it, or keeps it, is set aside, and the next is checked."""

import multiprocessing
import os
import signal

import pytest

from tests.batch.running import RIGHT, WRONG
from tests.server.running import TABLES
from veritab_batch import Columns, Desk, Given
from veritab_batch.crew import GRACE
from veritab_batch.spark.alone import Alone
from veritab_batch.spark.checking import _at_once
from veritab_engine import Checker, ReferenceTables


def make_desk():
    return Desk(Checker(ReferenceTables.load(TABLES / "ferries")), Columns(), seconds=0.5)


class Deadly(Desk):
    def check(self, given):
        if b"deadly" in given.content:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().check(given)


def make_deadly():
    desk = make_desk()
    return Deadly(desk.checker, desk.columns, desk.seconds)


def given(number, text):
    return Given(f"articles.ndjson:{number}", b'{"text": "%s"}' % text.encode())


def check_here(file):
    _at_once(make_desk(), Given("pipe.txt", file))


@pytest.fixture
def apart():
    begun = []

    def begin(make):
        begun.append(Alone(make, make_desk()))
        return begun[-1]

    yield begin
    for each in begun:
        each.end()


def test_rows_are_those_of_this_process_but_for_what_kills_the_process(apart):
    texts = [given(1, WRONG), given(2, "deadly"), given(3, RIGHT)]
    alone, desk = apart(make_deadly), make_desk()
    rows = [alone.check(each).row for each in texts]
    assert [rows[0], rows[2]] == [desk.check(texts[0]).row, desk.check(texts[2]).row]
    assert rows[1]["document"] == "articles.ndjson:2"
    message = "The process that checked it ended, twice (signal 9)."
    assert rows[1]["error"] == {"reason": "WORKER_DIED", "message": message}


def test_what_does_not_end_is_set_aside(apart, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    alone = apart(make_desk)
    assert alone.check(Given("pipe.txt", tmp_path / "pipe.txt")).reason == "TOO_SLOW"
    assert alone.check(given(1, WRONG)).row == make_desk().check(given(1, WRONG)).row


def test_a_worker_ends_with_what_does_not_end(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    process = multiprocessing.get_context("spawn").Process(target=check_here, args=(tmp_path / "pipe.txt",))
    process.start()
    process.join(20 * GRACE)
    assert process.exitcode == 1
