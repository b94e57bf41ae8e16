"""The claim kinds, listed once: the catalogue, and the order in which a sentence is asked for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract import count, date, duration, measure, money, percent
from veritab_engine.extract.passage import Passage

MODULES = (money, percent, measure, duration, count, date)

KINDS: tuple[ClaimKind, ...] = tuple(module.KIND for module in MODULES)
FINDERS: tuple[Callable[[Passage], Iterator[Claim]], ...] = tuple(module.find for module in MODULES)
