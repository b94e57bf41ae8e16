"""A descriptor says something that the profile does not allow.

A property has a value of the wrong kind, one that must be there is missing, or a `fact:` property is none of ours (a
slip of the pen would else be without effect). Properties of other standards are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

import jsonschema

from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.period import parse_date
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.sources.connection import without_secrets
from veritab_engine.reference.times import time_of

RULE = Rule("VT402", "not as the profile has it", Severity.ERROR)

_BY_PATTERN = {
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "2013, 2013-09 or 2013-09-07",
    "^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$": "the month and day, such as 10-01",
}
"""What the patterns of the profile ask for."""


def check(package: object, file: Path) -> Iterator[Problem]:
    """Everything in a descriptor that the profile does not allow, the plainest first; then tables without a place."""
    errors = sorted(_validator().iter_errors(package), key=jsonschema.exceptions.relevance, reverse=True)
    for error in errors:
        deepest = jsonschema.exceptions.best_match([error]) or error
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in deepest.absolute_path)
        message = f"{_said(deepest)}{_mend(deepest)}"
        yield Problem(RULE.code, RULE.severity, message, file, path=path.lstrip(".") or "top level")
    resources = package.get("resources") if isinstance(package, dict) else None
    for number, resource in enumerate(resources if isinstance(resources, list) else ()):
        if isinstance(resource, dict) and (said := _no_place(resource)):
            yield Problem(RULE.code, RULE.severity, said, file, path=f"resources[{number}]")


def _no_place(resource: Mapping[str, object]) -> str:
    """What to say of a resource that does not say once where its rows are, or what it is called."""
    places = [key for key in ("path", "data", "fact:connection") if key in resource]
    if len(places) != 1:
        twice = f"both {places[0]} and {places[1]}" if places else "no path"
        return f"there is {twice}. Say once where its rows are."
    return "" if places == ["path"] or "name" in resource else "there is no name. Give it one."


def _said(error: jsonschema.ValidationError) -> str:
    """What is wrong; of a property that is none of ours, not the list of all that are."""
    if "propertyNames" in error.absolute_schema_path:
        return f'"{error.instance}" is none of our properties'
    if error.validator == "pattern" and (mended := _mended(str(error.instance), str(error.validator_value))):
        return f'"{error.instance}" is not written as we read it. Write it as {mended}.'
    return without_secrets(error.message, error.message)


def _mended(text: str, pattern: str) -> str:
    """A day, or a month and day, in the form of the pattern; an example of it where it cannot be told."""
    examples = _BY_PATTERN.get(pattern, "")
    parts = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    form = (time_of(["date"], [text]) or {}).get("format") if examples else None
    period = parse_date(text, form) if form else None
    if period is not None:
        day = period.first.isoformat()
        told = day if period.first == period.last else day[: len("2013-09")]
    else:
        told = f"{parts[1]:0>2}-{parts[2]:0>2}" if parts else ""
    return told if re.search(pattern, told) else examples


def _mend(error: jsonschema.ValidationError) -> str:
    """A hint for a value that is nearly one of those allowed."""
    allowed = error.validator_value if error.validator == "enum" else None
    if isinstance(allowed, list) and isinstance(error.instance, str):
        near = get_close_matches(error.instance, allowed, n=1)
        return f' (did you mean "{near[0]}"?)' if near else ""
    return ""


@cache
def _validator() -> jsonschema.Draft202012Validator:
    profile = files("veritab_engine.reference") / "profile.json"
    return jsonschema.Draft202012Validator(json.loads(profile.read_text("utf-8")))
