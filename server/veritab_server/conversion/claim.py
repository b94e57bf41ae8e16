"""Claims: those that the engine found, out; those that a caller found, in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from veritab.v1 import claim_pb2 as pb
from veritab_engine.claim import About, Claim, Direction, Modality
from veritab_engine.document import Span
from veritab_engine.extract import KINDS
from veritab_server.conversion.bounds import read_name, require
from veritab_server.conversion.document import read_span, write_span
from veritab_server.conversion.value import read_value, write_value
from veritab_server.errors import FieldError
from veritab_server.offsets import Offsets

LONGEST = 256
"""Characters of a unit, hedge or id."""
PARTS = tuple(part.name for part in fields(About))
KIND_NAMES = frozenset(kind.name for kind in KINDS)


def write_claim(message: pb.Claim, claim: Claim, offsets: Offsets) -> None:
    """Fill `message`."""
    message.id = claim.id
    message.kind = claim.kind
    write_span(message.span, claim.span, offsets)
    message.quote = claim.quote
    message.value.CopyFrom(write_value(claim.value))
    message.unit = claim.unit or ""
    message.hedge = claim.hedge or ""
    if claim.direction is not None:
        message.direction = pb.Direction.Value(f"DIRECTION_{claim.direction.name}")
    message.noun = claim.noun
    if claim.noun_span is not None:
        write_span(message.noun_span, claim.noun_span, offsets)
    message.modality = pb.Modality.Value(f"MODALITY_{claim.modality.name}")
    message.quoted = claim.quoted
    message.sentence = claim.sentence
    for part in PARTS:
        phrase = getattr(claim.about, part)
        if phrase is not None:
            told = getattr(message.about, part)
            write_span(told.span, phrase.span, offsets)
            told.text = phrase.text


def read_given_claims(messages: Iterable[pb.GivenClaim], offsets: Offsets) -> tuple[Claim, ...]:
    """The claims that a caller gives; FieldError with the path of what is wrong."""
    claims = tuple(_read_given(message, i, offsets) for i, message in enumerate(messages))
    taken: set[str] = set()
    for i, claim in enumerate(claims):
        require(claim.id not in taken, f"claims[{i}].id", f'"{claim.id}" is used twice')
        taken.add(claim.id)
    return claims


def _read_given(message: pb.GivenClaim, index: int, offsets: Offsets) -> Claim:
    field = f"claims[{index}]"
    span = read_span(message.span, offsets, f"{field}.span")
    noun_span = read_span(message.noun_span, offsets, f"{field}.noun_span") if message.HasField("noun_span") else None
    return Claim(
        id=read_name(message.id, f"{field}.id", LONGEST) or f"given-{index + 1}",
        kind=_read_kind(message.kind, f"{field}.kind"),
        span=span,
        quote=_quote(offsets, span),
        value=read_value(message.value, f"{field}.value"),
        unit=read_name(message.unit, f"{field}.unit", LONGEST) or None,
        hedge=read_name(message.hedge, f"{field}.hedge", LONGEST) or None,
        direction=_read_direction(message.direction, f"{field}.direction"),
        noun=_quote(offsets, noun_span) if noun_span else "",
        noun_span=noun_span,
        modality=_read_modality(message.modality, f"{field}.modality"),
    )


def _quote(offsets: Offsets, span: Span) -> str:
    return offsets.text[span.start : span.end]


def _read_kind(kind: str, field: str) -> str:
    known = kind in KIND_NAMES
    require(known, field, f'"{kind[:80]}" is not a kind of claim; these are: {", ".join(sorted(KIND_NAMES))}')
    return kind


def _read_direction(direction: pb.Direction.ValueType, field: str) -> Direction | None:
    if direction not in pb.Direction.values():
        raise FieldError(field, f"{direction} is not one of Direction")
    name = pb.Direction.Name(direction).removeprefix("DIRECTION_")
    return Direction[name] if direction else None


def _read_modality(modality: pb.Modality.ValueType, field: str) -> Modality:
    if modality not in pb.Modality.values():
        raise FieldError(field, f"{modality} is not one of Modality")
    name = pb.Modality.Name(modality).removeprefix("MODALITY_")
    return Modality[name] if modality else Modality.ASSERTED
