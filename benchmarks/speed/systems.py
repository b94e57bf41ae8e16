"""What is measured, and in which environment each has its packages."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from benchmarks.speed.stopwatch import Reader

OURS, COMPILED = "veritab", "veritab, compiled"
READ, MENTION = "veritab, read only", "veritab, read and mention"


@dataclass(frozen=True, slots=True)
class System:
    """A function that makes the reader, in a module that is imported where the system runs and nowhere else."""

    name: str
    module: str
    function: str = "whole"
    peer: bool = False
    """True where its packages are in the environment of the peers."""
    compiled: bool = False
    """True where the engine that `make compiled` makes is what runs."""

    def reader(self) -> Reader:
        """The system, loaded."""
        made: Reader = getattr(import_module(f"benchmarks.speed.{self.module}"), self.function)()
        return made


SYSTEMS = {
    system.name: system
    for system in (
        System(OURS, "ours"),
        System(COMPILED, "ours", compiled=True),
        System(READ, "ours", "until_read"),
        System(MENTION, "ours", "until_mention"),
        System("re scan", "scan"),
        System("quantulum3", "peers.quantulum", peer=True),
        System("Recognizers-Text", "peers.recognizers", peer=True),
    )
}
