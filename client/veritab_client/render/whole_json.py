"""JSON: one object for the whole run, with the same records as JSON lines under their documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from veritab_client.render.place import Places
from veritab_client.render.record import Record, claim_record, coverage_record, derivation_record, finding_record
from veritab_client.results import Derivation, Document, Extraction, Report


class JsonRenderer:
    """Keeps all results to the end. Prints every finding, whatever its verdict."""

    def __init__(self) -> None:
        self._documents: dict[str, Record] = {}

    def report(self, document: Document, report: Report, batch: Sequence[Document] = ()) -> Iterator[str]:
        places = Places(document, batch)
        self._documents[document.id] = {
            "document": document.id,
            "verdict": report.verdict,
            "as_of": report.as_of or None,
            "snapshot": report.snapshot,
            "coverage": coverage_record(report.coverage),
            "findings": [finding_record(places, finding) for finding in report.findings],
            "truncated": report.truncated,
        }
        return iter(())

    def extraction(self, document: Document, extraction: Extraction) -> Iterator[str]:
        places = Places(document)
        self._documents[document.id] = {
            "document": document.id,
            "snapshot": extraction.snapshot,
            "claims": [claim_record(places, claim) for claim in extraction.claims],
        }
        return iter(())

    def derivation(self, document: Document, derivation: Derivation) -> Iterator[str]:
        empty: Record = {"document": document.id, "snapshot": derivation.snapshot, "derivations": []}
        derivations = self._documents.setdefault(document.id, empty)["derivations"]
        if isinstance(derivations, list):
            derivations.append(derivation_record(Places(document), derivation))
        return iter(())

    def end(self) -> Iterator[str]:
        yield json.dumps({"documents": list(self._documents.values())}, ensure_ascii=False, indent=2)
