"""Notes on a verdict, for whoever asks how it came about: why there is none, or none that is firmer."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.finding import Reason
from veritab_engine.link import Scene
from veritab_engine.link.reading import Reading
from veritab_engine.link.scope import unmatched
from veritab_engine.verify import Judgement
from veritab_engine.verify.doubt import why_open

MOST_NAMED = 5
"""So many entities or columns are told of one word at most."""


def notes_on(judgement: Judgement, scene: Scene) -> tuple[str, ...]:
    """One sentence each; none where the verdict is plain."""
    return tuple(_notes(judgement, scene))


def _notes(judgement: Judgement, scene: Scene) -> Iterator[str]:
    opened = why_open(judgement, scene)
    if opened:
        yield opened
    if judgement.reason is not None:
        yield _why_silent(judgement.reason, judgement, scene)
        yield from (
            f"The scope asks for {name}={scene.scope[name]}, which no row has: no table with this column was asked."
            for name in unmatched(scene)
        )


def _why_silent(reason: Reason, judgement: Judgement, scene: Scene) -> str:
    claim = judgement.claim
    told = [reading for reading in judgement.refused if reading.blocked is reason]
    match reason:
        case Reason.HYPOTHETICAL:
            return f"The sentence does not state it: it is {claim.modality.value}."
        case Reason.NO_MEASURE:
            if claim.kind == "date":
                return "A date is borne out by a figure that is right at that time; none of this sentence is."
            if scene.clause(claim).phrases:
                return "A table knows words of the sentence, but no operation on it gives a value of this kind."
            return "No table knows any word of the sentence as a measure or an event."
        case Reason.NO_ENTITY:
            return f"{_tables(told)} has the measure, but no row for whom the sentence names, or it names nobody."
        case Reason.OTHER_PERIOD:
            return f"{_tables(told)} has no row for the time that the sentence speaks of."
        case Reason.INCOMPLETE_TABLE:
            table = judgement.considered[0].reading.table if judgement.considered else _tables(told)
            return f"The rows disagree, but {table} is not known to be complete, so that a row may be missing."
        case Reason.UNEXPLAINED_RESTRICTOR:
            left = dict.fromkeys(word for reading in told for word in reading.unexplained)
            words = ", ".join(f'"{word}"' for word in left)
            return f"The words {words} may pick other rows, and no column of {_tables(told)} explains them."
        case Reason.INCOMPARABLE_UNIT:
            units = _units(told, scene)
            return f"It is told in {claim.unit or 'no unit'}, which does not compare with the unit of {units}."
        case Reason.TOO_BROAD:
            return "More rows, or more names, would have to be read than is done for one claim."


def _tables(readings: list[Reading]) -> str:
    return ", ".join(dict.fromkeys(reading.table for reading in readings)) or "No table that was asked"


def _units(readings: list[Reading], scene: Scene) -> str:
    """The columns of readings with their units: "revenue in ferry-revenue (USD)"."""
    found: dict[str, None] = {}
    for reading in readings:
        column = scene.tables.tables[reading.table].column(reading.column) if reading.column else None
        unit = f" ({column.unit})" if column is not None and column.unit else ""
        found[f"{reading.column} in {reading.table}{unit}" if column is not None else reading.table] = None
    return ", ".join(found) or "any table that was asked"


def mentions_of(judgement: Judgement, scene: Scene) -> tuple[str, ...]:
    """What the tables know of the words of the claim's sentence: "China: country:CHN", "trade: total in trade"."""
    clause = scene.clause(judgement.claim)
    words = clause.sentence.words
    found: dict[str, None] = {}
    for name in clause.names:
        refs = [str(ref) for ref in (*name.refs, *name.place_of)]
        found[f"{' '.join(words[i] for i in name.tokens)}: {_few(refs)}"] = None
    for phrase in clause.phrases:
        columns = [f"{ref.column} in {ref.table}" if ref.column else f"rows of {ref.table}" for ref in phrase.refs]
        found[f"{' '.join(words[phrase.first : phrase.last])}: {_few(columns)}"] = None
    return tuple(found)


def _few(told: list[str]) -> str:
    several = list(dict.fromkeys(told))
    more = f" and {len(several) - MOST_NAMED} more" if len(several) > MOST_NAMED else ""
    return ", ".join(several[:MOST_NAMED]) + more
