"""What ships for tables of states works for anybody's: clubs have members, and mines an output of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from veritab_engine import Checker, Document, ReferenceTables, Verdict

DAY = date(2025, 5, 20)
FILES = {
    "clubs.csv": """club,league,since,until
Riverside,Valley League,2010,
Riverside,Cup Union,2011,
Millbrook,Valley League,2012,2019
Millbrook,Cup Union,2011,
Oakton,Cup Union,2001,
""",
    "mines.csv": """mine,year,output
Blackrock,2024,5200
Redhill,2024,800
""",
    "datapackage.yaml": """
name: valley
resources:
  - name: clubs
    path: clubs.csv
    fact:kind: attributes
    fact:coverage: {complete: true, from: 2001, to: 2025}
    schema:
      primaryKey: [club, league]
      fields:
        - {name: club, type: string, fact:role: entity}
        - {name: league, type: string, fact:role: measure, fact:phrases: [member]}
        - {name: since, type: string, fact:role: time, fact:period: start}
        - {name: until, type: string, fact:role: time, fact:period: end}
  - name: mines
    path: mines.csv
    schema:
      primaryKey: [mine, year]
      fields:
        - {name: mine, type: string, fact:role: entity}
        - {name: year, type: year}
        - {name: output, type: integer, fact:owned: true, sdmx:unitMeasure: tonne}
""",
}


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder: Path = tmp_path_factory.mktemp("valley")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return Checker(ReferenceTables.load(folder))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Riverside is a member of the Valley League.", Verdict.SUPPORTED),
        ("Oakton is a member of the Valley League.", Verdict.CONFLICT),
        ("Oakton, a full member of the Valley League, won.", Verdict.CONFLICT),
        ("Millbrook is a member of the Valley League.", Verdict.CONFLICT),
        ("Millbrook, a member of the Valley League, won.", Verdict.NOT_COVERED),
        ("Oakton is not a member of the Valley League.", Verdict.NOT_COVERED),
        ("Oakton's women are a member of the Valley League.", Verdict.NOT_COVERED),
        ("Hillside is a member of the Valley League.", Verdict.NOT_COVERED),
    ],
)
def test_who_belongs_to_what_is_asked_of_any_table_of_members(checker, text, verdict):
    told = [finding.verdict for finding in checker.check(Document(text, as_of=DAY)).findings]
    assert told in ([verdict], [] if verdict is Verdict.NOT_COVERED else [verdict])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Blackrock's output was 5,200 tonnes in 2024.", Verdict.SUPPORTED),
        ("The output of Blackrock was 6,200 tonnes in 2024.", Verdict.CONFLICT),
        ("Blackrock had an output of 6,200 tonnes in 2024.", Verdict.CONFLICT),
        ("The smelter in Blackrock had an output of 6,200 tonnes in 2024.", Verdict.NOT_COVERED),
        ("With an output of 6,200 tonnes in 2024, the smelter feeds on Blackrock.", Verdict.NOT_COVERED),
    ],
)
def test_an_owned_measure_is_asked_where_grammar_gives_it_to_the_entity(checker, text, verdict):
    [finding] = [each for each in checker.check(Document(text, as_of=DAY)).findings if each.claim.kind == "measure"]
    assert finding.verdict is verdict, finding.message
