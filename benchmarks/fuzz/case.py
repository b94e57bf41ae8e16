"""What is thrown, and what came of it. A case is a row of YAML, so that one that did harm can be thrown again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from random import Random
from traceback import extract_tb, format_exception
from typing import Any, NamedTuple, Protocol

import yaml

from benchmarks.fuzz.watch import Hung

Case = Mapping[str, Any]
"""The name of its target under "target", and what that needs: texts, bytes, lists of them. A list [piece, times] stands
for a text that would be too long to read."""


class Target(Protocol):
    """Something that cases are thrown at."""

    def make(self, chance: Random) -> Case:
        """A case; the same chance gives the same one."""

    def throw(self, case: Case) -> None:
        """Throw it; whatever this raises is a crash."""


class Crash(NamedTuple):
    """A case that did harm."""

    case: Case
    error: BaseException

    @property
    def kind(self) -> str:
        """What went wrong and where: two crashes of one kind are taken for one mistake."""
        where = [frame for frame in extract_tb(self.error.__traceback__) if "benchmarks" not in frame.filename]
        at = f"{Path(where[-1].filename).stem}-{where[-1].lineno}" if where else str(self.error).split(":")[0]
        return f"{type(self.error).__name__}-{at}".replace(" ", "-")


def thrown(target: Target, case: Case) -> Crash | None:
    """What came of a case; None where nothing did."""
    try:
        target.throw(case)
    except (Hung, KeyboardInterrupt):
        raise
    except BaseException as error:  # anything that it raises is what we are looking for, a panic of Rust too
        return Crash(case, error)
    return None


def least(target: Target, crash: Crash, tries: int = 400) -> Crash:
    """A smaller case of the same kind, by leaving out ever smaller parts of its texts, bytes and lists."""
    for key, value in crash.case.items():
        if key != "target" and isinstance(value, (str, bytes, list)):
            crash, tries = _least_of(target, crash, key, tries)
    return crash


def _least_of(target: Target, crash: Crash, key: str, tries: int) -> tuple[Crash, int]:
    size = max(1, len(crash.case[key]) // 2)
    while size and tries > 0:
        start = 0
        while start < len(crash.case[key]) and tries > 0:
            value = crash.case[key]
            smaller = thrown(target, {**crash.case, key: value[:start] + value[start + size :]})
            tries -= 1
            if smaller is not None and smaller.kind == crash.kind:
                crash = smaller
            else:
                start += size
        size //= 2
    return crash, tries


def keep(crash: Crash, folder: Path) -> Path:
    """Write a crash into the folder: the case, and how it ended beside it. Returns the file of the case."""
    text = yaml.safe_dump(dict(crash.case), sort_keys=False, allow_unicode=False, width=110)
    file = folder / f"{crash.case['target']}-{sha256(text.encode()).hexdigest()[:8]}.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.with_suffix(".txt").write_text("".join(format_exception(crash.error)), "utf-8", "backslashreplace")
    return file


def read(file: Path) -> Case:
    """A case that was kept."""
    case: Case = yaml.safe_load(file.read_text("utf-8"))
    return case


def hold_sentence(said: str) -> None:
    """Hold that an error says something, and that to people."""
    assert said, "an error says nothing"
    assert "Traceback" not in said, f"an error tells of the program: {said[:200]}"


def spread(value: Any) -> str:
    """The text that a case gives: as it is, or as pieces with how often each comes."""
    return value if isinstance(value, str) else "".join(piece * times for piece, times in value)


def texts(value: Any, take: Callable[[str], bool] = bool) -> list[str]:
    """All texts in a tree of YAML, in order."""
    if isinstance(value, str):
        return [value] if take(value) else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts(part, take)]
