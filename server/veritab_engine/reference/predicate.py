"""Predicates: words that say something of a row without a number, and the condition under which they are true of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from veritab_engine.reference.expression import Expression, parse

SUBJECT = "subject"
MEASURE = "measure"
"""In a condition, the column that the words of the sentence tell."""
TOLD = "told"
"""In a condition, how many others of the subject's group the text has named before."""
NEVER = "1 = 0"
"""The condition of words that no table bears out."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """What some phrases say of a row. `holds` is an expression, true where they are right.

    `subject` is the column that names whom the row is about; `opposite` the words that are true where these are not;
    `measure` the column that `measure` in the condition means where the sentence tells no other; `group` the columns
    that the subject shares with the others of its group; `presupposed` is true where even "will look to bounce back"
    says it; `necessary` where the condition has to hold and does not make the words true: "have won four of five".
    `unfounded` where they tell of rows that no table has, in texts that are made of the tables alone.
    """

    phrases: tuple[str, ...]
    holds: str
    subject: str
    opposite: str = ""
    measure: str = ""
    group: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    presupposed: bool = False
    necessary: bool = False
    unfounded: bool = False

    @property
    def condition(self) -> Expression:
        """The condition, parsed."""
        return _parsed(self.holds)


@lru_cache(maxsize=1 << 10)
def _parsed(text: str) -> Expression:
    return parse(text)
