"""A name has blanks that cannot be seen: two in a row, one that does not break, or a character of no width.

"United  States" is another cell than "United States". Blanks at the ends of a cell are left out when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT433", "blanks that cannot be seen", Severity.WARNING)
HIDDEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Not the joiners, which some scripts are written with."""
_STRAY = re.compile(rf"\s{{2,}}|[^\S ]|[{HIDDEN}]")


def check(case: Case) -> Iterator[Problem]:
    """Every text with a blank that no other cell would have."""
    for column in case.schema.columns:
        if column.type == "string":
            cells = case.cells[column.name]
            wrong = {
                cell: f'"{cell}" has blanks or characters that cannot be seen. Write "{_mended(cell)}".'
                for cell in dict.fromkeys(cells)
                if cell is not None and _STRAY.search(cell)
            }
            yield from case.each(RULE, column.name, wrong, cells)


def _mended(text: str) -> str:
    return " ".join(re.sub(f"[{HIDDEN}]", "", text).split())
