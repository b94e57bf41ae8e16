"""The package "office-holders" as it ships: one holder at a time, no gap where it says so, and days that all know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from veritab_engine.document import Document
from veritab_engine.read import read
from veritab_engine.reference import EntityRef, ReferenceTables

STATES = ("office-holders-since-2000", "office-holders-since-2016", "office-holders-partial")
COMPLETE = ("office-holders-since-2000", "office-holders-since-2016", "organization-heads")
TABLES = (*STATES, "organization-heads")
SUCCESSION = timedelta(days=2)
"""A death in office and the oath of the next holder may lie so far apart."""

VACANT = {
    # The council of state confirmed Bouteflika's resignation a week before parliament named an acting president.
    ("DZA", "president", date(2019, 4, 2)),
    # Li Shangfu was removed, and no minister was named for two months.
    ("CHN", "defense minister", date(2023, 10, 24)),
    # No vice president replaces one who became president.
    ("BRA", "vice president", date(2016, 8, 31)),
    # Parliament chose the next prime minister four days after the court removed the last.
    ("PAK", "prime minister", date(2017, 7, 28)),
    # The government fell; a transitional president was named seven weeks later.
    ("SYR", "president", date(2024, 12, 8)),
    # The pope's see between death or resignation and conclave.
    ("VAT", "pope", date(2005, 4, 2)),
    ("VAT", "pope", date(2013, 2, 28)),
    ("VAT", "pope", date(2025, 4, 21)),
    # The party's leader died; the president stood in for two weeks without the title.
    ("VNM", "general secretary", date(2024, 7, 19)),
    # The deputies stood in together, without one of them acting.
    ("world-trade-organization", "director-general", date(2020, 8, 31)),
    # Amano died; an acting head was named a week later.
    ("international-atomic-energy-agency", "director-general", date(2019, 7, 18)),
    # The next prime minister was appointed while the last one's government was in office: either was called so.
    ("CZE", "prime minister", date(2017, 12, 6)),
    ("CZE", "prime minister", date(2021, 11, 28)),
    # The next president had been elected, and took over four days later.
    ("IRQ", "president", date(2022, 10, 13)),
    # Barkindo died a month before his successor's term began.
    ("opec", "secretary-general", date(2022, 7, 5)),
}


@pytest.fixture(scope="module")
def tables() -> ReferenceTables:
    return ReferenceTables.shipped()


def terms(table) -> Iterator[tuple[tuple[str, str], list[tuple[date, date | None, str]]]]:
    """Each office of a table with its terms in order: first day, last day, person."""
    held = defaultdict(list)
    seat = table.schema.columns[0].name
    for row in table.rows({}):
        cells = table.row(row).cells
        last = date.fromisoformat(cells["valid_to"]) if cells.get("valid_to") else None
        ids = tuple(table.id_at(row, column) for column in (seat, "office", "person"))
        held[ids[:2]].append((date.fromisoformat(cells["valid_from"]), last, ids[2]))
    for office, found in held.items():
        yield office, sorted(found, key=lambda term: term[0])


@pytest.mark.parametrize("name", TABLES)
def test_an_office_has_one_holder_at_a_time(tables, name):
    for office, held in terms(tables.tables[name]):
        for (_, end, person), (start, _, successor) in pairwise(held):
            assert end is not None, (office, person, successor)
            assert end <= start, (office, person, successor)


@pytest.mark.parametrize("name", TABLES)
def test_a_term_ends_after_it_began(tables, name):
    for office, held in terms(tables.tables[name]):
        assert all(end is None or start < end for start, end, _ in held), office


@pytest.mark.parametrize("name", COMPLETE)
def test_a_complete_table_knows_each_office_over_all_its_time(tables, name):
    table = tables.tables[name]
    first, last = table.schema.coverage.first, table.schema.coverage.last
    for office, held in terms(table):
        assert held[0][0] <= first, office
        assert held[-1][1] is None or held[-1][1] >= last, office
        for (_, end, _), (start, _, successor) in pairwise(held):
            listed = (*office, end) in VACANT
            assert end is not None
            assert start - end <= SUCCESSION or start <= first or listed, (office, successor)


def test_every_vacancy_listed_is_one(tables):
    ends = {(*office, end) for name in TABLES for office, held in terms(tables.tables[name]) for _, end, _ in held}
    assert ends >= VACANT


def test_no_office_stands_in_two_tables(tables):
    seats = [office for name in TABLES for office, _ in terms(tables.tables[name])]
    assert len(seats) == len(set(seats))


def test_every_country_is_one_of_the_countries(tables):
    known = set(tables.tables["countries"].distinct("country"))
    for name in STATES:
        assert set(tables.tables[name].distinct("country")) <= known


@pytest.mark.parametrize("kind", ["person", "office", "organization"])
def test_everyone_and_everything_has_a_full_name(tables, kind):
    for name in TABLES:
        table = tables.tables[name]
        columns = [column.name for column in table.schema.columns]
        for id in table.distinct(kind) if kind in columns else ():
            entity = tables.entities.get(EntityRef(kind, id))
            assert entity is not None, id
            assert entity.aliases[0].kind == "name", id


def test_an_office_is_identified_by_its_own_name(tables):
    for name in TABLES:
        for office in tables.tables[name].distinct("office"):
            assert tables.entities.get(EntityRef("office", office)).name == office


@pytest.mark.parametrize(
    ("seat", "office", "day", "person"),
    [
        ("AZE", "president", "2003-10-30", "heydar-aliyev"),
        ("AZE", "president", "2025-04-23", "ilham-aliyev"),
        ("CHN", "president", "2013-03-13", "hu-jintao"),
        ("CHN", "president", "2013-03-15", "xi-jinping"),
        ("CHN", "prime minister", "2023-03-12", "li-qiang"),
        ("RUS", "president", "2008-05-08", "dmitry-medvedev"),
        ("RUS", "president", "2012-05-08", "vladimir-putin"),
        ("RUS", "prime minister", "2010-01-01", "vladimir-putin"),
        ("RUS", "foreign minister", "2025-05-08", "sergey-lavrov"),
        ("USA", "president", "2020-12-31", "donald-trump"),
        ("USA", "president", "2025-01-19", "joe-biden"),
        ("USA", "secretary of state", "2025-05-08", "marco-rubio"),
        ("GBR", "prime minister", "2022-10-01", "liz-truss"),
        ("DEU", "chancellor", "2025-05-05", "olaf-scholz"),
        ("DEU", "chancellor", "2025-05-07", "friedrich-merz"),
        ("FRA", "prime minister", "2024-10-01", "michel-barnier"),
        ("CAN", "prime minister", "2025-03-15", "mark-carney"),
        ("JPN", "prime minister", "2020-09-15", "shinzo-abe"),
        ("ARG", "president", "2023-12-11", "javier-milei"),
        ("ITA", "prime minister", "2008-05-01", "romano-prodi"),
        ("AUS", "prime minister", "2013-07-01", "kevin-rudd"),
        ("KOR", "president", "2025-06-05", "lee-jae-myung"),
        ("KOR", "acting president", "2025-01-15", "choi-sang-mok"),
        ("POL", "president", "2025-06-30", "andrzej-duda"),
        ("VAT", "pope", "2025-05-20", "leo-xiv"),
        ("united-nations", "secretary-general", "2016-12-31", "ban-ki-moon"),
        ("nato", "secretary-general", "2024-10-02", "mark-rutte"),
        ("european-council", "president", "2024-11-30", "charles-michel"),
        ("european-commission", "president", "2020-01-01", "ursula-von-der-leyen"),
        ("CHE", "president", "2025-05-20", "karin-keller-sutter"),
        ("SVK", "prime minister", "2019-01-01", "peter-pellegrini"),
        ("BGR", "prime minister", "2025-05-20", "rosen-zhelyazkov"),
        ("HRV", "president", "2018-07-15", "kolinda-grabar-kitarovic"),
        ("bank-of-russia", "governor", "2022-02-24", "elvira-nabiullina"),
        ("peoples-bank-of-china", "governor", "2020-01-01", "yi-gang"),
        ("african-union-commission", "chair", "2025-05-20", "mahmoud-ali-youssouf"),
        ("fifa", "president", "2018-07-15", "gianni-infantino"),
    ],
)
def test_days_that_everyone_knows(tables, seat, office, day, person):
    asked = date.fromisoformat(day)
    offices = {each: held for name in TABLES for each, held in terms(tables.tables[name])}
    held = offices[seat, office]
    assert [who for start, end, who in held if start <= asked and (end is None or asked < end)] == [person]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Xi Jinping", {"xi-jinping"}),
        ("Erdogan", {"recep-tayyip-erdogan"}),
        ("Zelenskyy", {"volodymyr-zelensky"}),
        ("Kassym-Jomart Tokayev", {"kassym-jomart-tokayev"}),
        ("Lula", {"luiz-inacio-lula-da-silva"}),
        ("Aliyev", {"ilham-aliyev", "heydar-aliyev"}),
        ("Clinton", {"bill-clinton", "hillary-clinton"}),
    ],
)
def test_persons_are_known_by_what_news_calls_them(tables, text, persons):
    [sentence] = read(Document(text)).sentences
    hit = tables.names.longest(sentence, 0)
    assert hit.last == len(sentence.words)
    assert {ref.id for ref in hit.refs if ref.kind == "person"} == persons
