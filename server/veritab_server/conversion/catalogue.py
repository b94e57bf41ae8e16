"""The catalogue, out."""

from __future__ import annotations

from operator import attrgetter

from veritab.v1 import catalogue_pb2 as pb
from veritab.v1 import finding_pb2
from veritab_engine.extract import KINDS
from veritab_engine.report import CATALOGUE, Rule


def write_catalogue(snapshot: str) -> pb.Catalogue:
    """What the engine can find and say."""
    return pb.Catalogue(
        claim_kinds=[
            pb.ClaimKind(name=kind.name, summary=kind.summary) for kind in sorted(KINDS, key=attrgetter("name"))
        ],
        finding_rules=[_write_rule(rule) for rule in CATALOGUE],
        snapshot=snapshot,
    )


def _write_rule(rule: Rule) -> pb.FindingRule:
    verdict = finding_pb2.Verdict.Value(f"VERDICT_{rule.verdict.name}")
    return pb.FindingRule(code=rule.code, title=rule.title, template=rule.template, why=rule.why, verdict=verdict)
