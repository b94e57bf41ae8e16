"""What a claim is about: subject, measure, time, place and speaker, from its clause and from what went before."""

import pytest
import yaml

from tests.engine.corpus import CORPORA, TODAY, unmark
from veritab_engine.document import Document
from veritab_engine.extract import extract
from veritab_engine.read import read

PARTS = ("subject", "measure", "time", "place", "speaker")
ROWS = yaml.safe_load((CORPORA / "about.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_what_a_claim_is_about(row):
    text, span = unmark(row["text"])
    [claim] = [claim for claim in extract(read(Document(text, as_of=TODAY))) if claim.span == span]
    told = {part: phrase.text for part in PARTS if (phrase := getattr(claim.about, part)) is not None}
    assert told == {part: row[part] for part in PARTS if part in row}
    assert claim.quoted == row.get("quoted", False)


def test_every_part_points_into_the_text():
    text, _ = unmark("\n\n".join(row["text"] for row in ROWS).replace("[", "").replace("]", ""))
    for claim in extract(read(Document(text, as_of=TODAY))):
        for phrase in filter(None, (getattr(claim.about, part) for part in PARTS)):
            assert text[phrase.span.start : phrase.span.end] == phrase.text
