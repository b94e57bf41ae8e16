"""The further ways in which a name is written."""

import pytest

from veritab_engine.reference.variants import names_persons, variants


@pytest.mark.parametrize(
    ("text", "kind", "others"),
    [
        ("Russian", "adjective", {"Russians"}),
        ("Frenchman", "demonym", {"Frenchmen"}),
        ("German", "adjective", {"Germans"}),
        ("Dutch", "adjective", set()),
        ("Chinese", "adjective", set()),
        ("Russia", "name", set()),
        ("Johnson & Johnson", "name", {"Johnson and Johnson"}),
        ("Trinidad and Tobago", "name", {"Trinidad & Tobago"}),
        ("Saint Lucia", "name", {"St Lucia", "St. Lucia"}),
        ("Guinea-Bissau", "name", {"Guinea Bissau"}),
        ("The Gambia", "name", {"the Gambia"}),
    ],
)
def test_a_name(text, kind, others):
    assert set(variants(text, kind)) == others


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("J. D. Vance", {"JD Vance", "J.D. Vance"}),
        ("JD Vance", {"J. D. Vance", "J.D. Vance"}),
        ("Robert Kennedy Jr.", {"Robert Kennedy Jr", "Robert Kennedy, Jr", "Robert Kennedy, Jr."}),
        ("Xi Jinping", {"Jinping Xi"}),
        ("Shinzo Abe", {"Abe Shinzo"}),
        ("Olaf Scholz", set()),
        ("Von der Leyen", {"von der Leyen"}),
        ("Al-Sisi", {"al-Sisi", "Al Sisi"}),
    ],
)
def test_a_person(text, others):
    assert set(variants(text, "name", is_person=True)) == others


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("person", True), ("box-score.player", True), ("films.director", True), ("country", False), ("games.team", False)],
)
def test_classes_of_persons(kind, expected):
    assert names_persons(kind) is expected
