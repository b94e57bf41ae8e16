"""Names and phrases found in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reference.build import COUNTRIES, country_names, field, resource, sentence
from veritab_engine.errors import TableError
from veritab_engine.read.tokens import tokenise
from veritab_engine.reference import Alias, Entity, EntityRef, NameHit, PhraseRef, ReferenceTables, stem
from veritab_engine.token import words_of
from veritab_engine.value import Text


@pytest.fixture
def names(package):
    return ReferenceTables.load(package(country_names(), names=COUNTRIES)).names


def found(names, text):
    """Every name of a text with the ids it may mean, left to right, none inside another."""
    words, hits, first = sentence(text), [], 0
    while first < len(words.words):
        hit = names.longest(words, first)
        if hit:
            hits.append((text[words.starts[first] : words.ends[hit.last - 1]], [ref.id for ref in hit.refs]))
        first = hit.last if hit else first + 1
    return hits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left Russia for Turkey", [("Russia", ["RUS"]), ("Turkey", ["TUR"])]),
        ("They ate turkey and told us so", []),
        ("It was Us who won", []),
        ("The US and the U.S. agree", [("US", ["USA"]), ("U.S.", ["USA"])]),
        ("U.S.-Russia trade", [("U.S.", ["USA"]), ("Russia", ["RUS"])]),
        ("Russia's trade, Russia’s army", [("Russia", ["RUS"]), ("Russia", ["RUS"])]),
        ("the Russian Federation and a Russian", [("Russian Federation", ["RUS"]), ("Russian", ["RUS"])]),
        (
            "Cote d'Ivoire, Côte d’Ivoire, Turkiye",
            [("Cote d'Ivoire", ["CIV"]), ("Côte d’Ivoire", ["CIV"]), ("Turkiye", ["TUR"])],
        ),
        ("Tu\u0308rkiye decomposed", [("Tu\u0308rkiye", ["TUR"])]),
        ("RUSSIA AND TURKEY SIGN", [("RUSSIA", ["RUS"]), ("TURKEY", ["TUR"])]),
        (
            "russia and turkey told us to sign with the u.s.",
            [("russia", ["RUS"]), ("turkey", ["TUR"]), ("u.s.", ["USA"])],
        ),
        ("Congo is either", [("Congo", ["COD", "COG"])]),
        ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", ["COD"])]),
        ("UNESCO and Unesco", [("UNESCO", ["UNO"]), ("Unesco", ["UNO"])]),
    ],
)
def test_names_in_a_sentence(names, text, expected):
    assert found(names, text) == expected


@given(st.text())
def test_names_and_documents_are_cut_alike(text):
    assert list(words_of(text)) == tokenise(text, 0, len(text)).words


@pytest.mark.parametrize("text", ["Rus\u00adsia", "U.S.", "u.s.", "TÜRKIYE", "Turkey\u200b"])
def test_names_are_found_however_they_are_typeset(names, text):
    assert names.longest(sentence(text), 0) is not None


def test_a_hit_says_which_kind_of_name_it_is(names):
    assert names.longest(sentence("Moscow said"), 0) == NameHit(1, (EntityRef("country", "RUS"),), ("metonym",))


def test_a_name_at_the_end_is_not_read_past_it(names):
    assert names.longest(sentence("the Democratic Republic of"), 1) is None


def test_cells_hold_ids_or_any_name(package):
    trade = resource("trade", field("partner", role="entity", entity="country"), field("total", "number"))
    folder = package(
        country_names(), trade, names=COUNTRIES, trade="partner,total\nRUS,1\nRussian Federation,2\nTürkiye,3\n"
    )
    snapshot = ReferenceTables.load(folder)
    table = snapshot.tables["trade"]
    assert table.rows({"partner": "RUS"}) == (0, 1)
    assert table.text(1, "partner") == "Russia"
    assert table.cell(2, "partner") == Text("Turkey", "country:TUR")
    assert snapshot.name_of(EntityRef("country", "TUR")) == "Turkey"
    assert snapshot.columns_of("country") == (PhraseRef("trade", "partner"),)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("Rusia", r'trade.csv, row 3, column "partner": "Rusia" is no known country'),
        ("Congo", "COD, COG. Write the id"),
    ],
)
def test_a_cell_that_names_nobody_or_several_is_an_error(package, cell, message):
    trade = resource("trade", field("partner", role="entity", entity="country"), field("total", "number"))
    folder = package(country_names(), trade, names=COUNTRIES, trade=f"partner,total\nRUS,1\n{cell},2\n")
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(folder)


def test_aliases_in_another_package_are_known_too(package, tmp_path):
    package(country_names(), folder="names", names=COUNTRIES)
    trade = resource("trade", field("partner", role="entity", entity="country"), field("total", "number"))
    package(trade, folder="trade", trade="partner,total\nRussia,1\n")
    assert ReferenceTables.load(tmp_path).tables["trade"].id_at(0, "partner") == "RUS"


def test_without_aliases_cells_are_ids_and_names_at_once(bare, tmp_path):
    bare("team,points\nBoston Celtics,113\nLos Angeles Lakers,107\n", "games.csv")
    snapshot = ReferenceTables.load(tmp_path / "games.csv")
    hit = snapshot.names.longest(sentence("The Boston Celtics won"), 1)
    team = EntityRef("games.team", "Boston Celtics")
    assert hit == NameHit(3, (team,), ("name",))
    assert snapshot.entity("games.team", "Boston Celtics") == Entity(team, "Boston Celtics", (Alias("Boston Celtics"),))
    assert snapshot.entity("games.team", "Boston Celtic") is None


def test_a_descriptor_may_add_names(package):
    team = field("team", role="entity", entity="team", aliases={"BOS": ["Celtics", "Boston"]})
    snapshot = ReferenceTables.load(package(resource("t", team, field("pts", "integer")), t="team,pts\nBOS,113\n"))
    assert found(snapshot.names, "Celtics win") == [("Celtics", ["BOS"])]


def test_codes_and_words_of_grammar_are_no_names(package):
    fields = field("iso2"), field("answer"), field("n", "integer")
    snapshot = ReferenceTables.load(package(resource("t", *fields), t="iso2,answer,n\nIN,no,1\nUS,yes please,2\n"))
    assert found(snapshot.names, "IN the US, no, yes please") == [("yes please", ["yes please"])]


def test_phrases_meet_sentences_as_stems(package):
    visits = resource(
        "visits", field("country", role="entity", phrases=["destination"]), field("n", "integer"), kind="event"
    )
    visits["fact:phrases"] = ["state visit", "visit"]
    phrases = ReferenceTables.load(package(visits, visits="country,n\nRUS,1\n")).phrases
    stems = [stem(word) for word in ["He", "visited", "his", "State", "visits", "destinations"]]
    assert [hit.refs for hit in phrases.at(stems, 1)] == [(PhraseRef("visits", None),)]
    assert [hit.last for hit in phrases.at(stems, 3)] == [5]
    assert phrases.at(stems, 5)[0].refs == (PhraseRef("visits", "country"),)
    assert phrases.at(stems, 0) == ()


def test_headers_are_phrases_where_nobody_wrote_any(bare, tmp_path):
    bare("company,net_income,to\nAcme,5,6\nZenith,7,8\n", "results.csv")
    phrases = ReferenceTables.load(tmp_path / "results.csv").phrases
    assert phrases.at([stem("net"), stem("income")], 0)[0].refs == (PhraseRef("results", "net_income"),)
    assert phrases.at([stem("to")], 0) == ()
