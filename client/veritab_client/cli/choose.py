"""Which claims of a text are meant: those at a place, or those that some words stand for."""

from __future__ import annotations

from collections.abc import Sequence

from veritab_client.errors import InputError
from veritab_client.render.place import Places
from veritab_client.results import Claim, Document


def chosen(document: Document, claims: Sequence[Claim], at: tuple[int, int] | None, quote: str | None) -> list[str]:
    """The ids of the claims at a line and column and of those that share words with a quote; all where none is asked.

    InputError where no claim is meant.
    """
    found = list(claims)
    if at is not None:
        found = _at(document, found, at)
    if quote is not None:
        told = _plain(quote)
        found = [claim for claim in found if _meant(told, _plain(claim.quote))]
        if not found:
            raise InputError(f'{document.id}: no claim has the words "{quote}"; extract its claims to see them.')
    return [claim.id for claim in found]


def _meant(told: str, quote: str) -> bool:
    return bool(told) and (told in quote or quote in told)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _at(document: Document, claims: Sequence[Claim], at: tuple[int, int]) -> list[Claim]:
    places = Places(document)
    offset = places.offset(*at)
    if offset is None:
        raise InputError(f"{document.id}: the text has no line {at[0]} with a column {at[1]}.")
    spans = [(claim, places.span(claim.span)) for claim in claims]
    found = [claim for claim, span in spans if span.start <= offset < span.end]
    if found or not spans:
        return found
    nearest, _ = min(spans, key=lambda each: min(abs(each[1].start - offset), abs(each[1].end - offset)))
    where = f'{nearest.id}, "{nearest.quote}" at {places.of(nearest.span)}'
    raise InputError(f"{document.id}: no claim stands at {at[0]}:{at[1]}; the nearest is {where}.")
