"""One verdict on a statement, or silence: parses are weighed blind to whether they hold, and have to agree."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.statement.compose import Clause, Parse, parses
from veritab_engine.statement.link import Said, read_statement
from veritab_engine.statement.sheet import Sheet

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
    found = parses(Clause(said, sheet))
    if not found:
        return Judged(None, 0.0, said, None, "no parse")
    best = found[0]
    if best.cost > DEAREST:
        return Judged(None, 0.0, said, best, f"{'unread' if best.unread > best.cost / 2 else 'binding'} cost {best.cost:.2f}")
    rivals = [parse for parse in found if parse.cost <= best.cost + MARGIN]
    truths = {parse.form.truth(sheet).holds for parse in rivals}
    if len(truths) > 1:
        return Judged(None, 0.0, said, best, "rivals disagree")
    [holds] = truths
    if holds is None:
        return Judged(None, 0.0, said, best, "no anchor")
    return Judged(holds, 1 - best.cost, said, best)


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
