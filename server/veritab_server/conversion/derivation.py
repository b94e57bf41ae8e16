"""Derivations, out."""

from __future__ import annotations

from veritab.v1 import derivation_pb2 as pb
from veritab.v1 import finding_pb2
from veritab_engine.report import Considered, Derivation
from veritab_server.conversion.finding import write_finding
from veritab_server.conversion.table import table_name, write_row
from veritab_server.offsets import Offsets


def write_derivation(message: pb.Derivation, derivation: Derivation, offsets: Offsets, most: int) -> None:
    """Fill `message`, with at most `most` readings."""
    write_finding(message.finding, derivation.finding, offsets)
    message.passes = derivation.passes
    message.notes.extend(derivation.notes)
    message.mentions.extend(derivation.mentions)
    for step in derivation.steps[:most]:
        _write_reading(message.readings.add(), step)


def _write_reading(message: pb.Reading, step: Considered) -> None:
    message.table = table_name(step.table)
    message.expression = step.expression
    message.bindings.extend(step.bindings)
    for row in step.rows:
        write_row(message.rows.add(), row)
    message.expected = step.expected
    if step.agreement is not None:
        message.agreement = pb.Agreement.Value(f"AGREEMENT_{step.agreement.name}")
    message.score = step.score
    message.explained.extend(step.explained)
    message.unexplained.extend(step.unexplained)
    message.chosen = step.chosen
    if step.refused is not None:
        message.refused = finding_pb2.NotCoveredReason.Value(f"NOT_COVERED_REASON_{step.refused.name}")
    message.refutes = step.refutes
    for line in step.working:
        message.steps.add(what=line.what, formula=line.formula, result=line.result)
    message.doubt = step.doubt
