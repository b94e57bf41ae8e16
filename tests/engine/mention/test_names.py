"""Names in sentences, row by row of tests/corpora/names, and what no slip of the pen may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.corpus import CORPORA
from veritab_engine import Document, ReferenceTables, Span
from veritab_engine.mention.names import names_of
from veritab_engine.read import read
from veritab_engine.reference.index import fold
from veritab_engine.token import words_of

TABLES = ReferenceTables.shipped()
WORDS = sorted({word for entity in TABLES.entities for alias in entity.aliases for word in words_of(alias.text)})


def rows(section: str) -> Iterator[Any]:
    for path in sorted((CORPORA / "names").glob("*.yaml")):
        corpus = yaml.safe_load(path.read_text("utf-8"))
        for row in corpus.get(section, ()):
            yield pytest.param(corpus, row, id=f"{path.stem}: {row['text']}")


def named(tables: ReferenceTables, text: str) -> list[str]:
    """Whom the part of a text in brackets names; "none" for nobody."""
    start, end = text.index("["), text.index("]") - 1
    prose = read(Document(text.replace("[", "").replace("]", "")))
    found = [
        [str(ref) for ref in name.refs]
        for each in names_of(prose.sentences, tables)
        for name in each.names
        if each.sentence.span_of(name.first, name.last).overlaps(Span(start, end))
    ]
    return sorted(ref for refs in found for ref in refs) or ["none"]


def expected(row: Mapping[str, Any]) -> list[str]:
    return sorted(row["is"]) if isinstance(row["is"], list) else [row["is"]]


@pytest.mark.parametrize(("corpus", "row"), list(rows("rows")))
def test_a_name_means_whom_it_means(corpus: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    assert named(TABLES, row["text"]) == expected(row)


@pytest.mark.parametrize(("corpus", "row"), list(rows("of_tables")))
def test_so_it_does_in_tables_of_ones_own(corpus: Mapping[str, Any], row: Mapping[str, Any], tmp_path: Path) -> None:
    for name, text in corpus["tables"].items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    if "descriptor" in corpus:
        (tmp_path / "datapackage.yaml").write_text(yaml.safe_dump(corpus["descriptor"]), encoding="utf-8")
    assert named(ReferenceTables.load(tmp_path), row["text"]) == expected(row)


def test_no_word_of_a_known_name_is_taken_for_a_slip_of_another() -> None:
    assert [word for word in WORDS if TABLES.spellings.meant(word) is not None] == []


@given(st.sampled_from([word for word in WORDS if len(word) > 3]), st.data())
def test_one_slip_makes_no_other_name_of_a_name(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    for slip in slips:
        assert TABLES.spellings.meant(slip) in (None, fold(word))


PIECES = st.sampled_from(
    [*WORDS, "Angela", "Mr", ".", ",", "(", ")", "-", "J", "the", "The", "in", "to", "and", "Jr", "Aliev", "Rusia"]
)


@given(st.lists(PIECES, max_size=30), st.lists(PIECES, max_size=30))
def test_names_stand_in_order_and_share_no_word(first: list[str], second: list[str]) -> None:
    prose = read(Document(f"{' '.join(first)}.\n\n{' '.join(second)}."))
    for each in names_of(prose.sentences, TABLES):
        ends = [0, *(name.last for name in each.names)]
        assert all(end <= name.first < name.last for end, name in zip(ends, each.names, strict=False))
        assert all(name.refs or name.place_of for name in each.names)
