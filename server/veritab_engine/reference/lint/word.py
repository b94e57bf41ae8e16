"""A name is a word that any sentence has: "May", "Will", "Us".

At the beginning of a sentence, or in a headline, the word is taken for the name. Give the entity a longer name as well;
where that is enough, leave the short one out.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import mapping, words
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import TableKind

RULE = Rule("VT449", "name that is a common word", Severity.NOTE)


def check(case: Case) -> Iterator[Problem]:
    """Every name of one word that is a word of grammar or of the calendar."""
    if case.schema.kind is not TableKind.ALIASES or "alias" not in case.cells:
        return
    for row, name in enumerate(case.cells["alias"]):
        if name is not None and not name.isupper() and name.lower() in _common():
            yield case.problem(
                RULE, f'"{name}" is a common word as well. Leave it out, or use a longer name.', row, "alias"
            )


def _common() -> frozenset[str]:
    grammar = words("words/function") | words("words/prepositions")
    return grammar.union(mapping("calendar/months"), mapping("calendar/weekdays"))
