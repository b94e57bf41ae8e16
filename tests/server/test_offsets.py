"""Offsets in three units, against the plain way to count them: encode what stands before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veritab_server.offsets import BLOCK, Encoding, Offsets

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text("aé中😀\u0301\n", max_size=3 * BLOCK)
SURROGATES = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=40)


def units(text, encoding):
    codec, width = encoding.value
    return len(text.encode(codec, "surrogatepass")) // width if codec else len(text)


@given(TEXTS | SURROGATES, st.sampled_from(Encoding), st.data())
def test_an_offset_is_what_stands_before_it_encoded_and_comes_back(text, encoding, data):
    offsets = Offsets.of(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    converted = offsets.to_units(offset)
    assert converted == units(text[:offset], encoding)
    assert offsets.to_code_points(converted) == offset
    assert offsets.length == units(text, encoding)


@given(TEXTS, st.sampled_from([Encoding.UTF8, Encoding.UTF16]), st.data())
def test_an_offset_inside_a_character_or_outside_the_text_is_refused(text, encoding, data):
    offsets = Offsets.of(text, encoding)
    borders = {units(text[:i], encoding) for i in range(len(text) + 1)}
    asked = data.draw(st.integers(-2, offsets.length + 2))
    if asked in borders:
        assert units(text[: offsets.to_code_points(asked)], encoding) == asked
    else:
        with pytest.raises(ValueError):
            offsets.to_code_points(asked)


def test_a_long_text_of_wide_characters_converts_across_blocks():
    text = "😀é" * (2 * BLOCK)
    offsets = Offsets.of(text, Encoding.UTF16)
    assert [offsets.to_units(i) for i in (0, 1, 2, BLOCK, len(text))] == [0, 2, 3, BLOCK // 2 * 3, len(text) // 2 * 3]
