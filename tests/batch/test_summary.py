"""What a batch adds up to: facts that documents have wrong, measures told differently, and claims of no table."""

import random
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.batch.running import RIGHT, WRONG
from tests.server.running import TABLES
from veritab_batch import Columns, Desk, Given
from veritab_batch.frequent import Entry, Frequent
from veritab_batch.report import report_page
from veritab_batch.summary import FIRST, summary_of
from veritab_batch.tally import Tally
from veritab_batch.told import disagreements, told_of
from veritab_engine import Checker, ReferenceTables

MANIFEST = {"schema": 1, "snapshot": "5f", "inputs": [{"input": "<in>.csv"}]}


@pytest.fixture(scope="module")
def desk():
    return Desk(Checker(ReferenceTables.load(TABLES / "ferries")), Columns(id="id"))


def checked(desk, *texts, **columns):
    return [desk.check(Given(f"d{i}", {"text": text, **columns})) for i, text in enumerate(texts, 1)]


def summed(desk, folder, *parts):
    """The summary of documents that were checked in these parts."""
    total, files = Tally(), []
    for number, part in enumerate(parts):
        tally = Tally()
        for each in part:
            tally.add(each, desk.checker.tables)
        total.merge(Tally.of_record(tally.to_record()))
        files.append(folder / f"{number}.parquet")
        told_of(each.story for each in part if each.story is not None).write_parquet(files[-1])
    return summary_of(total, disagreements(files, FIRST), MANIFEST)


def test_documents_and_findings_are_counted_by_verdict(desk, tmp_path):
    documents = checked(desk, WRONG, f"{WRONG} {RIGHT}", RIGHT, "No figures.", None)
    told = summed(desk, tmp_path, documents)
    assert (told["documents"]["total"], told["documents"]["checked"], told["documents"]["set_aside"]) == (5, 4, 1)
    assert told["documents"]["errors"] == {"UNREADABLE": 1}
    assert told["documents"]["verdicts"]["CONFLICT"] == 2
    assert told["findings"]["verdicts"]["CONFLICT"] == 2
    assert told["findings"]["total"] == sum(len(each.report.findings) for each in documents if each.report)
    assert sum(kind["CONFLICT"] for kind in told["findings"]["kinds"]) == 2


def test_the_fact_that_most_documents_have_wrong_comes_first_with_its_row(desk, tmp_path):
    other = "In 2024, ferry revenue in Tornes was $29.9 million."
    told = summed(desk, tmp_path, checked(desk, other, WRONG, WRONG, f"{WRONG} Again: {WRONG}"))
    first, second = told["conflicts"]["first"]
    assert first["documents"] == 3
    assert first["count"] == 4
    assert first["rows"][0]["cells"]["port"] == "Halvik"
    assert first["example"]["document"] == "d2"
    assert second["documents"] == 1
    [table] = told["tables"]
    assert table["documents_in_conflict"] == 4


def test_the_claims_of_no_table_are_grouped_by_what_a_table_would_need(desk, tmp_path):
    texts = [f"The port of {port} handled 12,000 containers in 2024." for port in ("Halvik", "Tornes", "Orrin")]
    told = summed(desk, tmp_path, checked(desk, *texts, "In 2024, 40 lighthouses were repaired."))
    first, *rest = told["uncovered"]["first"]
    assert (first["measure"], first["kind"], first["documents"]) == ("container", "count", 3)
    assert [each["measure"] for each in rest if each["measure"] != "container"] == ["lighthouse"]


PORT = "In 2023, the port of Halvik handled {} containers."


def test_a_measure_that_documents_tell_differently_is_told_with_its_values(desk, tmp_path):
    texts = [PORT.format(figure) for figure in ("12,000", "17,000", "12,000", "12,000")]
    told = summed(desk, tmp_path, checked(desk, *texts))["disagreements"]
    assert told["total"] == 1
    [found] = told["first"]
    assert found["when"] == "2023"
    assert found["documents"] == 4
    assert found["values"] == [
        {"quote": "12,000", "documents": 3, "document": "d1"},
        {"quote": "17,000", "documents": 1, "document": "d2"},
    ]


@pytest.mark.parametrize(
    "texts",
    [
        (PORT.format("12,000"), PORT.format("about 12,300")),
        (PORT.format("12,000"), PORT.format("more than 11,000")),
        (PORT.format("12,000"), PORT.format("17,000").replace("2023", "2022")),
        (PORT.format("12,000"), PORT.format("17,000").replace("containers", "passengers")),
        (PORT.format("12,000"), PORT.format("17,000").replace("Halvik", "Tornes")),
        ('In 2023, the port of Halvik "handled 12,000 containers," Ann Lee said.', PORT.format("17,000")),
        tuple(PORT.format(f"{n},000") for n in (11, 13, 17, 19, 23)),
        (f"{PORT.format('12,000')} {PORT.format('17,000')}",),
    ],
    ids=["rounding", "bound", "year", "measure", "subject", "voice", "a list", "one document"],
)
def test_what_can_both_hold_is_no_disagreement(desk, tmp_path, texts):
    assert summed(desk, tmp_path, checked(desk, *texts))["disagreements"]["total"] == 0


def test_documents_of_different_scope_are_not_held_against_each_other(desk, tmp_path):
    texts = (PORT.format("12,000"), PORT.format("17,000"))
    one, other = (
        checked(desk, text, scope={"port": name}) for text, name in zip(texts, ("Halvik", "Tornes"), strict=True)
    )
    assert summed(desk, tmp_path, one + other)["disagreements"]["total"] == 0


def test_the_sum_does_not_depend_on_the_parts(desk, tmp_path, monkeypatch):
    chance = random.Random(7)
    ports = ("Halvik", "Tornes", "Orrin", "Velden")
    texts = [
        PORT.format(chance.choice(("12,000", "17,000"))).replace("Halvik", chance.choice(ports)) for _ in range(60)
    ]
    documents = checked(desk, *texts, *[WRONG] * 5)
    whole = summed(desk, tmp_path, documents)
    monkeypatch.setattr("veritab_batch.told.AT_ONCE", 7)
    assert summed(desk, tmp_path, documents[:3], documents[3:31], documents[31:]) == whole
    assert whole["disagreements"]["total"] == 4


def test_a_batch_without_documents_has_a_summary():
    assert disagreements([], 5).total == 0
    assert "<h1>" in report_page(summary_of(Tally(), disagreements([], FIRST), MANIFEST))


@drawn(st.lists(st.sampled_from("abcdefghij"), max_size=200), st.integers(1, 4))
def test_counts_in_bounded_memory_are_never_too_high_and_too_low_by_no_more_than_told(things, capacity):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("veritab_batch.frequent.CAPACITY", capacity)
        counted = Frequent()
        for thing in things:
            counted.add((thing,), Entry(1, 1, {}, {}, {}))
        assert len(counted.entries) <= 2 * capacity
        assert counted.lost <= len(things) / capacity
        for thing, count in Counter(things).items():
            entry = counted.entries.get((thing,))
            assert count - counted.lost <= (entry.count if entry else 0) <= count


class Page(HTMLParser):
    """What a page loads, and whether its elements are closed."""

    def __init__(self):
        super().__init__()
        self.elements, self.open, self.loaded = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        if tag != "meta":
            self.open.append(tag)
        self.loaded += [value for name, value in attrs if name in ("src", "href") and not value.startswith("#")]

    def handle_endtag(self, tag):
        if tag != "br":
            assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.elements.append(tag)


def test_the_report_stands_alone_and_says_nothing_unescaped(desk, tmp_path):
    evil = [desk.check(Given("x", {"id": f"<script>{i}", "text": text})) for i, text in enumerate((WRONG, "", None))]
    told = [*evil, *checked(desk, *[PORT.format(figure) for figure in ("12,000", "17,000")])]
    text = report_page(summed(desk, tmp_path, told)).replace("<br>", "")
    page = Page()
    page.feed(text.removeprefix("<!doctype html>"))
    assert page.open == []
    assert page.loaded == []
    assert "script" not in page.elements
    assert "&lt;script&gt;0" in text
    assert "&lt;in&gt;.csv" in text
    assert page.elements.count("h1") == 1
    for says in ("Halvik", "12,000", "container", "VT102", "UNREADABLE"):
        assert says in text
