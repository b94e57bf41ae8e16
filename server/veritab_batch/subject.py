"""What a claim that no table covers would need a table of: the measure, its unit, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from veritab_batch.frequent import Key
from veritab_engine import Document, Finding, Reason, ReferenceTables, Verdict
from veritab_engine.claim import Claim
from veritab_engine.extract.noun import singular
from veritab_engine.extract.phrase import FINITE
from veritab_engine.lexicon import words
from veritab_engine.read import read

MENDED = frozenset(
    {Reason.NO_ENTITY, Reason.NO_MEASURE, Reason.OTHER_PERIOD, Reason.INCOMPLETE_TABLE, Reason.INCOMPARABLE_UNIT}
)
"""The reasons that a table, or more of one, would do away with."""
UNCOUNTED = frozenset({"date", "time"})
"""Kinds that say when another claim holds, and are no figure of a table themselves."""
MOST_WORDS = 4
"""A measure of more words is a sentence, and no column's name."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What no table has. `subjects` is the class of what is measured ("country"), where a name of it is known."""

    measure: str
    kind: str
    unit: str
    subjects: str
    subject: str
    """The subject in the words of the text."""

    @property
    def key(self) -> Key:
        """What two claims share that one table would cover."""
        return (self.measure, self.kind, self.unit)


def gap_of(finding: Finding, tables: ReferenceTables) -> Gap | None:
    """What a table would need for this claim; None where it has one, or the claim does not say what is measured."""
    claim = finding.claim
    if finding.verdict is not Verdict.NOT_COVERED or finding.reason not in MENDED or claim.kind in UNCOUNTED:
        return None
    measure = _measure(claim)
    if not measure:
        return None
    subject = claim.about.subject.text if claim.about.subject is not None else ""
    unit = "" if claim.kind == "count" else claim.unit or ""
    return Gap(measure, claim.kind, unit, _class_of(subject, tables), subject)


def _measure(claim: Claim) -> str:
    """The noun that is counted or measured, in the singular; empty where the text has a verb alone."""
    told = claim.noun or (claim.about.measure.text if claim.about.measure is not None else "")
    parts = [word for word in told.casefold().split() if word not in words("phrase/determiners")]
    if not parts or len(parts) > MOST_WORDS or not all(word[0].isalpha() for word in parts):
        return ""
    if len(parts) == 1 and (parts[0] in FINITE or parts[0] in words("phrase/saying") or parts[0].endswith("ed")):
        return ""
    return " ".join((*parts[:-1], singular(parts[-1])))


@lru_cache(maxsize=4096)
def _class_of(subject: str, tables: ReferenceTables) -> str:
    """The class of the names in the words that the tables know, the one that most columns are of; else empty."""
    found: set[str] = set()
    for sentence in read(Document(subject)).sentences:
        for first in range(len(sentence.words)):
            hit = tables.names.longest(sentence, first)
            if hit is not None:
                found.update(ref.kind for ref in hit.refs)
    return max(sorted(found), key=lambda kind: len(tables.columns_of(kind)), default="")
