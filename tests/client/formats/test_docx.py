"""Word documents, as python-docx writes them, and as Word and ill-willed people do."""

import contextlib
import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from veritab_client import read_bytes
from veritab_client.errors import InputError
from veritab_client.formats.docx import MOST_XML

W = nsdecls("w")
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(body, main="word/document.xml", **parts):
    """A document by hand: its XML, and other parts of the folder "word"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _relations({"officeDocument": main}))
        archive.writestr(
            main, body if body.startswith("<?") else f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/_rels/document.xml.rels", _relations({name: f"{name}.xml" for name in parts}))
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", part)
    return out.getvalue()


def _relations(targets):
    listed = "".join(f'<Relationship Type="{RELATION}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f"<Relationships>{listed}</Relationships>"


def read(data, name="story.docx"):
    return read_bytes(data, name=name).text


def paragraph(runs):
    return read(packed(f"<w:p>{runs}</w:p>"))


def test_paragraphs_headings_items_and_tables_are_lines():
    story = docx.Document()
    story.add_heading("Ferries earn more", 0)
    story.add_paragraph("HALVIK, May 8 -- A good year.")
    written = story.add_paragraph("In 2024, it was ")
    written.add_run("$57.3").bold = True
    written.add_run("\N{NO-BREAK SPACE}million.").add_break(WD_BREAK.LINE)
    written.add_run("A second line,\tand a tab.")
    story.add_paragraph("   ")
    story.add_paragraph("Halvik gets 2 boats.", style="List Bullet")
    table = story.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("Port", "Revenue", "", "$5"), strict=True):
        cell.text = text
    table.rows[1].cells[1].add_paragraph("million")
    story.sections[0].header.paragraphs[0].text = "Page of 2024"
    assert read(saved(story)).split("\n\n") == [
        "Ferries earn more",
        "HALVIK, May 8 -- A good year.",
        "In 2024, it was $57.3\N{NO-BREAK SPACE}million.\nA second line,\tand a tab.",
        "Halvik gets 2 boats.",
        "Port\tRevenue",
        "\t$5 million",
    ]


def test_revisions_are_read_as_accepted():
    deleted = "<w:del><w:r><w:delText>3 million</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>4 million</w:t></w:r></w:ins>"
    moved = "<w:moveFrom><w:r><w:t> in 2023</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> in 2024</w:t></w:r></w:moveTo>"
    assert paragraph(f"<w:r><w:t>It was </w:t></w:r>{deleted}{inserted}{moved}") == "It was 4 million in 2024"


def test_a_row_that_was_deleted_is_not_read():
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = row.format("<w:trPr><w:del/></w:trPr>", "gone") + row.format("<w:trPr/>", "kept")
    assert read(packed(f"<w:tbl>{rows}</w:tbl>")) == "kept"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r>", "shown"),
        ('<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>shown</w:t></w:r>', "shown"),
        ("<w:r><w:instrText>PAGE 12</w:instrText></w:r><w:r><w:t>7</w:t></w:r>", "7"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        (
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>field</w:t></w:r></w:sdtContent></w:sdt>",
            "field",
        ),
        ('<w:r><w:t>2024</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>', "2024¹"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u2011bc"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>shown</w:t></w:r>", "shown"),
        ('<w:r><w:t xml:space="preserve">𝄞 &amp; &#8212; é </w:t></w:r><w:r><w:t>x</w:t></w:r>', "𝄞 & — é x"),
    ],
)
def test_a_reader_sees(runs, text):
    assert paragraph(runs) == text


def test_a_text_box_is_read_once_and_apart():
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f'<mc:AlternateContent xmlns:mc="m">{both}</mc:AlternateContent>'
    assert paragraph(f"<w:r>{both}</w:r><w:r><w:t>Around it</w:t></w:r>") == "In a box\n\nAround it"


def test_notes_are_read_below_the_text():
    note = "<w:{0} {1}><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}>"
    notes = {}
    for kind, text in (("endnote", "In 2023."), ("footnote", "In 2022.")):
        line, own = note.format(kind, 'w:type="separator"', "__"), note.format(kind, "", text)
        notes[f"{kind}s"] = f"<w:{kind}s {W}>{line}{own}</w:{kind}s>"
    assert read(packed("<w:p><w:r><w:t>In 2024.</w:t></w:r></w:p>", **notes)) == "In 2024.\n\nIn 2022.\n\nIn 2023."


def test_the_text_is_where_the_package_says():
    data = packed("<w:p><w:r><w:t>Here</w:t></w:r></w:p>", main="other/main.xml")
    assert read(data) == "Here"


def test_strict_documents_are_read_as_well():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = (
        f"<?xml version='1.0'?><w:document {strict}><w:body><w:p><w:r><w:t>Here</w:t></w:r></w:p></w:body></w:document>"
    )
    assert read(packed(body)) == "Here"


def test_a_document_without_words_is_an_empty_text():
    assert read(saved(docx.Document())) == ""


def test_what_the_library_writes_is_what_is_read():
    story = docx.Document()
    texts = ["One é", "two 𝄞 𝄞", "<three> & 'four'"]
    story.element.body.insert(0, parse_xml(f"<w:p {W}><w:r><w:t>Zero</w:t></w:r></w:p>"))
    for text in texts:
        story.add_paragraph(text)
    assert read(saved(story)).split("\n\n") == ["Zero", *texts]


BOMB = "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><d>&b;</d>"
FILE = "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><d>&a;</d>"


NO_ZIP = "this is no Word document, for it is no zip archive; save it as .docx, or name its format."
OLDER = "this is an older Word document, or one with a password; save it as .docx without one."
ENTITIES = "this document declares entities of its own, which Word never does; save it anew."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", NO_ZIP),
        (b"In 2024 ...", NO_ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", OLDER),
        (packed(BOMB), ENTITIES),
        (packed(FILE), ENTITIES),
        (packed("<w:p>"), "this Word document is damaged (mismatched tag: line 1, column 98); save it anew."),
        (packed(" " * (MOST_XML + 1)), "this document unpacks to more than 64 MiB; split it."),
    ],
    ids=["empty", "text", "older", "bomb", "file", "damaged", "zip bomb"],
)
def test_what_is_no_document_is_said_in_one_sentence(data, said):
    with pytest.raises(InputError) as told:
        read(data)
    assert str(told.value) == f"story.docx: {said}"


def test_another_zip_archive_is_said_to_hold_no_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "2024")
    with pytest.raises(InputError, match="this zip archive holds no Word document"):
        read(out.getvalue())


def test_every_damaged_document_is_an_error_and_no_crash():
    whole = saved(docx.Document())
    for end in range(0, len(whole), 1999):
        with pytest.raises(InputError):
            read(whole[:end])
    for at in range(0, len(whole), 997):
        broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with contextlib.suppress(InputError):
            read(broken)


def test_depth_costs_nothing():
    deep = "<w:sdt>" * 50_000 + "<w:p><w:r><w:t>Deep</w:t></w:r></w:p>" + "</w:sdt>" * 50_000
    assert read(packed(deep)) == "Deep"
