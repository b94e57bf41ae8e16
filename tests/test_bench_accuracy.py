"""The benchmark of accuracy: its rules of counting, its planted errors, and a run over a folder that has little."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from benchmarks.accuracy import fit, sureness
from benchmarks.accuracy.changes import changes
from benchmarks.accuracy.overlap import Tally, matches
from benchmarks.accuracy.page import BEGIN, END, PAGE, update
from benchmarks.accuracy.plant import differing, shipped, span_in
from benchmarks.accuracy.plot import plot
from benchmarks.accuracy.regression import chance
from benchmarks.accuracy.reliability import calibration_error
from benchmarks.accuracy.scores import curve, score
from benchmarks.accuracy.section import Judged, Section
from benchmarks.accuracy.statements import Decision, Statement, decide_against, sampled
from benchmarks.accuracy.strangers import siblings
from veritab_engine import Span
from veritab_engine.verify.confidence import WEIGHTS, confidence

TOKENS = [Span(0, 3), Span(4, 9), Span(10, 13), Span(13, 14), Span(14, 17)]
"""Of "The Kings won 107-99" or the like."""


def test_spans_match_where_they_share_a_token_though_no_character():
    assert matches([Span(4, 6)], [Span(7, 9)], TOKENS) == {0: 0}
    assert matches([Span(4, 6)], [Span(10, 13)], TOKENS) == {}


def test_a_marked_span_that_has_matched_is_used_up():
    assert matches([Span(10, 13), Span(14, 17)], [Span(10, 17)], TOKENS) == {0: 0}


def test_flags_take_what_is_free_from_left_to_right_in_whatever_order_they_come():
    assert matches([Span(10, 17), Span(4, 13)], [Span(10, 13), Span(14, 17)], TOKENS) == {1: 0, 0: 1}


def test_precision_and_recall_of_nothing_are_unknown():
    assert (Tally().precision, Tally().recall) == (None, None)
    assert Tally(matched=1, flagged=4, marked=2) + Tally(1, 1, 2) == Tally(2, 5, 4)


def test_siblings_have_the_same_header_and_are_other_tables():
    headers = {"a": ("team", "won"), "b": ("team", "won"), "c": ("won", "team"), "d": ("team", "won")}
    assert siblings(headers) == {"a": ("b", "d"), "b": ("a", "d"), "d": ("a", "b")}


def test_the_calibration_error_is_how_far_confidence_and_right_are_apart():
    sure = [Judged("", 0.95, right=True)] * 9 + [Judged("", 0.95, right=False)]
    assert calibration_error(sure) == pytest.approx(0.05)
    assert calibration_error([*sure, Judged("", 0.15, right=True)]) == pytest.approx((10 * 0.05 + 0.85) / 11)
    assert calibration_error([]) is None


def decision(label: str, verdict: str | None, confidence: float = 1.0) -> Decision:
    return Decision(Statement("s", "t", "text", "", label, complex=False), verdict, confidence, "")


def test_a_verdict_on_what_the_table_cannot_tell_is_wrong():
    said = [decision("UNKNOWN", "REFUTED"), decision("REFUTED", "REFUTED"), decision("UNKNOWN", None)]
    found = score("set", said)
    assert (found.decided, found.accuracy, found.precision_refuted, found.recall_refuted) == (2, 0.5, 0.5, 1.0)


def test_the_curve_has_a_point_for_each_confidence_and_a_threshold_cuts_it():
    said = [decision("REFUTED", "REFUTED", 0.9), decision("REFUTED", "SUPPORTED", 0.6), decision("REFUTED", None)]
    assert curve([*said, decision("SUPPORTED", "SUPPORTED", 0.6)]) == [(0.9, 0.25, 1.0), (0.6, 0.75, 2 / 3)]
    assert score("set", said, least=0.8).decided == 1


def test_a_sample_is_the_same_at_every_run_and_keeps_tables_whole():
    statements = [Statement(str(n), f"t{n // 2}", "", "", "SUPPORTED", None) for n in range(40)]
    drawn = sampled(statements, 10)
    assert drawn == sampled(statements, 10) != sampled(statements, 10, seed=1)
    assert set(Counter(each.table for each in drawn).values()) == {2}


def test_a_table_that_does_not_load_decides_nothing(tmp_path: Path):
    (tmp_path / "t.csv").write_bytes(b"\x1f\x8b")
    assert decide_against(decision("SUPPORTED", None).statement, tmp_path / "t.csv").verdict is None


@pytest.mark.parametrize(
    ("true", "kind", "wrong"),
    [
        ("$244.8 billion", "digit", "$344.8 billion"),
        ("254 points", "transposed", "245 points"),
        ("$244.8 billion", "scale", "$244.8 million"),
        ("12 points", "scale", "120 points"),
        ("11th", "off by one", "12th"),
        ("six assists", "off by one", "seven assists"),
        ("Jan. 31, 2020", "other year", "Jan. 31, 2018"),
        ("rose 1.9 percent", "direction", "fell 1.9 percent"),
        ("Monday", "weekday", "Wednesday"),
        ("April 10", "digit", "April 9"),
        ("Jan. 1, 2023", "digit", "Jan. 2, 2023"),
    ],
)
def test_a_change_is_one_error_of_its_kind(true, kind, wrong):
    assert dict(changes(true)).get(kind, true) == wrong


def test_a_day_of_a_month_stays_a_day():
    assert [kind for kind, _ in changes("Jan. 31, 2020")] == ["other year", "digit"]


def test_words_without_anything_to_change_have_no_change():
    assert list(changes("the capital")) == []


def test_planted_errors_differ_from_the_true_text_inside_their_brackets_alone():
    planted = list(shipped())
    assert planted == list(shipped())
    for each in planted:
        outside = each.true.text[: each.true_span.start], each.true.text[each.true_span.end :]
        assert outside == (each.wrong.text[: each.wrong_span.start], each.wrong.text[each.wrong_span.end :])
        assert each.true.text != each.wrong.text


@pytest.mark.parametrize(
    ("true", "wrong", "kept"),
    [
        ("113-107", "213-107", (0, 4)),
        ("$244.8 billion", "$244.8 million", (7, 0)),
        ("Jan. 31, 2020", "Jan. 30, 2020", (5, 6)),
        ("Russia", "the United States", (0, 0)),
        ("six", "six", (0, 0)),
    ],
)
def test_of_a_change_only_the_words_that_differ_count(true, wrong, kept):
    assert differing(true, wrong) == kept


def test_a_quotation_is_found_by_all_its_words():
    assert span_in("60 then 6 points", "then [6] points") == Span(8, 9)


def test_a_fit_finds_how_often_verdicts_with_a_signal_are_right():
    judged = [Judged("", 0, right=n % 10 != 0, signals={"rival": 0.0}) for n in range(500)]
    judged += [Judged("", 0, right=n % 2 == 0, signals={"rival": 1.0}) for n in range(500)]
    weights = fit.fitted(judged)
    assert chance(weights, {"rival": 0.0}) == pytest.approx(0.9, abs=0.01)
    assert chance(weights, {"rival": 1.0}) == pytest.approx(0.5, abs=0.01)


def test_a_fit_on_too_little_says_so():
    with pytest.raises(ValueError, match="too few"):
        fit.fitted([Judged("", 0, right=True)])


def test_weights_stand_in_the_lexicon_that_the_engine_reads(tmp_path: Path):
    (tmp_path / "confidence.yaml").write_text(fit.LEXICON.read_text("utf-8"), "utf-8")
    fit.write({"bias": 1.5, "rival": -2.25}, tmp_path / "confidence.yaml")
    assert (tmp_path / "confidence.yaml").read_text("utf-8").endswith("weights:\n  bias: 1.500\n  rival: -2.250\n")
    assert confidence({}) == pytest.approx(chance(WEIGHTS, {}))


def test_a_plot_has_a_line_for_each_name_and_escapes_it():
    drawn = plot("P & R", "recall", "precision", {"a": [(0, 1), (1, 0)], "b": []}, diagonal=True)
    assert drawn.count("<circle") == 2
    assert "P &amp; R" in drawn


def test_the_page_has_marks_and_figures_go_between_them(tmp_path: Path):
    assert PAGE.read_text("utf-8").count(BEGIN) == PAGE.read_text("utf-8").count(END) == 1
    page = tmp_path / "page.md"
    page.write_text(f"Above\n{BEGIN}\nold\n{END}\nbelow\n", "utf-8")
    update([Section("Title", ("| a |",))], page)
    assert page.read_text("utf-8") == f"Above\n{BEGIN}\n\n### Title\n\n| a |\n\n{END}\nbelow\n"
    page.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="marks"):
        update([], page)


def test_sets_that_are_not_there_are_skipped_and_named_and_the_rest_is_written(tmp_path: Path):
    folder = tmp_path / "semtabfacts"
    (folder / "tables").mkdir(parents=True)
    (folder / "tables" / "t.csv").write_text("Country,GDP\nFrance,10\nItaly,20\n", "utf-8")
    row = {"id": "1", "table_id": "t", "caption": "", "statement": "It rains.", "label": "UNKNOWN", "complex": None}
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    only = "reports,tabfact,semtabfacts,strangers"
    command = [sys.executable, "-m", "benchmarks.accuracy", str(tmp_path), "--out", str(tmp_path / "out")]
    run = subprocess.run([*command, "--only", only], capture_output=True, text=True, check=True)
    for missing in ("accuracy_task", "tabfact/val.jsonl", "tabfact/train_pairs.jsonl"):
        assert f"{missing} is not there" in run.stdout
    assert "| semtabfacts | 1 | 0 | 0.0000 |" in run.stdout
    figures = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    assert figures["Statements about one table"]["semtabfacts"]["statements"] == 1
    assert (tmp_path / "out" / "statements.svg").exists()


def rated(table: str, *, right: bool, kind: str = "tabfact-val", rival: float = 0.0) -> sureness.Rated:
    statement = Statement("", table, "", "", "SUPPORTED" if right else "REFUTED", complex=False)
    return sureness.Rated(statement, kind, holds=True, signals={"rival": rival})


def test_statements_are_learned_from_on_their_own_tables_and_on_wrong_ones():
    own = [rated(str(n), right=n % 10 != 0) for n in range(500)]
    own += [rated(str(n), right=n % 2 == 0, rival=1.0) for n in range(500)]
    alone = sureness.fitted(own)
    assert chance(alone, {"rival": 0.0}) == pytest.approx(0.9, abs=0.01)
    beside = sureness.fitted([*own, *(rated(str(n), right=True, kind="sibling", rival=1.0) for n in range(500))])
    assert sum(chance(beside, each.signals) for each in own) == pytest.approx(700, abs=5)


def test_the_threshold_is_the_least_likelihood_that_reaches_the_goal():
    told = [replace(rated(str(n), right=n % 50 != 0), likely=0.95) for n in range(1000)]
    told += [replace(rated(str(n), right=n % 2 == 0), likely=0.6) for n in range(1000)]
    assert sureness.threshold(told) == 0.61


def test_weights_of_statements_are_written_as_the_engine_reads_them(tmp_path):
    file = tmp_path / "confidence.yaml"
    file.write_text(sureness.LEXICON.read_text("utf-8"), "utf-8")
    sureness.write({"bias": 1.5, "one row": -2.25}, 0.9, file)
    told = yaml.safe_load(file.read_text("utf-8"))
    assert told == {"threshold": {"default": 0.9}, "weights": {"bias": 1.5, "one row": -2.25}}
