"""The figure that a change starts from, and the one that it ends at: "rose to 56,730 from 55,020".

It has no date of its own: it is of the row from which the change to the other figure is counted.
"""

from __future__ import annotations

from veritab_engine.link.clause import Clause
from veritab_engine.link.time import starts_a_change
from veritab_engine.value import Number

REACH = 6
"""Tokens between the two figures, for a unit, a date and a hedge."""


def end_of_change(clause: Clause) -> Clause | None:
    """The clause of the figure that a change from this undated one ends at; None where this one starts no change."""
    if not starts_a_change(clause):
        return None
    lower = clause.sentence.lower
    for other, tokens in clause.neighbours:
        if other.kind == "change" or not isinstance(other.value, Number):
            continue
        before, behind = lower[tokens.stop : clause.tokens.start], lower[clause.tokens.stop : tokens.start]
        alike = other.unit == clause.claim.unit or None in (other.unit, clause.claim.unit)
        near = (0 < len(before) <= REACH and "from" in before) or (0 < len(behind) <= REACH and behind[-1:] == ("to",))
        if alike and near and not starts_a_change(clause.scene.clause(other)):
            return clause.scene.clause(other)
    return None
