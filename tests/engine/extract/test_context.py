"""What the rest of the sentence or the text does to a claim."""

from datetime import date

import pytest

from veritab_engine.claim import Claim, Modality
from veritab_engine.document import Document
from veritab_engine.extract import extract
from veritab_engine.read import read


def only(text: str, kind: str) -> Claim:
    [claim] = [claim for claim in extract(read(Document(text, as_of=date(2025, 5, 8)))) if claim.kind == kind]
    return claim


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Trade reached $5 billion.", Modality.ASSERTED),
        ("Trade is expected to reach $5 billion.", Modality.HYPOTHETICAL),
        ("Trade could reach $5 billion.", Modality.HYPOTHETICAL),
        ("If trade reached $5 billion, they would celebrate.", Modality.HYPOTHETICAL),
        ("Trade never reached $5 billion.", Modality.NEGATED),
        ("Trade did not reach $5 billion.", Modality.NEGATED),
        ("Trade reached no more than $5 billion.", Modality.ASSERTED),
        ("Trade not only grew but reached $5 billion.", Modality.ASSERTED),
        ("Officials will meet again, and trade reached $5 billion.", Modality.ASSERTED),
        ("In May trade reached $5 billion.", Modality.ASSERTED),
        ("It may rain -- trade reached $5 billion.", Modality.ASSERTED),
        ("They'll see trade reach $5 billion.", Modality.HYPOTHETICAL),
        ("They would see trade of China and Russia reach $5 billion.", Modality.HYPOTHETICAL),
    ],
)
def test_modality(text, modality):
    assert only(text, "money").modality is modality


def test_a_number_in_a_quotation_is_the_speakers():
    assert only('He said, "Trade reached $5 billion."', "money").quoted
    assert not only('Trade reached $5 billion, he said, "at last".', "money").quoted


def test_a_bare_dollar_is_the_one_that_the_text_names():
    text = "The figures are in Canadian dollars. Trade reached $5 billion."
    assert only(text, "money").unit == "CAD"
