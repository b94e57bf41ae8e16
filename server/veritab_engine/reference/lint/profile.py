"""A descriptor says something that the profile does not allow.

A property has a value of the wrong kind, one that must be there is missing, or a `fact:` property is none of ours (a
slip of the pen would else be without effect). Properties of other standards are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path

import jsonschema

from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT402", "not as the profile has it", Severity.ERROR)


def check(package: object, file: Path) -> Iterator[Problem]:
    """Everything in a descriptor that the profile does not allow, the plainest first."""
    plainest = jsonschema.exceptions.relevance
    for error in sorted(_validator().iter_errors(package), key=plainest, reverse=True):
        deepest = jsonschema.exceptions.best_match([error]) or error
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in deepest.absolute_path)
        message = f"{_said(deepest)}{_mend(deepest)}"
        yield Problem(RULE.code, RULE.severity, message, file, path=path.lstrip(".") or "top level")


def _said(error: jsonschema.ValidationError) -> str:
    """What is wrong; of a property that is none of ours, not the list of all that are."""
    is_name = "propertyNames" in error.absolute_schema_path
    return f'"{error.instance}" is none of our properties' if is_name else str(error.message)


def _mend(error: jsonschema.ValidationError) -> str:
    """A hint for a value that is nearly one of those allowed."""
    allowed = error.validator_value if error.validator == "enum" else None
    if isinstance(allowed, list) and isinstance(error.instance, str):
        near = get_close_matches(error.instance, allowed, n=1)
        return f' (did you mean "{near[0]}"?)' if near else ""
    return ""


@cache
def _validator() -> jsonschema.Draft202012Validator:
    profile = resources.files("veritab_engine.reference") / "profile.json"
    return jsonschema.Draft202012Validator(json.loads(profile.read_text("utf-8")))
