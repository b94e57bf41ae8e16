"""The linker: asks each operation how it could read a claim, then counts what every reading leaves unexplained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from veritab_engine.claim import Claim
from veritab_engine.finding import Reason
from veritab_engine.link.anchored import anchored_changes, anchored_comparisons, anchored_ratios
from veritab_engine.link.attribute import name_readings
from veritab_engine.link.beside import comparison_readings, difference_readings, ratio_readings
from veritab_engine.link.body_age import body_age_readings
from veritab_engine.link.broad import too_broad
from veritab_engine.link.carried_event import followed_readings, pronoun_readings
from veritab_engine.link.clause import LEVELS, Clause
from veritab_engine.link.collide import in_doubt
from veritab_engine.link.dated import date_readings, founding_readings, gapped_readings
from veritab_engine.link.dated_cell import dated_cell_readings
from veritab_engine.link.echoed import echoed_readings
from veritab_engine.link.elapsed import elapsed_readings
from veritab_engine.link.event import count_readings, ordinal_readings
from veritab_engine.link.extreme import extreme_readings
from veritab_engine.link.grounds import grounded
from veritab_engine.link.holder import holder_readings
from veritab_engine.link.incumbent import incumbent_readings
from veritab_engine.link.later import later_day_readings, later_party_readings
from veritab_engine.link.line import line_readings
from veritab_engine.link.measure import change_readings, value_readings
from veritab_engine.link.membership import membership_readings
from veritab_engine.link.over_time import change_over_readings, held_cue, stretch_readings
from veritab_engine.link.peak import peak_readings
from veritab_engine.link.predicate import number_readings, party_readings, predicate_readings
from veritab_engine.link.reading import Operation, Reading, Source
from veritab_engine.link.scene import Scene
from veritab_engine.link.series import rank_readings, streak_readings
from veritab_engine.link.standing import standing_readings
from veritab_engine.link.succession import succession_readings
from veritab_engine.link.term import term_readings
from veritab_engine.link.together import together_readings
from veritab_engine.link.told_name import told_name_readings
from veritab_engine.link.weekday import weekday_readings
from veritab_engine.value import AtLeast, AtMost, Point

MOST_COMPARED = 8
"""Equals of one table stand in the order of their first rows."""

Linker = Callable[[Clause], Iterator[Reading]]

LINKERS: dict[str, tuple[Linker, ...]] = {
    "money": (value_readings, stretch_readings, together_readings),
    "percent": (value_readings, stretch_readings, together_readings),
    "measure": (value_readings, stretch_readings, together_readings),
    "count": (value_readings, count_readings, stretch_readings, together_readings),
    "age": (value_readings, body_age_readings),
    "duration": (value_readings,),
    "ratio": (ratio_readings, value_readings, anchored_ratios),
    "change": (change_readings, change_over_readings, difference_readings, anchored_changes),
    "ordinal": (ordinal_readings,),
    "anniversary": (elapsed_readings, body_age_readings),
    "elapsed": (elapsed_readings,),
    "streak": (streak_readings,),
    "rank": (rank_readings, peak_readings, extreme_readings, standing_readings),
    "extreme": (extreme_readings,),
    "role": (holder_readings, told_name_readings),
    "holder": (incumbent_readings,),
    "succession": (succession_readings,),
    "membership": (membership_readings,),
    "date": (
        followed_readings,
        pronoun_readings,
        date_readings,
        gapped_readings,
        term_readings,
        weekday_readings,
        later_day_readings,
    ),
    "predicate": (predicate_readings,),
    "party": (party_readings, later_party_readings),
    "comparison": (comparison_readings, anchored_comparisons),
    "name": (told_name_readings,),
    "attribute": (pronoun_readings, founding_readings, gapped_readings, dated_cell_readings, name_readings),
}
"""How each kind of claim can be read; a kind that is not here is never covered."""
ON_LINES = frozenset({"change", "count", "duration", "measure", "percent", "rank", "score"})
"""Kinds of figures that are looked for in the rows that the document is about, before all other rows."""

WORDS = frozenset({"party", "predicate"})
"""Kinds of claims without a number."""


def link(claim: Claim, scene: Scene) -> tuple[Reading, ...]:
    """All readings of a claim, best first, ranked blind to the claimed value; none where there would be too many."""
    clause = scene.clause(claim)
    if clause.is_too_broad or _is_fraction(claim):
        return ()
    linkers = (stretch_readings,) if held_cue(clause) else LINKERS.get(claim.kind, ())
    readings = [reading for linker in linkers for reading in linker(clause)]
    if claim.kind in ON_LINES and scene.excerpts:
        own = {name for excerpt in scene.excerpts for name in scene.tables.tables_with(excerpt.key)}
        kept = [each for each in readings if each.table not in own or each.operation is Operation.SUM]
        readings = [*kept, *line_readings(clause)]
    if claim.kind not in WORDS and (told := list(number_readings(clause))):
        readings = told
    if claim.kind in LEVELS and not any(_is_dated(each) for each in readings):
        readings = list(echoed_readings(clause)) or readings
    if claim.kind in LINKERS and all(reading.blocked is not None for reading in readings):
        readings += [too_broad(ref) for phrase in clause.broad for ref in phrase.refs]
    return tuple(sorted((in_doubt(grounded(vetoed(reading), clause), clause) for reading in readings), key=_rank))


def _is_fraction(claim: Claim) -> bool:
    """True for "over a third" of what is not told beside it: no row counts less than one of anything."""
    match claim.value:
        case Point(number) | AtLeast(number) | AtMost(number):
            return claim.kind == "count" and claim.unit is None and 0 < number < 1
        case _:
            return False


def _is_dated(reading: Reading) -> bool:
    """True for a reading that may speak, of a time that the sentence tells."""
    return reading.blocked is None and not reading.unexplained and reading.asked.source is Source.SENTENCE


def vetoed(reading: Reading) -> Reading:
    """A reading that leaves restricting words unexplained cannot speak."""
    if reading.unexplained and reading.blocked is None:
        return replace(reading, blocked=Reason.UNEXPLAINED_RESTRICTOR)
    return reading


def _rank(reading: Reading) -> tuple[bool, float, str, tuple[int, ...]]:
    return (reading.blocked is not None, -reading.score, reading.table, tuple(reading.rows[:MOST_COMPARED]))
