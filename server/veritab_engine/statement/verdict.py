"""One verdict on a statement, or silence: parses are weighed blind to whether they hold, and have to agree."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.statement.compose import Clause, Parse, parses
from veritab_engine.statement.form import All
from veritab_engine.statement.link import Label, Other, Said, Value, read_statement
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import AKIN, ROWS

ANCHORED = 1.0
MARGIN = 0.3
DEAREST = 0.95


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
    found = sorted([*parses(Clause(said, sheet)), *_split(said, sheet)], key=lambda parse: parse.cost)
    if not found:
        return Judged(None, 0.0, said, None, "no parse")
    best = found[0]
    if best.cost > DEAREST:
        return Judged(None, 0.0, said, best, f"{'unread' if best.unread > best.cost / 2 else 'binding'} cost {best.cost:.2f}")
    if evidence(said) < ANCHORED:
        return Judged(None, 0.0, said, best, "not tied")
    rivals = [parse for parse in found if parse.cost <= best.cost + MARGIN]
    truths = {parse.form.truth(sheet).holds for parse in rivals}
    if len(truths) > 1:
        return Judged(None, 0.0, said, best, "rivals disagree")
    [holds] = truths
    if holds is None:
        return Judged(None, 0.0, said, best, "no anchor")
    return Judged(holds, 1 - best.cost, said, best)


_PARTING = frozenset({"while", "whereas", "and", "but"})


def _split(said: Said, sheet: Sheet) -> list[Parse]:
    """Two statements in one: each side of a conjunction has its own parse, and both have to hold."""
    found: list[Parse] = []
    for index, sense in enumerate(said.senses):
        if not isinstance(sense, Other) or said.words[sense.start].lemma not in _PARTING:
            continue
        sides = said.senses[:index], said.senses[index + 1 :]
        if not all(any(isinstance(each, Value) for each in side) for side in sides):
            continue
        halves = [parses(Clause(Said(said.words, side, said.text), sheet)) for side in sides]
        if all(halves) and not any(halves[0][0].form is half[0].form for half in halves[1:]):
            cost = halves[0][0].cost + halves[1][0].cost + 0.15
            near = [[p for p in half if p.cost <= half[0].cost + MARGIN] for half in halves]
            if all(len({p.form.truth(sheet).holds for p in half}) == 1 for half in near):
                form = All((halves[0][0].form, halves[1][0].form))
                found.append(Parse("both", form, cost, halves[0][0].binding, sum(half[0].unread for half in halves)))
    return found


def evidence(said: Said) -> float:
    """How much ties a statement to this table: values that its cells hold whole, and headings, less words unknown to it."""
    found = 0.0
    for sense in said.senses:
        if isinstance(sense, Value) and sense.whole:
            plain = sense.number is not None and (sense.day is None or sense.day.told < 2)
            found += 1.0 if not plain else 0.7 if sense.number is not None and abs(sense.number) >= 100 else 0.2
        elif isinstance(sense, Value) and sense.part:
            found += 0.5
        elif isinstance(sense, Label):
            known = all(word.lemma in AKIN or word.lemma in ROWS for word in said.words[sense.start : sense.end])
            found += (0.5 if known else 1.0) if sense.whole else 0.25
        elif isinstance(sense, Other) and sense.cost >= 0.5:
            found -= 0.5
    return found


def describe(parse: Parse, sheet: Sheet) -> str:
    """A parse in one line, for those who look for errors."""
    def shown(each: object) -> str:
        if isinstance(each, tuple):
            return "(" + " & ".join(map(shown, each)) + ")"
        if hasattr(each, "said"):
            return f"{sheet.columns[each.column].text} {each.relation} {each.said!r} #{len(each.rows)}{'' if each.known else '!'}"
        return str(each)

    form = parse.form
    return f"{parse.family} " + " ".join(f"{name}={shown(getattr(form, name))}" for name in form.__dataclass_fields__) + f" -> {form.truth(sheet)}"
