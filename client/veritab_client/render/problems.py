"""Problems of tables in every format: a line a problem as text or JSON lines, one object for all as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from veritab_client.render.record import problem_record
from veritab_client.tables import Problem

SEVERITIES = ("error", "warning", "note")


def lines(form: str, problems: Sequence[Problem], *, everything: bool) -> Iterator[str]:
    """The output in a format; `everything` asks the text format for notes too."""
    if form == "jsonl":
        return (json.dumps(problem_record(problem), ensure_ascii=False) for problem in problems)
    counts = Counter[str]()
    for problem in problems:
        counts[problem.severity] += 1 + problem.more
    if form == "json":
        found = {f"{severity}s": counts[severity] for severity in SEVERITIES}
        record = {**found, "problems": [problem_record(problem) for problem in problems]}
        return iter([json.dumps(record, ensure_ascii=False, indent=2)])
    return _text(problems, counts, everything)


def _text(problems: Sequence[Problem], counts: Counter[str], everything: bool) -> Iterator[str]:
    for problem in problems:
        if everything or problem.severity != "note":
            more = f" (and {problem.more} more)" if problem.more else ""
            yield f"{problem.code} {_place(problem)}  {problem.message}{more}"
    yield ", ".join(_count(counts[severity], severity) for severity in SEVERITIES) + "."


def _place(problem: Problem) -> str:
    """ "trade.csv:14:total": file, row and column, or the property of a descriptor."""
    place = (problem.file, problem.row, problem.column, problem.path)
    return ":".join(str(part) for part in place if part)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
