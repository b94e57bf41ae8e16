"""What is too broad is refused, and never answered from a sample; what can be narrowed is answered."""

from datetime import date, timedelta

import pytest

from tests.engine.reference.build import field, resource
from veritab_engine import Checker, Document, ReferenceTables, Verdict
from veritab_engine.finding import Reason
from veritab_engine.link import narrow

AS_OF = date(2025, 5, 8)
TOWN = field("town", role="entity", entity="town")
YEAR = field("year", "year", role="time")


@pytest.fixture
def finding(tmp_path, package):
    """The finding on the one figure of a text, against tables given as resources and files."""

    def check(text, *resources, quote, **files):
        tables = ReferenceTables.load(package(*resources, **files))
        found = Checker(tables).check(Document(text, as_of=AS_OF)).findings
        return next(each for each in found if each.claim.quote == quote)

    return check


def outputs(count):
    """So many tables of the measure "value"; each has a town of its own."""
    value = field("value", "integer", role="measure", phrases=["value"])
    resources = [
        resource(f"t{i}", TOWN, YEAR, value, key=("town", "year"), **{"fact:phrases": [f"metal{i} output"]})
        for i in range(count)
    ]
    files = {f"t{i}": f"town,year,value\nLarsby,2024,{100 + i}\nHalvik{i},2024,{200 + i}\n" for i in range(count)}
    return resources, files


def test_a_word_for_the_columns_of_very_many_tables_is_too_broad(finding):
    resources, files = outputs(narrow.MOST_MEANT + 1)
    found = finding("In 2024, the value in Larsby was 150.", *resources, quote="150", **files)
    assert (found.verdict, found.reason) == (Verdict.NOT_COVERED, Reason.TOO_BROAD)


def test_it_is_of_the_table_that_holds_the_name(finding):
    resources, files = outputs(narrow.MOST_MEANT + 1)
    found = finding("In 2024, the value in Halvik7 was 207.", *resources, quote="207", **files)
    assert found.verdict is Verdict.SUPPORTED
    assert found.evidence.table == "t7"


def test_it_is_of_the_table_that_other_words_call_for(finding):
    resources, files = outputs(narrow.MOST_MEANT + 1)
    found = finding("In 2024, the value of metal7 output in Larsby was 107.", *resources, quote="107", **files)
    assert found.verdict is Verdict.SUPPORTED
    assert found.evidence.table == "t7"


def test_a_figure_that_could_be_of_very_many_rows_is_too_broad(finding):
    sights = field("sights", "integer", role="measure", phrases=["sights"])
    trips = resource("trips", TOWN, field("street"), YEAR, sights, key=("town",))
    csv = "town,street,year,sights\n" + "".join(f"Larsby,street {i},2024,{i}\n" for i in range(100))
    found = finding("In 2024, Larsby had 50 sights.", {**trips, "schema": {**trips["schema"], "primaryKey": []}},
                    quote="50", trips=csv)  # fmt: skip
    assert (found.verdict, found.reason) == (Verdict.NOT_COVERED, Reason.TOO_BROAD)


def test_very_many_rows_are_counted_without_being_read(finding):
    fields = field("visitor", role="entity", entity="mayor"), field("host", role="entity", entity="town")
    coverage = {"complete": True, "from": 1900, "to": 2025}
    visits = resource(
        "visits", *fields, field("day", "date", role="time"), kind="event",
        **{"fact:phrases": ["visit"], "fact:coverage": coverage},
    )  # fmt: skip
    days = (date(1990, 1, 1) + timedelta(day) for day in range(6000))
    csv = "visitor,host,day\n" + "".join(f"Anna Berg,Larsby,{day}\n" for day in days)
    found = finding("Anna Berg paid 6,000 visits to Larsby.", visits, quote="6,000", visits=csv)
    assert found.verdict is Verdict.SUPPORTED
    assert len(found.evidence.rows) == 5
