"""Lint: what each rule finds and leaves alone, how much of it is told, and that loading raises the first of it."""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.lint_corpus import CORPORA, TODAY, Example, examples, place

from tests.engine.reference.build import field, resource
from veritab_engine import Problem, ReferenceTables, Severity, TableError, lint, quality
from veritab_engine.reference.lint.catalogue import ERRORS, MODULES, NOTES, RULES, WARNINGS
from veritab_engine.reference.review import MOST_ALIKE

EXAMPLES = [example for corpus in sorted(CORPORA.glob("*.yaml")) for example in examples(corpus)]
DAYS = ("2025-07-01", "2027-07-01")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_rule_finds_what_is_wrong_and_nothing_else(example: Example, tmp_path: Path) -> None:
    found = [problem for problem in example.problems(tmp_path) if problem.code == example.rule]
    assert [place(problem) for problem in found] == list(example.found)
    assert any(example.row.get("says", "") in problem.message for problem in found) or not example.found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_loading_raises_where_lint_has_an_error(example: Example, tmp_path: Path) -> None:
    errors = [problem.message for problem in example.problems(tmp_path) if problem.severity is Severity.ERROR]
    refused = why_refused(tmp_path)
    assert refused.endswith(tuple(errors)) if errors else refused == ""


def test_every_rule_has_a_corpus_a_code_of_its_own_and_a_page() -> None:
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == {corpus.stem for corpus in CORPORA.glob("*")}
    assert len({rule.code for rule in RULES}) == len({rule.title for rule in RULES}) == len(MODULES)
    assert all(module.__doc__ for module in MODULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    for modules, severity in ((ERRORS, Severity.ERROR), (WARNINGS, Severity.WARNING), (NOTES, Severity.NOTE)):
        assert {module.RULE.severity for module in modules} == {severity}


def test_lint_goes_on_where_loading_stops(package) -> None:
    bad = resource("bad", field("partner"), field("total", "number"), field("year", "year"))
    folder = package(bad, resource("worse", field("a")), bad="partner,total,year\nRUS,x,24\n", worse="b\n1\n")
    with pytest.raises(TableError, match='"x" is not a number'):
        ReferenceTables.load(folder)
    assert [(problem.code, problem.table, place(problem)) for problem in errors(folder)] == [
        ("VT404", "bad", "2:total"),
        ("VT404", "bad", "2:year"),
        ("VT403", "worse", "1"),
        ("VT403", "worse", "1"),
    ]


def test_a_table_of_a_package_is_looked_at_though_another_is_described_wrongly(package) -> None:
    wrong = {**resource("wrong", field("a")), "fact:kind": "events"}
    folder = package(wrong, resource("t", field("n", "number")), wrong="a\n1\n", t="n\nx\n")
    assert [problem.code for problem in errors(folder)] == ["VT402", "VT404"]


def test_a_table_without_a_place_is_told_beside_other_faults_of_the_descriptor(package) -> None:
    wrong = {**resource("wrong", field("a")), "fact:kind": "events"}
    lost = {"name": "lost", "schema": {"fields": [field("a")]}}
    found = errors(package(wrong, lost, wrong="a\n1\n"))
    assert [(problem.code, problem.path) for problem in found] == [
        ("VT402", "resources[0].fact:kind"),
        ("VT402", "resources[1]"),
    ]


def test_a_schema_in_a_file_of_its_own_is_an_object(package) -> None:
    folder = package({**resource("t"), "schema": "t.csv"}, t="a\n1\n")
    [problem] = errors(folder)
    assert (problem.code, "t.csv: not an object" in str(problem)) == ("VT401", True)
    assert "not an object of JSON or YAML" in why_refused(folder)


def test_no_more_than_a_few_of_one_kind_are_told_and_the_last_says_how_many_are_left(package) -> None:
    rows = "".join("x\n" for _ in range(317))
    *first, last = errors(package(resource("t", field("n", "number")), t=f"n\n{rows}"))
    assert [problem.row for problem in first] == [2, 3, 4, 5]
    assert (last.row, last.more, len(first)) == (6, 317 - MOST_ALIKE, MOST_ALIKE - 1)


def test_problems_are_told_by_file_row_column_and_code(package) -> None:
    fields = field("b", "number"), field("a", "number", constraints={"minimum": 3})
    folder = package(resource("z", *fields), resource("y", *fields), z="b,a\n1,2\nx,y\n", y="b,a\nx,2\n")
    found = [problem for problem in lint(folder, today=TODAY) if problem.row]
    assert [(problem.file.stem, place(problem)) for problem in found] == [
        ("y", "2:a"),
        ("y", "2:b"),
        ("z", "2:a"),
        ("z", "3:a"),
        ("z", "3:b"),
    ]
    assert lint(folder, today=TODAY) == lint(folder / "datapackage.json", folder, today=TODAY)


def test_names_are_known_that_lie_beside(package) -> None:
    trade = resource("trade", field("partner", role="entity", entity="country"), field("total", "number"))
    folder = package(trade, trade="partner,total\nRussia,1\nRusia,2\n")
    assert errors(folder) == []
    [problem] = [found for found in lint(folder, beside=ReferenceTables.shipped()) if found.severity is Severity.ERROR]
    assert str(problem).startswith('trade.csv, row 3, column "partner": "Rusia" is no known country')


def test_a_place_is_named_that_no_single_file_has(package, tmp_path) -> None:
    parts = {**resource("parts", field("n", "number")), "path": ["one.csv", "two.csv"]}
    inline = {
        "name": "inline",
        "data": [{"n": "x"}],
        "fact:kind": "event",
        "schema": {"fields": [field("n", "number")]},
    }
    folder = package(parts, inline, one="n\n1\n", two="n\n2\nx\n")
    assert [str(problem).partition(": ")[0] for problem in errors(folder)] == [
        'datapackage.json, resource "inline", row 1, column "n"',
        'two.csv, row 3, column "n"',
    ]
    connection = sqlite3.connect(tmp_path / "base.sqlite")
    connection.execute("create table visits (day text, city text)")
    connection.execute("insert into visits values ('2042-05-03', 'Oslo')")
    connection.commit()
    [future] = lint(tmp_path / "base.sqlite", today=TODAY)
    assert str(future).startswith('base.sqlite, table "visits", row 1, column "day": 2042-05-03 is in the future')


def test_two_tables_of_one_name(tmp_path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.csv").write_text(f"x,y\n{folder},1\n")
    [problem] = errors(tmp_path / "a", tmp_path / "b")
    assert (problem.code, problem.file) == ("VT408", tmp_path / "b" / "t.csv")


def test_a_path_that_means_no_table_is_an_error(tmp_path) -> None:
    with pytest.raises(TableError, match="no such file or folder"):
        lint(tmp_path / "nothing.csv")


def test_today_says_what_is_stale(package) -> None:
    folder = package({**resource("t", field("n", "number")), "fact:asOf": "2025-01-31"}, t="n\n1\n")
    found = {day: {problem.code for problem in lint(folder, today=date.fromisoformat(day))} for day in DAYS}
    assert ["VT442" in codes for codes in found.values()] == [False, True]


def test_a_table_that_is_loaded_is_judged_by_what_it_holds(package) -> None:
    coverage = {"complete": True, "from": 2019, "to": 2023}
    trade = {**resource("trade", field("year", "year"), field("total", "number")), "fact:coverage": coverage}
    tables = ReferenceTables.load(package(trade, trade="year,total\n2019,1\n2020,1\n2023,1\n"))
    [problem] = quality(tables, "trade", today=TODAY)
    assert (problem.code, problem.table, problem.row, problem.column) == ("VT424", "trade", 3, "year")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("bilateral-trad", "Did you mean bilateral-trade?"),
        ("zzz", "There are areas, bilateral-trade, capitals, cities, city-aliases and others."),
    ],
)
def test_the_quality_of_a_table_that_is_not_loaded_is_an_error_that_names_those_near(asked, said) -> None:
    with pytest.raises(TableError, match=f'^There is no table "{asked}"\\. {re.escape(said)}$'):
        quality(ReferenceTables.shipped(), asked)


def test_the_tables_that_ship_can_be_judged() -> None:
    shipped = ReferenceTables.shipped()
    found = [problem for name in shipped.tables for problem in quality(shipped, name, today=TODAY)]
    assert {problem.severity for problem in found} <= {Severity.WARNING, Severity.NOTE}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(content=st.text("ab,;\"'\n\t0159.-/%$ NA\u00c3\u00e9", max_size=200))
def test_whatever_a_file_holds_lint_tells_why_it_is_refused(tmp_path, content) -> None:
    (tmp_path / "t.csv").write_bytes(content.encode())
    assert bool(errors(tmp_path / "t.csv")) == bool(why_refused(tmp_path / "t.csv"))


def why_refused(path: Path) -> str:
    """What loading says of tables that it refuses; empty where it loads them."""
    try:
        ReferenceTables.load(path)
    except TableError as error:
        return str(error)
    return ""


def errors(*paths: Path) -> list[Problem]:
    return [problem for problem in lint(*paths, today=TODAY) if problem.severity is Severity.ERROR]
