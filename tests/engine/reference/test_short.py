"""Short names and marks: what a text may call an entity that its table knows by one name, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from veritab_engine import Checker, Document, ReferenceTables, Verdict
from veritab_engine.reference.marked import codes_in, find_marks, without_marks
from veritab_engine.reference.short import short_names


def shortened(names: list[str], kind: str = "ports.operator", known: frozenset[str] = frozenset()) -> set[str]:
    """The short names of the first of these names."""
    found = short_names({kind: names}, frozenset(), known.__contains__)
    return {text for ref, text, _ in found if ref.id == names[0]}


@pytest.mark.parametrize(
    ("names", "kind", "short"),
    [
        (["Brackwater Falcons", "Tarn City Otters"], "game.team", {"Falcons"}),
        (["Musée du Granval", "Musée de Lutenne"], "visits.museum", {"Granval"}),
        (["Musée de Lutenne", "Musée du Granval"], "visits.museum", set()),
        (["University of Oslovia", "Cray College"], "staff.school", set()),
        (["New Harrow", "Old Cray"], "staff.office building", set()),
        (["Victoria and Albert Museum", "Cray House"], "visits.museum", {"Victoria and Albert"}),
        (["Anna Petrova", "Ines Okafor"], "game.player", {"Petrova"}),
        (["Mia Olsen", "Lena Olsen"], "game.player", set()),
        (["Joan de Witt", "Ines Okafor"], "game.player", {"Witt", "de Witt"}),
        (["Anna Maria Petrova", "Ines Okafor"], "game.player", {"Petrova", "Anna Petrova"}),
        (["Ida Smith-Jones", "Ines Okafor"], "game.player", {"Smith - Jones"}),
        (["June May", "Ines Okafor"], "game.player", set()),
        (["Martin Luther King Jr.", "Ines Okafor"], "game.speaker", {"King", "Martin King"}),
        (["Public Libraries", "Street Lighting"], "budget.department", set()),
        (["Oak chopping board", "Linen tea towel"], "sales.thing", set()),
        (["New Harrowdale", "Cray Haven"], "votes.district", set()),
    ],
)
def test_a_part_of_a_name_is_a_short_name_where_it_is_nobody_elses(names, kind, short) -> None:
    assert shortened(names, kind) == short


def test_what_is_a_name_already_is_no_short_name() -> None:
    assert shortened(["Brackwater Falcons", "Tarn City Otters"], known=frozenset({"Falcons"})) == set()


def test_in_a_crowd_nobody_is_called_by_a_part_of_a_name() -> None:
    assert shortened([f"Brackwater Falcons{number}" for number in range(2001)]) == set()


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["Marlow*", "Hale †", "Otis"], ["Marlow", "Hale", "Otis"]),
        (["The Clock Towers[b]", "Cray House[12]"], ["The Clock Towers", "Cray House"]),
        (["United States (USA)‡", "France (FRA)*"], ["United States", "France"]),
        (["Toy Tale (1995)", "Heat Wave (1996)"], ["Toy Tale", "Heat Wave"]),
        (["The Ape (1933)", "The Ape (2005)"], ["The Ape (1933)", "The Ape (2005)"]),
        (["Roger Feder", "Roger Feder (2)"], ["Roger Feder", "Roger Feder"]),
        (["Rovers (A)", "Town", "City"], ["Rovers (A)", "Town", "City"]),
        (["Congo (DRC)", "Chad", "Niger", "Mali"], ["Congo (DRC)", "Chad", "Niger", "Mali"]),
        (["A*", "B"], ["A*", "B"]),
    ],
)
def test_names_are_read_without_the_marks_behind_them(cells, names) -> None:
    assert [without_marks(cell, find_marks(cells)) for cell in cells] == names


def test_a_code_in_brackets_is_another_name() -> None:
    cells = ["United States (USA)‡", "France (FRA)*"]
    assert codes_in(cells, find_marks(cells)) == {"United States": ["USA"], "France": ["FRA"]}


CSV = "player,team,points\nAnna Petrova,Brackwater Falcons,24\nInes Okafor*,Tarn City Otters,11\n"


def test_short_names_are_known_from_disk_too(tmp_path: Path) -> None:
    (tmp_path / "game.csv").write_text(CSV, "utf-8")
    ReferenceTables.load(tmp_path / "game.csv").store(tmp_path / "built")
    [finding] = Checker(ReferenceTables.load(tmp_path / "built")).check(Document("Okafor scored 12 points.")).findings
    assert finding.verdict is Verdict.CONFLICT
    assert finding.evidence is not None
    assert [row.cells["player"] for row in finding.evidence.rows] == ["Ines Okafor"]


def test_a_cell_is_shown_as_the_file_has_it_whatever_its_other_names(tmp_path: Path) -> None:
    rows = "".join(f"{code},{number}\n" for number, code in enumerate(("AT", "BE", "DE", "EL", "NL"), start=11))
    (tmp_path / "ferries.csv").write_text(f"geo,ferries\n{rows}", "utf-8")
    tables = ReferenceTables.load(tmp_path / "ferries.csv")
    [finding] = Checker(tables).check(Document("Greece has 15 ferries.")).findings
    assert finding.verdict is Verdict.CONFLICT
    assert finding.evidence is not None
    assert [row.cells["geo"] for row in finding.evidence.rows] == ["EL"]
