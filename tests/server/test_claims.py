"""Claims of arbitrary texts, in all three encodings: the span, cut out of the caller's own text, is the quote."""

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.corpus import corpora, load
from tests.server.running import WRONG, ferries
from veritab.v1 import claim_pb2
from veritab_engine import Checker, Document
from veritab_server.conversion.claim import write_claim
from veritab_server.conversion.document import read_span
from veritab_server.offsets import Encoding, Offsets

ROWS = [row for path in corpora() for row in load(path)]
CHECKER = Checker(ferries())
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(TEXTS, TEXTS, st.sampled_from(Encoding))
def test_a_span_is_its_quote_whatever_stands_around(before, after, encoding):
    text = f"{before}\n\n{WRONG}\n\n{after}"
    assert "$57.3 million" in [claim.quote for claim in CHECKER.extract(Document(text))]
    assert_sliced(text, encoding)


@given(TEXTS, st.sampled_from(ROWS), TEXTS, st.sampled_from(Encoding))
def test_a_span_of_any_kind_is_its_quote(before, row, after, encoding):
    assert_sliced(f"{before}\r\n\r\n{row.text}\r\n\r\n{after}", encoding)


def assert_sliced(text: str, encoding: Encoding) -> None:
    """Cut every span of every claim out of the encoded text, as a caller would."""
    offsets = Offsets.of(text, encoding)
    codec, width = encoding.value
    encoded, width = (text.encode(codec), width) if codec else (text, 1)
    for claim in CHECKER.extract(Document(text)):
        message = claim_pb2.Claim()
        write_claim(message, claim, offsets)
        found = encoded[message.span.start * width : message.span.end * width]
        assert (found.decode(codec) if isinstance(found, bytes) else found) == claim.quote
        assert read_span(message.span, offsets, "span") == claim.span
        for part, phrase in message.about.ListFields():
            told = encoded[phrase.span.start * width : phrase.span.end * width]
            assert (told.decode(codec) if isinstance(told, bytes) else told) == phrase.text
            assert phrase.text == getattr(claim.about, part.name).text


@given(TEXTS)
def test_any_text_can_be_checked(text):
    report = CHECKER.check(Document(text))
    assert len(report.findings) == len(report.claims)
