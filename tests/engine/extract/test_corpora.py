"""Every claim kind on its corpus: what it must find, what it must leave alone, what is told but not asserted."""

import pytest

from tests.engine.corpus import Row, corpora, load, matches, notation
from veritab_engine.claim import Claim
from veritab_engine.extract import extract
from veritab_engine.read import read

ROWS = [row for path in corpora() for row in load(path)]


def found(row: Row) -> list[Claim]:
    return [claim for claim in extract(read(row.document)) if row.kind in ("any", claim.kind)]


@pytest.mark.parametrize("row", [row for row in ROWS if row.group != "reject"], ids=str)
def test_the_claim_is_found(row):
    claims = found(row)
    assert any(matches(row, claim) for claim in claims), [
        (claim.quote, notation(claim.value), claim.unit, claim.hedge, claim.noun, claim.modality) for claim in claims
    ]


@pytest.mark.parametrize("row", [row for row in ROWS if row.group == "reject"], ids=str)
def test_the_text_stays_silent(row):
    assert [(claim.quote, notation(claim.value)) for claim in found(row)] == []
