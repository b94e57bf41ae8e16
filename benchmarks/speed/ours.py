"""Veritab: all claims of a text with every field of each, and the same cut off after an earlier stage."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter

from benchmarks.speed.stopwatch import Reader
from veritab_engine import Checker, Claim, Document, ReferenceTables
from veritab_engine.mention.find import find_mentions
from veritab_engine.read import read

PUBLIC_FIELDS = tuple(each.name for each in fields(Claim) if not each.name.startswith("_"))


def whole() -> Reader:
    """Extraction as callers have it; every field is asked for, so that nothing is left for later."""
    checker, every_field = Checker(ReferenceTables.load()), attrgetter(*PUBLIC_FIELDS)

    def extract(text: str) -> int:
        return len([every_field(claim) for claim in checker.extract(Document(text))])

    return extract


def until_read() -> Reader:
    """Sentences and tokens only; what it finds are sentences."""
    return lambda text: len(read(Document(text)).sentences)


def until_mention() -> Reader:
    """Sentences, and the numbers, dates and quantities in them; what it finds are these."""

    def mentions(text: str) -> int:
        prose = read(Document(text))
        found = [find_mentions(sentence, prose.as_of) for sentence in prose.sentences]
        return sum(len(each.quantities) + len(each.dates) + len(each.ordinals) for each in found)

    return mentions
