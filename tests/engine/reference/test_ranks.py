"""Whom a rank is among: rows of one time that are sorted alike, and by either of two names that are told."""

from datetime import date

import pytest

from tests.engine.reference.build import field, resource
from veritab_engine import Checker, Document, ReferenceTables, Verdict

TOWN = field("town", role="entity", entity="town")
MODE = field("mode", role="dimension", entity="mode")
CROP = field("crop", role="entity", entity="crop")
YEAR = field("year", "year", role="time")
COMPLETE = {"fact:coverage": {"complete": True}}
FARES = """town,mode,year,revenue
Aldaburg,ferry,2024,80
Aldaburg,tram,2024,20
Halvik,ferry,2024,50
Halvik,tram,2024,300
"""
HARVESTS = """town,crop,year,harvest
Aldaburg,rye,2024,90
Aldaburg,oats,2024,70
Halvik,rye,2024,80
Halvik,oats,2024,10
"""


@pytest.fixture
def verdict(package):
    def check(text):
        revenue = field("revenue", "number", role="measure", phrases=["revenue"])
        harvest = field("harvest", "number", role="measure", phrases=["harvest"])
        tables = ReferenceTables.load(
            package(
                resource("fares", TOWN, MODE, YEAR, revenue, key=("town", "mode", "year"), **COMPLETE),
                resource("harvests", TOWN, CROP, YEAR, harvest, key=("town", "crop", "year"), **COMPLETE),
                fares=FARES,
                harvests=HARVESTS,
            )
        )
        report = Checker(tables).check(Document(text, as_of=date(2025, 5, 8)))
        return next(finding.verdict for finding in report.findings if finding.claim.kind == "rank")

    return check


def test_a_rank_is_among_rows_that_are_sorted_alike(verdict):
    assert verdict("In 2024 Aldaburg had the highest ferry revenue.") is Verdict.SUPPORTED
    assert verdict("In 2024 Halvik had the highest ferry revenue.") is Verdict.CONFLICT
    assert verdict("In 2024 Halvik had the highest tram revenue.") is Verdict.SUPPORTED


def test_with_two_names_either_may_be_the_one_that_is_ranked(verdict):
    assert verdict("In 2024 Aldaburg had the largest harvest of rye.") is Verdict.SUPPORTED
    assert verdict("In 2024 Aldaburg had the largest harvest of oats.") is not Verdict.CONFLICT
    assert verdict("In 2024 Halvik had the largest harvest of oats.") is Verdict.CONFLICT
