"""Stage: from judgements to findings, worded by the catalogue, and the report on the whole document."""

from veritab_engine.report.catalogue import CATALOGUE
from veritab_engine.report.contradiction import across_reports, with_contradictions
from veritab_engine.report.derivation import Considered, Derivation, derive
from veritab_engine.report.finding import finding_of
from veritab_engine.report.rule import Rule
from veritab_engine.report.statement import derive_statement, with_statements

__all__ = [
    "CATALOGUE",
    "Considered",
    "Derivation",
    "Rule",
    "across_reports",
    "derive",
    "derive_statement",
    "finding_of",
    "with_contradictions",
    "with_statements",
]
