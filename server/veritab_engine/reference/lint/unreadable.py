"""A file cannot be read.

It is missing, empty, not in UTF-8, no table or no descriptor, or a row has more or fewer cells than the header has
columns. Nothing else can be said of the table before that is mended.
"""

from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Severity

RULE = Rule("VT401", "unreadable file", Severity.ERROR)
