"""Words of statements: tests/corpora/statement/words.yaml has those that share a form, and those that must not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from veritab_engine.statement.words import lemma

CORPUS = yaml.safe_load((Path(__file__).parents[2] / "corpora" / "statement" / "words.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("form", "word"), [(form, word) for form, words in CORPUS["lemmas"].items() for word in words])
def test_an_inflected_word_has_the_form_that_its_inflections_share(form: str, word: str) -> None:
    assert lemma(word) == form


@pytest.mark.parametrize(("one", "two"), CORPUS["apart"])
def test_words_that_only_look_alike_stay_apart(one: str, two: str) -> None:
    assert lemma(one) != lemma(two)


@pytest.mark.parametrize("form", CORPUS["lemmas"])
def test_a_shared_form_is_its_own(form: str) -> None:
    assert lemma(form) == form
