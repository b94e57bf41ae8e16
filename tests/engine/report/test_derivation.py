"""Derivations: the arithmetic of each operation, and why there is no firmer verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.value import AtLeast, Point
from veritab_engine.verify.working import Step, shown, work


@pytest.fixture(scope="module")
def checker():
    return Checker(ReferenceTables.shipped())


def chosen(checker, text, quote):
    """The reading that the verdict on a quote rests on."""
    document = Document(text, as_of=date(2025, 5, 8))
    [claim] = [claim for claim in checker.extract(document) if claim.quote == quote]
    derivation = checker.explain(document, claim.id)
    [reading] = [step for step in derivation.steps if step.chosen]
    return derivation, reading


@pytest.mark.parametrize(
    ("text", "quote", "formula", "result"),
    [
        ("In 2024, trade between China and Russia rose 1.9 percent.", "1.9 percent", " - ", "1.9"),
        ("In 2024, trade between China and Russia was $244.8 billion.", "$244.8 billion", "244,", "244,"),
    ],
)
def test_the_arithmetic_is_written_out(checker, text, quote, formula, result):
    _, reading = chosen(checker, text, quote)
    assert any(formula in step.formula and step.result.startswith(result) for step in reading.working)


def test_an_open_verdict_says_why(checker):
    derivation, _ = chosen(checker, "Trade between China and Russia reached $200 billion in 2024.", "$200 billion")
    assert derivation.notes == ("The best reading leaves it open: the words or the rounding allow both.",)


def test_the_words_that_tables_know_are_told(checker):
    derivation, _ = chosen(checker, "In 2024, trade between China and Russia was $240 billion.", "$240 billion")
    assert any(each.startswith("China: country:CHN") for each in derivation.mentions)


def test_a_truth_of_one_step_says_what_it_is_shown_as():
    assert work(Point(Decimal(51)), "sum of total", "12 + 30 + 9").steps == (Step("sum of total", "12 + 30 + 9", "51"),)
    assert shown(AtLeast(Decimal(1200), strict=True)) == "more than 1,200"
