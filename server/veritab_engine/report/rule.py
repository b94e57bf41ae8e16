"""A rule: one kind of finding, with the sentence that a person reads.

A template stands alone when filled: {quote} is the claim's own words, {expected} what the table has, {table} its name,
{what} the operation in words, {figures} what a predicate was decided by, {found}, {revised} and {factor} the
particulars of the diagnosis, {words} those that are left unexplained, {other} the words that a claim contradicts,
{document} the text that has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.finding import Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding."""

    code: str
    title: str
    verdict: Verdict
    template: str
    why: str
