"""Files as documents: which format they are taken for, and what is said of those that cannot be read."""

from datetime import date

import pytest

from veritab_client import Document, read_bytes, read_file
from veritab_client.errors import InputError
from veritab_client.formats import LARGEST


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "*a*"), ("a", "*a*"), ("a.md", "a"), ("A.MD", "a"), ("b.markdown", "a"), ("a.html", "*a*")],
)
def test_the_ending_of_a_name_tells_the_format(tmp_path, name, text):
    path = tmp_path / name
    path.write_text("*a*")
    document = read_file(path)
    assert document.text == text
    assert document.id == str(path)


def test_a_format_that_is_named_goes_before_the_ending():
    assert read_bytes(b"*a*", "text", name="a.md").text == "*a*"
    assert read_bytes(b"*a*", "markdown", name="a.txt").text == "a"


def test_a_document_has_what_its_sender_knows():
    document = read_bytes(b"x", name="a", as_of=date(2025, 5, 8), scope={"port": "Halvik"})
    assert document == Document("x", as_of=date(2025, 5, 8), scope={"port": "Halvik"}, id="a")


def test_a_format_that_there_is_not_is_an_error_of_the_program():
    with pytest.raises(ValueError, match='"odt" is no format; the formats are auto, text, markdown, html, docx'):
        read_bytes(b"", "odt")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_text_that_is_too_large_is_refused(name):
    with pytest.raises(InputError, match="larger than 10 MiB"):
        read_bytes(b"x" * (LARGEST + 1), name=name)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
def test_a_file_that_is_missing_or_a_folder_is_said_to_be_so(tmp_path, name):
    with pytest.raises(InputError, match="there is no such file"):
        read_file(tmp_path / name)
    (tmp_path / name).mkdir()
    with pytest.raises(InputError, match="this is a folder"):
        read_file(tmp_path / name)
