"""The one loader of tests/corpora: rows of text, each with what must, or must not, be found in it.

```yaml
kind: ordinal
accept:                    # found and asserted; [brackets] mark the claim's span
  - value: 11              # number, "~245e9", "20..30", "~20..30", "at_least 40", "more_than 40", "at_most 40",
                           # "less_than 40", an ISO date or period ("2024-12", "2024-Q3", "2010/2024"), or text
    unit: …                # optional, as all that follow: unit, hedge, direction, noun, modality, as_of
    forms:
      - "the visit marks his [11th] trip to Russia"
reject:                    # no claim of this kind
  - "profit fell in the third quarter"
latent:                    # found, but not asserted
  - "he plans an [11th] trip"
plain:                     # found, without a hedge, and asserted, where the row says nothing else
  - "they talked about [40] guests"
```

A file under `forms` groups its rows by what the issue calls a form, each with the check of it from end to end:

```yaml
kind: count                # of every form that names none of its own; "any" where a reject must hold no claim at all
forms:
  - form: about
    accept: …              # and reject, latent, plain, as above
    check:                 # asked of the real service over tests/server/tables/forms
      - text: "In 2024 Larsby had about [250] guests."
        verdict: SUPPORTED # or CONFLICT, or NOT_COVERED with `reason` and all that the claim must arrive with
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from veritab_engine.claim import Claim, Modality
from veritab_engine.document import Document, Span
from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value

CORPORA = Path(__file__).parent.parent / "corpora"
TODAY = date(2025, 5, 8)
"""The day on which the texts of the corpora speak, where a row does not say otherwise."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e\d+)?")
_FIELDS = ("unit", "hedge", "direction", "noun", "modality")


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a corpus. `expected` holds the claim's fields that the row names, `value` in its notation."""

    kind: str
    group: str
    text: str
    span: Span | None = None
    value: str | None = None
    expected: Mapping[str, str | None] = field(default_factory=dict)
    as_of: date = TODAY
    form: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.group}:{self.text[:60]}"

    @property
    def document(self) -> Document:
        return Document(self.text, as_of=self.as_of)


def corpora() -> list[Path]:
    """The corpora of claim kinds, and of forms: the files that name a kind."""
    kinds = [path for path in sorted(CORPORA.glob("*.yaml")) if path.read_text("utf-8").startswith("kind:")]
    return kinds + sorted((CORPORA / "forms").glob("*.yaml"))


def load(path: Path) -> Iterator[Row]:
    """Yield the rows of one corpus."""
    content = yaml.safe_load(path.read_text("utf-8"))
    for part in content.get("forms", [content]):
        kind = part.get("kind", content["kind"])
        for group in ("accept", "reject", "latent", "plain"):
            for entry in part.get(group) or ():
                told = entry if isinstance(entry, dict) else {"forms": [entry]}
                yield from _rows(kind, group, told, part.get("form"))


def checks() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield every form that a file under `forms` names, with each of its checks from end to end."""
    for path in sorted((CORPORA / "forms").glob("*.yaml")):
        for part in yaml.safe_load(path.read_text("utf-8"))["forms"]:
            for check in part["check"]:
                yield part["form"], {name: str(value) for name, value in check.items()}


def matches(row: Row, claim: Claim) -> bool:
    """True where the claim is the one that the row expects, in all that the row says of it."""
    if row.span is not None and claim.span != row.span:
        return False
    if row.value is not None and notation(claim.value) != _normal(row.value, claim.value):
        return False
    if row.group in ("accept", "plain") and "modality" not in row.expected and claim.modality is not Modality.ASSERTED:
        return False
    if row.group == "plain" and "hedge" not in row.expected and claim.hedge is not None:
        return False
    if row.group == "latent" and claim.modality is Modality.ASSERTED:
        return False
    return all(getattr(claim, name) == value for name, value in row.expected.items())


def notation(value: Value) -> str:
    """A value as the corpora write it, numbers at full scale."""
    match value:
        case Point(number=number, approximate=approximate):
            return _approximately(approximate) + _plain(number)
        case Interval(low=low, high=high, approximate=approximate):
            return f"{_approximately(approximate)}{_plain(low)}..{_plain(high)}"
        case AtLeast(bound=bound, strict=strict):
            return f"{'more_than' if strict else 'at_least'} {_plain(bound)}"
        case AtMost(bound=bound, strict=strict):
            return f"{'less_than' if strict else 'at_most'} {_plain(bound)}"
        case Period(iso=iso):
            return iso
        case Parts(parts=parts):
            return "-".join(_plain(part.number) for part in parts)
        case Text(text=text):
            return text


def _rows(kind: str, group: str, entry: Mapping[str, object], form: str | None) -> Iterator[Row]:
    forms = entry["forms"]
    assert isinstance(forms, list)
    expected = {name: _text(entry[name]) for name in _FIELDS if name in entry}
    as_of = entry.get("as_of", TODAY)
    assert isinstance(as_of, date)
    for written in forms:
        text, span = unmark(written) if group != "reject" else (written, None)
        yield Row(kind, group, text, span, _text(entry.get("value")), expected, as_of, form)


def unmark(form: str) -> tuple[str, Span | None]:
    """The text without its one pair of brackets, and the span that they held."""
    start, end = form.find("["), form.find("]")
    if start < 0:
        return form, None
    return form[:start] + form[start + 1 : end] + form[end + 1 :], Span(start, end - 1)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _normal(expected: str, value: Value) -> str:
    if isinstance(value, Period | Text):
        return expected
    return _NUMBER.sub(lambda found: _plain(Decimal(found[0])), expected)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _approximately(approximate: bool) -> str:
    return "~" if approximate else ""
