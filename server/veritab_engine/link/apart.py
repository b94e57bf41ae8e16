"""Names that are of other figures alone: of a comparison, of a part, of a clause that contrasts, or of an aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.lexicon import words
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.mention.names import NameMention

REACH_OF_THAN = 4
"""Tokens between a figure and the "than" behind it: "7.2 degrees more than"."""
ARTICLES = frozenset({"the", "a", "an"})
MOST = frozenset({"most", "least"})
LONGEST_LEAD = 4
"""Tokens between a comparing word and the name that it leads to: "below that of"."""
LAGS = (("after",), ("before",))
OF_WHICH = ("of", "which")
RELATIVE = frozenset({"which", "who", "where", "whose"})


def told_apart(
    lower: Sequence[str], claim: range, figures: Sequence[range], names: Sequence[NameMention]
) -> frozenset[int]:
    """The first tokens of the names that other figures behind the claim, or a clause of contrast, have for themselves.

    `figures` are the tokens of the sentence's other figures.
    """
    held = {i for tokens in _apart(lower, claim, figures) for i in tokens}
    return frozenset(name.first for name in names if name.first in held)


def told_aside(
    lower: Sequence[str], claim: range, names: Sequence[NameMention], multiples: Sequence[range]
) -> frozenset[int]:
    """The first tokens of the names that a figure is only compared with, or that an aside or another clause has.

    `multiples` are the tokens of "twice" or "three times", behind which a name is what they are of.
    """
    held = {i for tokens in _standards(lower, claim, names, multiples) for i in tokens}
    held.update(i for tokens in (*_relative(lower, claim), *_appositions(lower, claim)) for i in tokens)
    held.update(i for tokens in _other_clauses(lower, claim, names) for i in tokens)
    return frozenset(name.first for name in names if name.first in held)


def _apart(lower: Sequence[str], claim: range, figures: Sequence[range]) -> Iterator[range]:
    for tokens in figures:
        if tokens.start < claim.stop or lower[tokens.start - 1] != ",":
            continue
        behind = range(tokens.stop, min(tokens.stop + REACH_OF_THAN, len(lower)))
        if any(lower[i] == "than" for i in behind) or _is_part(lower, tokens.stop):
            yield range(tokens.stop, _end(lower, tokens.stop))
    for i in range(claim.stop + 1, len(lower)):
        if lower[i - 1] == "," and (lower[i] in words("bases/contrasting") or tuple(lower[i : i + 2]) == OF_WHICH):
            yield range(i, len(lower))


def _standards(
    lower: Sequence[str], claim: range, names: Sequence[NameMention], multiples: Sequence[range]
) -> Iterator[range]:
    """The stretches that only tell what something is compared with: "…, more than Brazil", "twice that of Estrand".

    A figure that stands in one is of the name there, and of none before it: "more than Brazil with its 221 million".
    """
    for name in names:
        lead = _led_by_comparison(lower, name, multiples)
        multiple = any(tokens.start == lead for tokens in multiples)
        if lead is None or (lead == claim.start if multiple else _compares(lower, claim, lead)):
            continue
        end = _end(lower, name.last)
        if tuple(lower[end : end + 2]) == (",", "whose"):
            continue
        if name.last <= claim.start < end:
            yield range(lead)
        elif not lead <= claim.start < name.last:
            yield range(lead, end)


def compared_with(
    lower: Sequence[str], names: Sequence[NameMention], multiples: Sequence[range] = ()
) -> frozenset[int]:
    """The first tokens of the names that the sentence only compares somebody with."""
    return frozenset(name.first for name in names if _led_by_comparison(lower, name, multiples) is not None)


def told_by_lag(lower: Sequence[str], stretches: Sequence[range], names: Sequence[NameMention]) -> frozenset[int]:
    """The first tokens of the names that only tell from when a time is counted: "three months after Kazakhstan"."""
    behind = {tokens.stop + 1 for tokens in stretches if lower[tokens.stop : tokens.stop + 1] in LAGS}
    return frozenset(name.first for name in names if name.first in behind)


def _compares(lower: Sequence[str], claim: range, lead: int) -> bool:
    """True for the figure that is itself what the comparison tells: "12 million more than", "twice as many as"."""
    near = claim.start <= lead <= claim.stop + REACH_OF_THAN
    return near and SEGMENT_ENDS.isdisjoint(lower[claim.stop : lead])


def _led_by_comparison(lower: Sequence[str], name: NameMention, multiples: Sequence[range]) -> int | None:
    """Where the comparing word, or the multiple, stands that leads to a name through small words alone."""
    for i in range(name.first - 1, max(name.first - 2 - LONGEST_LEAD, -1), -1):
        if lower[i] in words("bases/comparing_names"):
            return i
        multiple = next((tokens.start for tokens in multiples if tokens.stop == i + 1), None)
        if multiple is not None and i + 1 < name.first:
            return multiple
        if lower[i] not in words("bases/before_names"):
            return None
    return None


def _relative(lower: Sequence[str], claim: range) -> Iterator[range]:
    """The clauses ", which …," that are over before the figure, and what goes on behind the one that it stands in."""
    for i in range(1, len(lower)):
        if lower[i] in RELATIVE and lower[i - 1] == ",":
            end = next((j for j in range(i, len(lower)) if lower[j] == ","), None)
            if end is not None and end < claim.start:
                yield range(i, end)
            elif end is not None and i < claim.start:
                yield range(end, len(lower))


def _other_clauses(lower: Sequence[str], claim: range, names: Sequence[NameMention]) -> Iterator[range]:
    """What stands on the other side of a clause with a subject of its own: "…, and Dalmora United won 3-0"."""
    for name in names:
        joint = name.first - 1 - (lower[name.first - 1] == "the")
        parted = joint > 0 and (
            lower[joint] == ";" or (lower[joint] in words("bases/parting") and lower[joint - 1] == ",")
        )
        if not parted or not any(map(_is_finite, lower[:joint])) or not _is_subject(lower, name.last):
            continue
        yield range(joint, len(lower)) if claim.start < joint else range(joint)


def _is_subject(lower: Sequence[str], behind: int) -> bool:
    """True where a verb stands behind a name, or behind the aside that follows it."""
    if tuple(lower[behind : behind + 1]) == (",",):
        behind = next((i for i in range(behind + 1, len(lower)) if lower[i] == ","), len(lower)) + 1
    return behind < len(lower) and _is_finite(lower[behind])


def _is_finite(word: str) -> bool:
    return word in words("phrase/verbs") or word in words("phrase/auxiliaries")


def _appositions(lower: Sequence[str], claim: range) -> Iterator[range]:
    """ "…, the second oldest after Orbis, dropped" before the figure, "the most populous member of the EU" behind."""
    for i in range(1, len(lower) - 1):
        end = _end(lower, i)
        begins = lower[i - 1] == "," and lower[i] in ARTICLES
        if begins and end < claim.start and lower[end] == "," and _is_finite(lower[end + 1]):
            yield range(i, end)
        if i >= claim.stop and lower[i] == "the" and (lower[i + 1] in MOST or lower[i + 1].endswith("est")):
            yield range(i, end)


def _is_part(lower: Sequence[str], behind: int) -> bool:
    """True for "…, three of them in the north"."""
    return tuple(lower[behind : behind + 1]) == ("of",) and lower[behind + 1] in words("bases/those_told")


def _end(lower: Sequence[str], first: int) -> int:
    """Where the stretch of the sentence up to the next break ends."""
    return next((i for i in range(first, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
