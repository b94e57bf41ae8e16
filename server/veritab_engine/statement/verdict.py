"""One verdict on a statement, or silence: parses are weighed blind to whether they hold, and have to agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veritab_engine.statement.bind import Binding, Claimed, bindings
from veritab_engine.statement.form import Exists, Form
from veritab_engine.statement.link import Cue, Label, Other, Said, Value, read_statement
from veritab_engine.statement.sheet import Sheet

MARGIN = 0.3
DEAREST = 0.9


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to understand a statement: its form and what it cost to read it so."""

    form: Form
    cost: float
    binding: Binding | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a statement: True, False or None, how surely, and the parse it was judged by."""

    holds: bool | None
    confidence: float
    said: Said
    parse: Parse | None
    why: str = ""


def judge(text: str, sheet: Sheet) -> Judged:
    """The verdict on a statement."""
    said = read_statement(text, sheet)
    left = sum(sense.cost for sense in said.senses if isinstance(sense, Other))
    cues = [sense for sense in said.senses if isinstance(sense, Cue) and sense.kind != "relation"]
    if cues:
        return Judged(None, 0.0, said, None, "cue " + cues[0].name)
    parses = list(_exists(said, sheet))
    if not parses:
        return Judged(None, 0.0, said, None, "no parse")
    best = parses[0]
    total = left + best.cost
    if total > DEAREST:
        return Judged(None, 0.0, said, best, f"cost {left:.2f}+{best.cost:.2f}")
    rivals = [parse for parse in parses if parse.cost <= best.cost + MARGIN]
    truths = {parse.form.truth(sheet).holds for parse in rivals}
    if len(truths) > 1:
        return Judged(None, 0.0, said, best, "rivals disagree")
    holds = truths.pop()
    if holds is False and not best.form.wrong(sheet):
        return Judged(None, 0.0, said, best, "no anchor")
    return Judged(holds, 1 - total, said, best)


def _exists(said: Said, sheet: Sheet) -> list[Parse]:
    claimed = claims_of(said)
    labels = [sense for sense in said.senses if isinstance(sense, Label)]
    if claimed is None or len(claimed) < 2:
        return []
    return [Parse(Exists(each.conditions), each.cost, each) for each in bindings(claimed, labels, said, sheet)]


def claims_of(said: Said) -> list[Claimed] | None:
    """The values of a statement with the relations before them; None where a relation stands before none."""
    found: list[Claimed] = []
    relation = ""
    for sense in said.senses:
        if isinstance(sense, Cue) and sense.kind == "relation":
            if relation:
                return None
            relation = sense.name
        elif isinstance(sense, Value):
            found.append(Claimed(sense, relation or "="))
            relation = ""
    return None if relation else found
