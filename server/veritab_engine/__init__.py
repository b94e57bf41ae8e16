"""Checks text against tables: claims out of English prose, verdicts out of reference tables."""

from veritab_engine import extra as extra  # first: it says what a light install lacks
from veritab_engine.checker import Checker
from veritab_engine.claim import Claim, Direction, Modality
from veritab_engine.document import Document, Span
from veritab_engine.errors import DocumentError, SettingError, TableError, VeritabError
from veritab_engine.finding import Diagnosis, Evidence, Finding, Likelihood, Reason, Report, Suggestion, Verdict
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.review import lint, quality

__all__ = [
    "Checker",
    "Claim",
    "Diagnosis",
    "Direction",
    "Document",
    "DocumentError",
    "Evidence",
    "Finding",
    "Likelihood",
    "Modality",
    "Problem",
    "Reason",
    "ReferenceTables",
    "Report",
    "SettingError",
    "Severity",
    "Span",
    "Suggestion",
    "TableError",
    "Verdict",
    "VeritabError",
    "lint",
    "quality",
]
