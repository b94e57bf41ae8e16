"""Output: one module a format, all with the same face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from veritab_client.results import Derivation, Document, Extraction, Report


class Renderer(Protocol):
    """Turns results into lines of output as they come."""

    def report(self, document: Document, report: Report, batch: Sequence[Document] = ()) -> Iterator[str]:
        """The lines of a document's findings; `batch` are the documents that it was held against, itself among them."""

    def extraction(self, document: Document, extraction: Extraction) -> Iterator[str]:
        """The lines of a document's claims."""

    def derivation(self, document: Document, derivation: Derivation) -> Iterator[str]:
        """The lines of one claim's derivation."""

    def end(self) -> Iterator[str]:
        """The last lines."""


def renderer(name: str, *, everything: bool = False) -> Renderer:
    """The renderer of a format; `everything` asks the text format for every verdict, not only conflicts."""
    if name == "text":
        from veritab_client.render.text import TextRenderer

        return TextRenderer(everything)
    if name == "json":
        from veritab_client.render.whole_json import JsonRenderer

        return JsonRenderer()
    from veritab_client.render.json_lines import JsonLinesRenderer

    return JsonLinesRenderer()
