"""Confidence: what it is computed from, and what a threshold on it does to verdicts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from veritab_engine import Checker, ReferenceTables, SettingError, Verdict
from veritab_engine.value import AtLeast, Point
from veritab_engine.verify import DEFAULT, confidence, luck

TEXT = "In 2024, two-way trade between China and Russia reached $240.1 billion. In 2023 it was $240.1 billion."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ReferenceTables.shipped())


def test_a_verdict_has_a_confidence_and_what_it_was_computed_from(checker):
    decided = [f for f in checker.check(TEXT).findings if f.verdict in (Verdict.SUPPORTED, Verdict.CONFLICT)]
    assert {finding.verdict for finding in decided} == {Verdict.SUPPORTED, Verdict.CONFLICT}
    for finding in decided:
        assert DEFAULT <= finding.confidence <= 1
        assert finding.confidence == pytest.approx(confidence(finding.signals), abs=1e-4)
        assert all(0 <= signal <= 1 for signal in finding.signals.values())
        assert finding.signals["conflict"] == (finding.verdict is Verdict.CONFLICT)


def test_what_is_not_decided_has_no_confidence(checker):
    [finding] = checker.check("The village has 1,200 people.").findings
    assert finding.verdict is Verdict.NOT_COVERED
    assert finding.confidence == 0


def test_a_verdict_that_is_less_sure_than_asked_is_left_open_and_corrects_nothing(checker):
    sure = max(finding.confidence for finding in checker.check(TEXT).findings)
    findings = replace(checker, min_confidence=min(1.0, sure + 0.001)).check(TEXT).findings
    assert {finding.verdict for finding in findings} <= {Verdict.AMBIGUOUS, Verdict.NOT_COVERED}
    assert all(finding.suggestion is None and finding.diagnosis is None for finding in findings)


def test_a_lower_threshold_says_no_less(checker):
    said = [
        {f.claim.id for f in replace(checker, min_confidence=least).check(TEXT).findings if f.confidence}
        for least in (0.0, 0.9, 0.95, 1.0)
    ]
    assert said[0] >= said[1] >= said[2] >= said[3]


def test_a_name_that_was_carried_is_less_sure_than_one_that_is_told(checker):
    told, carried = (finding for finding in checker.check(TEXT).findings if finding.claim.kind == "money")
    assert (told.signals["carried"], carried.signals["carried"]) == (0, 1)


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_a_threshold_is_a_share(checker, least):
    with pytest.raises(SettingError, match="from 0 to 1"):
        replace(checker, min_confidence=least)


def test_a_signal_without_a_weight_counts_for_nothing():
    assert confidence({"not fitted yet": 1.0}) == confidence({})
    assert confidence({"rival": 1.0}) < confidence({"rival": 0.0})


def test_the_more_digits_the_less_luck():
    assert luck(Point(Decimal(7))) > luck(Point(Decimal("24.5"))) > luck(Point(Decimal("244.81")))
    assert luck(Point(Decimal(3000))) == luck(Point(Decimal(3)))
    assert luck(AtLeast(Decimal(3))) > luck(Point(Decimal(3)))
