"""What a rule of lint is called, and how grave what it finds is."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.reference.problem import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Codes are kept: a rule may be added, none is renumbered."""

    code: str
    title: str
    severity: Severity
