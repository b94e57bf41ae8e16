"""What else texts call a column: other words for the same, its words without a qualifier, letters of standings.

A column's own words come first: what one column is called in the file, no other is called for want of better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from veritab_engine.lexicon import listed, mapping, words

Field = dict[str, Any]


def with_other_words(fields: Sequence[Field], subject: str) -> None:
    """Give every column of figures the further words that tell it from the others of its table.

    `subject` is what the table is about: the medals of a column that is called "Total".
    """
    measures = [field for field in fields if field["fact:role"] == "measure" and field["type"] != "string"]
    measures = [field for field in measures if field.get("fact:phrases")]
    own = {phrase.lower() for field in fields for phrase in field.get("fact:phrases", ())}
    standings = _are_standings(measures)
    more = [dict.fromkeys(_others(field, own, subject.lower(), standings=standings)) for field in measures]
    told = Counter((word, _unit(field)) for field, each in zip(measures, more, strict=True) for word in each)
    for field, each in zip(measures, more, strict=True):
        added = [phrase for phrase in each if phrase not in own and told[phrase, _unit(field)] == 1]
        field["fact:phrases"] = [*field["fact:phrases"], *added]


def _unit(field: Field) -> str | None:
    return field.get("sdmx:unitMeasure")


def _others(field: Field, own: set[str], subject: str, *, standings: bool) -> Iterator[str]:
    for phrase in field["fact:phrases"]:
        lower = phrase.lower()
        plain = _without_qualifier(lower, own)
        if standings:
            yield from _listed(mapping("called/standings").get(lower, ""))
        if lower in words("called/all_told") and subject:
            yield from (subject, *_heads(subject))
        for told in (lower, *plain):
            yield from _same(told)
        heads = tuple(_heads(lower)) if lower == subject else ()
        for told in heads:
            yield from _same(told)
        yield from (*plain, *heads)


def _heads(subject: str) -> Iterator[str]:
    """The last word of what a table is about: "generation" of electricity."""
    head = subject.rpartition(" ")[2]
    if head != subject and head.isalpha():
        yield head


def _same(phrase: str) -> Iterator[str]:
    """The phrase with its last words, or all of them, in other words."""
    told = phrase.split(" ")
    for first in range(len(told)):
        others = _listed(mapping("called/same").get(" ".join(told[first:]), ""))
        if others:
            yield from (" ".join((*told[:first], other)) for other in others)
            return


def _listed(told: str) -> list[str]:
    return told.split(", ") if told else []


def _without_qualifier(phrase: str, own: set[str]) -> list[str]:
    """ "Average wait" as "wait"; not "mean temperature" as "temperature" beside the maximum."""
    found = []
    for lead in (*listed("called/plain"), *listed("called/wholes")):
        rest = phrase.removeprefix(f"{lead} ")
        alone = lead in listed("called/wholes") or not any(each.endswith(f" {rest}") for each in own - {phrase})
        if rest != phrase and alone and rest not in words("headers/changes"):
            found.append(rest)
    return found


def _are_standings(measures: Sequence[Mapping[str, Any]]) -> bool:
    letters = {phrase.lower() for field in measures for phrase in field["fact:phrases"]}
    return len(letters & mapping("called/standings").keys()) >= int(listed("called/fewest")[0])


def subject_of(told: str) -> str:
    """What a table is about, from its name in words: without how often it comes out."""
    kept = [word for word in told.split(" ") if word.lower() not in words("called/often")]
    return " ".join(kept) or told
