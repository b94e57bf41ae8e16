"""Statements as findings of a document: what they rest on, and how they stand beside the claims of their sentence."""

import pytest

from veritab_engine import Checker, ReferenceTables, Verdict
from veritab_engine.finding import Finding
from veritab_engine.reference.inline import InlineTable, read_inline

RAINFALL = "City,Country,Month,Rain (mm)\nBergen,Norway,October,271\nCork,Ireland,October,138\nVigo,Spain,October,205\n"


def findings(text: str, *, closed_world: bool = True) -> list[Finding]:
    table = InlineTable("rainfall.csv", RAINFALL.encode(), closed_world=closed_world)
    return list(Checker(ReferenceTables.of([read_inline(table)])).check(text).findings)


def statements(text: str, *, closed_world: bool = True) -> list[Finding]:
    return [each for each in findings(text, closed_world=closed_world) if each.claim.kind == "statement"]


@pytest.mark.parametrize(
    ("text", "rests_on_all"),
    [("Bergen had more rain than Vigo.", False), ("The highest rain was in Bergen.", True)],
)
def test_evidence_says_whether_it_rests_on_a_table_that_lacks_no_row(text: str, rests_on_all: bool) -> None:
    [finding] = statements(text)
    assert finding.verdict is Verdict.SUPPORTED
    assert finding.evidence is not None
    assert finding.evidence.closed_world is rests_on_all


def test_a_table_that_may_lack_rows_bears_out_what_its_rows_say_and_nothing_else() -> None:
    assert [each.verdict for each in statements("Bergen had more rain than Vigo.", closed_world=False)] == [
        Verdict.SUPPORTED
    ]
    assert statements("The highest rain was in Bergen.", closed_world=False) == []
    assert statements("The city of Vigo is in Norway.", closed_world=False) == []


def test_the_one_wrong_value_is_suggested_in_its_place() -> None:
    text = "It rained. Vigo with 205 mm of rain is in Norway."
    [finding] = statements(text)
    assert finding.suggestion is not None
    assert text[finding.suggestion.span.start : finding.suggestion.span.end] == "Norway"
    assert finding.suggestion.text == "Spain"


@pytest.mark.parametrize(
    "text",
    ["In 2019 the lowest rain was in Cork.", "Was the city of Vigo in Norway?", 'He said "Vigo is in Norway".'],
)
def test_times_that_the_table_lacks_questions_and_quotations_are_no_statements(text: str) -> None:
    assert statements(text) == []


def test_a_conflict_is_told_once() -> None:
    told = [each for each in findings("The highest rain was in Cork.") if each.verdict is Verdict.CONFLICT]
    assert [each.claim.kind for each in told] == ["rank"]


MAYORS = "City,Mayor,Took office,Left office\nHalvik,Rolf Amdal,2011-10-10,2019-10-14\nHalvik,Stina Hall,2019-10-14,\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rolf Amdal is the mayor of Halvik.", []),
        ("Rolf Amdal was the mayor of Halvik.", [Verdict.SUPPORTED]),
        ("Stina Hall is the mayor of Halvik.", [Verdict.SUPPORTED]),
    ],
)
def test_a_row_that_has_ended_says_nothing_of_what_is(text: str, said: list[Verdict]) -> None:
    tables = ReferenceTables.of([read_inline(InlineTable("mayors.csv", MAYORS.encode()))])
    assert [each.verdict for each in Checker(tables).check(text).findings if each.claim.kind == "statement"] == said
