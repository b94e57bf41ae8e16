"""Contradictions as findings: which of the places that clash is flagged, and what is said of it.

Where a table bears all but one out, that one is flagged; where it contradicts one already, that finding is told of the
other places and no second one is made; where all are borne out, the text is right. Else the place is flagged that fits
the rest of the text less, and what is said of it leaves open which is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from veritab_engine.consistency import Clash, Contradiction
from veritab_engine.finding import Finding, Likelihood, Related, Report, Suggestion, Verdict
from veritab_engine.report.conflicts import CONTRADICTED
from veritab_engine.report.written import quoted


def with_contradictions(findings: Sequence[Finding], found: Sequence[Contradiction]) -> tuple[Finding, ...]:
    """The findings of a document, with those that it contradicts itself in; claims without a finding stay without."""
    by_claim = {finding.claim.id: finding for finding in findings}
    for each in sorted(found, key=lambda each: each.clash is not Clash.VALUES):
        if not by_claim.keys() >= {place.id for place in each.places}:
            continue
        places = [by_claim[place.id] for place in each.places]
        if each.clash is Clash.WEEKDAY:
            by_claim[each.claim.id] = _misdated(places[0], places[1], each)
            continue
        flagged = _blamed(places)
        first, *rest = (place for place in places if place is not flagged)
        by_claim[flagged.claim.id] = _contradicted(flagged, first, each, rest)
    return tuple(by_claim[finding.claim.id] for finding in findings)


def across_reports(reports: Sequence[Report], found: Mapping[int, Sequence[Contradiction]]) -> tuple[Report, ...]:
    """The reports of a batch, with what its documents contradict each other in."""
    tables = [{finding.claim.id: finding for finding in report.findings} for report in reports]
    for position, each in ((position, each) for position, all_found in found.items() for each in all_found):
        at = each.position if each.position is not None else position
        if each.claim.id not in tables[position] or each.other.id not in tables[at]:
            continue
        flagged, other = tables[position][each.claim.id], tables[at][each.other.id]
        if _blamed((flagged, other)) is other:
            there = replace(each, claim=each.other, other=each.claim, position=position)
            there = replace(there, document=reports[position].document)
            tables[at][other.claim.id] = _contradicted(other, flagged, there)
        else:
            tables[position][flagged.claim.id] = _contradicted(flagged, other, each)
    return tuple(
        replace(report, findings=tuple(by_claim.values())) for report, by_claim in zip(reports, tables, strict=True)
    )


def _blamed(places: Sequence[Finding]) -> Finding:
    """The place that a table contradicts, or the only one that none bears out; else the first."""
    wrong = [place for place in places if place.verdict is Verdict.CONFLICT]
    open_ = [place for place in places if not _is_right(place)]
    return wrong[0] if wrong else open_[0] if len(open_) == 1 else places[0]


def _contradicted(finding: Finding, other: Finding, found: Contradiction, rest: Sequence[Finding] = ()) -> Finding:
    """The finding of a claim that contradicts another; one that conflicts already is only told of the other place."""
    if all(map(_is_right, (finding, other, *rest))):
        return finding
    there = (
        Related(each.claim.span, each.claim.quote, each.claim.id, found.document, found.position)
        for each in (other, *rest)
    )
    related = (*finding.related, *there)
    if finding.verdict is Verdict.CONFLICT:
        return replace(finding, related=related)
    decided = found.clash is Clash.VALUES and _is_right(other)
    rule = CONTRADICTED[_rule(found, decided)]
    told = {
        "quote": quoted(finding.claim.quote),
        "other": quoted(other.claim.quote),
        "what": found.what if found.clash is not Clash.VALUES else quoted(found.what),
        "document": found.document or "another text",
        "table": other.evidence.table if other.evidence is not None else "",
    }
    return Finding(
        code=rule.code,
        verdict=rule.verdict,
        likelihood=Likelihood.VERY_LIKELY if decided else Likelihood.LIKELY,
        score=max(finding.score, other.score) if decided else finding.score,
        claim=finding.claim,
        message=rule.template.format_map(told),
        evidence=other.evidence if decided else None,
        suggestion=Suggestion(finding.claim.span, other.claim.quote) if decided else None,
        related=related,
    )


def _misdated(finding: Finding, day: Finding, found: Contradiction) -> Finding:
    """The finding of a weekday that the day told with it is not, unless a table says that the day itself is wrong."""
    if Verdict.CONFLICT in (finding.verdict, day.verdict):
        return finding
    rule, apart = CONTRADICTED[found.clash.value], day.claim.id != finding.claim.id
    return Finding(
        code=rule.code,
        verdict=rule.verdict,
        likelihood=Likelihood.VERY_LIKELY,
        score=finding.score,
        claim=finding.claim,
        message=rule.template.format(quote=quoted(finding.claim.quote), what=found.what),
        suggestion=Suggestion(finding.claim.span, found.instead),
        related=(Related(day.claim.span, day.claim.quote, day.claim.id),) if apart else (),
    )


def _rule(found: Contradiction, decided: bool) -> str:
    if found.clash is not Clash.VALUES:
        return found.clash.value
    if found.position is None:
        return "decided" if decided else "values"
    return "decided_document" if decided else "document"


def _is_right(finding: Finding) -> bool:
    return finding.verdict is Verdict.SUPPORTED
