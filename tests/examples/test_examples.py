"""The articles in examples/: every planted mistake is flagged with its correction, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.finding import Report

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED: dict[str, list[dict[str, str]]] = yaml.safe_load((EXAMPLES / "expected.yaml").read_text("utf-8"))
PLANTED = [name for name, mistakes in EXPECTED.items() if mistakes]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ReferenceTables.shipped())


def read(name: str) -> str:
    return (EXAMPLES / name).read_text("utf-8")


def check(checker: Checker, name: str) -> Report:
    return checker.check(Document(read(name), id=name))


def test_every_article_is_accounted_for():
    assert {path.name for path in EXAMPLES.glob("*.txt")} == set(EXPECTED)
    assert len(PLANTED) < len(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_planted_is_flagged_and_nothing_else(checker, name):
    flagged = [finding.claim.quote for finding in check(checker, name).conflicts]
    assert flagged == [mistake["span"] for mistake in EXPECTED[name]]


@pytest.mark.parametrize("name", PLANTED)
def test_each_correction_put_in_place_leaves_a_clean_article(checker, name):
    text = read(name)
    mended = text
    for finding in reversed(check(checker, name).conflicts):
        assert finding.suggestion is not None, finding.message
        span = finding.suggestion.span
        mended = mended[: span.start] + finding.suggestion.text + mended[span.end :]
    wanted = text
    for mistake in EXPECTED[name]:
        assert wanted.count(mistake["span"]) == 1
        wanted = wanted.replace(mistake["span"], mistake["correction"])
    assert mended == wanted
    assert not checker.check(Document(mended, id=name)).conflicts


@pytest.mark.parametrize("name", PLANTED)
def test_each_flag_says_what_the_table_has_and_where(checker, name):
    for finding in check(checker, name).conflicts:
        assert finding.evidence is not None
        assert finding.evidence.rows, finding.message
        assert finding.evidence.source, finding.message
        assert finding.message.endswith(".")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_day_of_an_article_is_read_from_it(checker, name):
    assert check(checker, name).as_of.startswith("2025-0")


@pytest.mark.parametrize("name", EXPECTED)
def test_every_article_has_claims_that_the_tables_support(checker, name):
    assert check(checker, name).coverage.supported


def test_the_furniture_of_a_page_makes_no_claims(checker):
    text = read("moscow-talks.txt")
    story = text[text.index("Chinese President") : text.index("Read more")]
    start = text.index(story)
    for claim in check(checker, "moscow-talks.txt").claims:
        assert start <= claim.span.start < start + len(story), claim.quote
