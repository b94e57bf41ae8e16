"""JSON lines: one object a line, as soon as it is known. A line of `check` is a finding, of `extract` a claim."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from veritab_client.render.place import Places
from veritab_client.render.record import Record, claim_record, derivation_record, finding_record
from veritab_client.results import Derivation, Document, Extraction, Report


class JsonLinesRenderer:
    """Prints every finding, whatever its verdict."""

    def report(self, document: Document, report: Report, batch: Sequence[Document] = ()) -> Iterator[str]:
        places = Places(document, batch)
        return (_line(finding_record(places, finding)) for finding in report.findings)

    def extraction(self, document: Document, extraction: Extraction) -> Iterator[str]:
        places = Places(document)
        return (_line(claim_record(places, claim)) for claim in extraction.claims)

    def derivation(self, document: Document, derivation: Derivation) -> Iterator[str]:
        yield _line(derivation_record(Places(document), derivation))

    def end(self) -> Iterator[str]:
        return iter(())


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)
