"""Files of documents: Markdown, HTML, Word and plain text, mutated, through the client's readers."""

from __future__ import annotations

import io
import zipfile
from random import Random

from benchmarks.fuzz.case import Case, hold_sentence, spread
from benchmarks.fuzz.corpora import seeds
from benchmarks.fuzz.mutation import mutated, mutated_bytes
from veritab_client.errors import InputError
from veritab_client.formats import FORMATS, read_bytes


class Formats:
    """What the client makes of any file."""

    def make(self, chance: Random) -> Case:
        form = chance.choice(sorted(FORMATS))
        known = [*seeds(), *MARKED]
        text = mutated(mutated(chance.choice(MARKED), known, chance), known, chance)
        data = text.encode("utf-8", "replace")
        if form == "docx":
            data = _docx(data if chance.random() < 0.5 else _WORDS.format(text).encode("utf-8", "replace"))
        if chance.random() < 0.3:
            data = mutated_bytes(data, [data], chance)
        return {"target": "formats", "format": form, "data": data}

    def throw(self, case: Case) -> None:
        """Hold that a file is refused with a sentence or read, and that what was read has its place in the source."""
        data = _docx(spread(case["part"]).encode()) if "part" in case else case["data"]
        try:
            read_bytes(data, case["format"], name="fuzzed")
        except InputError as error:
            hold_sentence(str(error))


MARKED = [
    "# Trade\n\nIn 2024, *two-way* trade reached **$244.8 billion**[^1].\n\n"
    "| year | total |\n|---|--:|\n| 2024 | 1 \\| 2 |\n",
    "---\ntitle: a\n---\n> quoted\n> > deeper\n\n"
    '- item `code` <b>x</b> &amp; &#x41;\n  1. ~~struck~~ [link](http://a.b "t")\n',
    "<html><body><article><h1>A</h1><p>In 2024 it was <b>5</b> &euro; <sup>2</sup>.</p>"
    "<table><tr><td>1</td></tr></table>",
    "<p>x<br>y<script>z</script><!-- c --><svg><style></p></p><div><div><ul><li>Visited Russia 11 times</ul>",
    '<w:p><w:r><w:t>In 2024 it was 5.</w:t></w:r><w:tab/><w:footnoteReference w:id="1"/></w:p>',
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
]
"""Marked-up text of every format."""
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS = f'<w:document xmlns:w="{_SPACE}"><w:body>{{}}</w:body></w:document>'


def _docx(part: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), part)
    return packed.getvalue()
