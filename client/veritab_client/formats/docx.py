"""Word documents: what their reader sees, a paragraph a line. Nothing but the standard library is needed.

Read are paragraphs, tables, text boxes, footnotes and endnotes, with insertions accepted. Not read are deletions,
hidden text, formulas, field codes, comments, and the headers and footers of pages.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import ParseError, XMLParser

from veritab_client.errors import InputError
from veritab_client.formats.layout import BETWEEN_BLOCKS, BETWEEN_CELLS, RAISED

MOST_XML = 64 * 1024 * 1024
"""Bytes of XML that are unpacked of one document, however small it is packed."""
_PIECE = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
"""Older documents, and those under a password, begin with this."""
_MAIN = "word/document.xml"
_NOTES = ("/footnotes", "/endnotes")
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_WORDS = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_UNSEEN = frozenset(
    {
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "rt",
        "oMath",
        "Fallback",
        "pPr",
        "sectPr",
        "tblPr",
        "tcPr",
        "sdtPr",
        "rPrChange",
        "trPrChange",
    }
)
"""Elements whose content no reader sees: what is gone or no text, the older twin of a text box, and properties."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_OFF = frozenset({"0", "false", "off", "none"})
_JOINED_BY = {"p": "", "tc": " ", "tr": BETWEEN_CELLS}
_SPACE_OF_CELL = str.maketrans("\t\n", "  ")


class _NoDocument(Exception):
    """The file is none; the message says what is wrong with it."""


def read_docx(data: bytes, name: str) -> str:
    """The text of a document; InputError where the bytes are none."""
    try:
        return BETWEEN_BLOCKS.join(_lines(data))
    except _NoDocument as error:
        raise InputError(f"{name}: {error}") from None
    except ParseError as error:
        raise InputError(f"{name}: this Word document is damaged ({error}); save it anew.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, ValueError) as error:
        said = str(error) or "it ends too early"
        raise InputError(f"{name}: this Word document cannot be unpacked ({said}); save it anew as .docx.") from None
    except RuntimeError:
        raise InputError(f"{name}: this archive has a password; save the document without one.") from None


def _lines(data: bytes) -> Iterator[str]:
    if data.startswith(_OLE):
        raise _NoDocument("this is an older Word document, or one with a password; save it as .docx without one.")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise _NoDocument("this is no Word document, for it is no zip archive; save it as .docx, or name its format.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _Package(archive)
        main = next(package.parts("", "/officeDocument"), _MAIN)
        if not package.has(main):
            raise _NoDocument("this zip archive holds no Word document; save it as .docx, or name its format.")
        for part in (main, *(part for kind in _NOTES for part in package.parts(main, kind))):
            reader = _Text()
            package.feed(part, reader)
            yield from reader.lines


class _Package:
    """The parts of a document, unpacked within bounds."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._left = MOST_XML

    def has(self, part: str) -> bool:
        return part in self._names

    def parts(self, origin: str, kind: str) -> Iterator[str]:
        """The parts that a part, or the package itself, names as related in this way."""
        relations = _Relations(kind)
        listed = join(dirname(origin), "_rels", origin.rpartition("/")[2] + ".rels")
        if self.has(listed):
            self.feed(listed, relations)
        found = (normpath(join("/", dirname(origin), target)).lstrip("/") for target in relations.targets)
        return filter(self.has, found)

    def feed(self, part: str, target: _Target) -> None:
        """Parse a part; what its header says of its size is not believed."""
        parser = XMLParser(target=target)
        if self._archive.getinfo(part).compress_type not in _PACKED:
            raise zipfile.BadZipFile("it is packed in an unusual way")
        with self._archive.open(part) as opened:
            while piece := opened.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise _NoDocument(f"this document unpacks to more than {MOST_XML // 1024**2} MiB; split it.")
                parser.feed(piece)
        parser.close()


class _Target:
    """What a parser calls; a document type is refused, for it alone could name entities and other files."""

    def doctype(self, *_: object) -> None:
        raise _NoDocument("this document declares entities of its own, which Word never does; save it anew.")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...


class _Relations(_Target):
    """The targets of the relations of one kind."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.targets: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("Type", "").endswith(self._kind) and attributes.get("TargetMode") != "External":
            self.targets.append(attributes.get("Target", ""))


class _Text(_Target):
    """Writes the lines of one part. Paragraphs, cells and rows stand in each other as deep as they like."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[tuple[str, list[str]]] = [("", self.lines)]
        self._around = [self.lines]
        """The pieces of what is open but for paragraphs, which take none of what stands in them."""
        self._unseen = 0
        """How many elements are open below one that nobody sees, itself included."""
        self._hidden = self._raised = self._in_text = False
        self._row_deleted = self._of_row = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        space, _, name = tag[1:].rpartition("}")
        if self._unseen or name in _UNSEEN or _is_separator(name, attributes):
            self._unseen += 1
            self._row_deleted |= self._of_row and name == "del"
        elif space in _WORDS:
            self._start(name, attributes)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _JOINED_BY:
            self._open.append((name, []))
            if name != "p":
                self._around.append(self._open[-1][1])
        elif name == "r":
            self._hidden = self._raised = False
        elif name == "vanish":
            self._hidden = _value(attributes) not in _OFF
        elif name == "vertAlign":
            self._raised = _value(attributes) == "superscript"
        elif name == "trPr":
            self._of_row = True
        elif name == "t":
            self._in_text = not self._hidden
        elif name in _SIGNS and not self._hidden:
            self._write(_SIGNS[name])

    def data(self, text: str) -> None:
        if self._in_text and not self._unseen:
            self._write(text.translate(RAISED) if self._raised else text)

    def _write(self, text: str) -> None:
        within, pieces = self._open[-1]
        if within == "p":
            pieces.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self._unseen:
            self._unseen -= 1
        elif name == "t":
            self._in_text = False
        elif name == "trPr":
            self._of_row = False
        elif name == self._open[-1][0]:
            self._close(name)

    def _close(self, name: str) -> None:
        text = _JOINED_BY[name].join(self._open.pop()[1])
        if name != "p":
            self._around.pop()
        # A paragraph inside a paragraph is that of a text box, and stands for itself.
        around = self._around[-1]
        if name == "tr" and self._row_deleted:
            self._row_deleted = False
        elif name == "tc":
            around.append(text.translate(_SPACE_OF_CELL).strip())
        elif text.strip():
            around.append(text.strip("\n") if name == "p" else text.rstrip())


def _is_separator(name: str, attributes: Mapping[str, str]) -> bool:
    """True for the notes that hold the line above all notes."""
    return name in ("footnote", "endnote") and any(
        key.endswith("}type") and value != "normal" for key, value in attributes.items()
    )


def _value(attributes: Mapping[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith("}val")), "")
