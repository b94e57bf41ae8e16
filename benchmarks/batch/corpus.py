"""The corpus: articles of 300 to 600 words with figures of the tables that ship, some of them wrong.

An article depends on its number alone, so that a corpus of any size begins with the same articles.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import polars as pl

from veritab_batch.part import batched

TABLES = Path(__file__).parents[2] / "reference_data"
WRONG = 0.06
"""The share of figures that are told wrong."""
FIRST_DAY = date(2024, 6, 1)
DAYS = 365
AT_ONCE = 2000
"""Articles that are held in memory at once."""
NAMES = (
    "Anya Petrenko",
    "Henrik Aalto",
    "Lucia Marchetti",
    "Tomas Brandt",
    "Mei Castillo",
    "Ruth Adeyemi",
    "Ivo Keller",
)
TRADES = (
    "a customs broker",
    "a freight analyst",
    "a retired teacher",
    "a grain trader",
    "an economist",
    "a crane driver",
)
PORTS = ("Halvik", "Tornes", "Brenholt", "Aldervik", "Hovedal", "Marsund", "Kestrel Bay", "Orrin", "Dunmore", "Velden")
MOODS = ("cautious", "hopeful", "weary", "impatient", "calm", "divided", "curious", "stubborn")
PLACES = (
    "the market hall",
    "the old harbour",
    "a tram depot",
    "the town library",
    "the freight yard",
    "the border post",
)
FILLER = (
    "People who gathered at {place} on {day} were {mood}, and few of them wanted to talk about the yearly tables.",
    '"Nobody here reads the statistics," said {name}, {trade}. "You see it in the queue, and the drivers show it."',
    "Officials did not answer questions about what comes next, and the ministry pointed to an earlier statement.",
    "In the cafes around {place} the talk was of the weather, of the price of bread and of cousins who had moved away.",
    "The debate has turned {mood} since spring, as it does whenever a budget is near and an election not far off.",
    '"A plateau is not a cliff," said {name}, {trade}, who has watched it for years. "But it is no road either."',
    "Shopkeepers say that customers ask for smaller bags and stay longer, which they take for a sign of better days.",
    "Much of what is told about the region is told by those who left it, and it shows in the tone of the older songs.",
    "Along the embankment, engines were running before dawn while clerks in thick coats walked from window to window.",
    "A new bridge was promised by every government in living memory, and most people here have stopped waiting.",
    '"We plan for the season, not for headlines," said {name}, {trade}. "The headlines change, the season does not."',
    "The mood at {place} was {mood}, though an old quarrel still divides those who load from those who carry.",
    "Observers expect little drama in the coming months, and the larger companies have kept their plans to themselves.",
    "For the families who live near {place}, the question is simpler: whether the school stays open and the bus runs.",
)


@cache
def _rows(package: str, table: str) -> list[dict[str, str]]:
    with (TABLES / package / f"{table}.csv").open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@cache
def _names(table: str) -> dict[str, str]:
    """The first name of each country or city: its canonical one."""
    return {row["id"]: row["alias"] for row in reversed(_rows("countries", table))}


def _country(id: str) -> str:
    return _names("country-aliases")[id]


@cache
def _countries() -> list[str]:
    return [_country(row["country"]) for row in _rows("countries", "countries")]


def article(number: int) -> dict[str, object]:
    """One article: its id, its text, and the day that it speaks on."""
    draw = random.Random(f"article {number}")
    day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    facts = [_fact(draw, day) for _ in range(draw.randint(4, 9))]
    target, said = draw.randint(300, 600), sum(len(fact.split()) for fact in facts)
    filler: list[str] = []
    while said < target:
        filler.append(_fill(draw))
        said += len(filler[-1].split())
    sentences = facts + filler
    draw.shuffle(sentences)
    paragraphs = (" ".join(each) for each in batched(sentences, 3))
    head = f"{draw.choice(PORTS).upper()}, {day:%B} {day.day}, {day.year} (Northern Wire) -- "
    return {"id": f"article-{number:07}", "text": head + "\n\n".join(paragraphs), "as_of": day}


def write_corpus(path: Path, count: int) -> None:
    """Write so many articles to a Parquet file; memory does not grow with their number."""
    schema = pl.Schema({"id": pl.String(), "text": pl.String(), "as_of": pl.Date()})
    chunks = path.with_suffix("")
    chunks.mkdir(parents=True, exist_ok=True)
    for number, own in enumerate(batched(range(count), AT_ONCE)):
        pl.DataFrame(list(map(article, own)), schema=schema).write_parquet(chunks / f"{number:05}.parquet")
    pl.scan_parquet(chunks / "*.parquet").sink_parquet(path, row_group_size=20_000)
    for chunk in chunks.iterdir():
        chunk.unlink()
    chunks.rmdir()


def _fill(draw: random.Random) -> str:
    told = {"name": NAMES, "trade": TRADES, "mood": MOODS, "place": PLACES, "day": ("Monday", "Tuesday", "Thursday")}
    return draw.choice(FILLER).format_map({name: draw.choice(choices) for name, choices in told.items()})


def _fact(draw: random.Random, day: date) -> str:
    """A sentence with a figure of a table, or with one that no table has."""
    return draw.choice((_population, _area, _capital, _joined, _trade, _independence, _port, _jobs, _visitors))(
        draw, day
    )


def _is_wrong(draw: random.Random) -> bool:
    return draw.random() < WRONG


def _population(draw: random.Random, day: date) -> str:
    row = draw.choice([row for row in _rows("countries", "populations") if float(row["population"]) > 1])
    people = float(row["population"]) * (draw.choice((0.7, 1.4, 2.1)) if _is_wrong(draw) else 1)
    return f"In {row['year']}, {_country(row['country'])} had a population of {people:.1f} million."


def _area(draw: random.Random, day: date) -> str:
    row = draw.choice(_rows("countries", "areas"))
    area = float(row["total"]) * (draw.choice((0.6, 1.7)) if _is_wrong(draw) else 1)
    return f"{_country(row['country'])} has an area of {area:,.0f} square kilometres."


def _capital(draw: random.Random, day: date) -> str:
    rows = _rows("countries", "capitals")
    row, other = draw.choice(rows), draw.choice(rows)
    city = (other if _is_wrong(draw) else row)["capital"]
    return f"The capital of {_country(row['country'])} is {_names('city-aliases')[city]}."


def _joined(draw: random.Random, day: date) -> str:
    row = draw.choice(_rows("memberships", "memberships"))
    year = int(row["joined"][:4]) + (draw.choice((-2, 1, 3)) if _is_wrong(draw) else 0)
    return f"{_country(row['country'])} joined the {row['organization'].replace('-', ' ').title()} in {year}."


def _trade(draw: random.Random, day: date) -> str:
    row = draw.choice([row for row in _rows("trade", "bilateral-trade") if row["reporter"] == "CHN" and row["total"]])
    total = float(row["total"]) * (draw.choice((0.9, 1.2)) if _is_wrong(draw) else 1)
    return (
        f"Trade between {_country(row['reporter'])} and {_country(row['partner'])} amounted to ${total:.1f} billion "
        f"in {row['year']}."
    )


def _independence(draw: random.Random, day: date) -> str:
    row = draw.choice(_rows("events", "independence"))
    told = date.fromisoformat(row["date"])
    year = told.year + (draw.choice((-1, 1, 10)) if _is_wrong(draw) else 0)
    return f"{_country(row['country'])} became independent on {told:%B} {told.day}, {year}."


def _port(draw: random.Random, day: date) -> str:
    """A figure of no table, of which most articles tell the same and some another."""
    port, year = draw.choice(PORTS), draw.choice((2021, 2022, 2023))
    count = random.Random(f"{port} {year}").randint(120, 980) * 1000
    return f"The port of {port} handled {count + (50_000 if _is_wrong(draw) else 0):,} containers in {year}."


def _jobs(draw: random.Random, day: date) -> str:
    country = draw.choice(_countries())
    return f"Unemployment in {country} stood at {draw.uniform(2, 12):.1f} percent in {day.year - 1}."


def _visitors(draw: random.Random, day: date) -> str:
    country = draw.choice(_countries())
    return f"In {day.year - 1}, {country} welcomed {draw.uniform(0.2, 30):.1f} million tourists."
