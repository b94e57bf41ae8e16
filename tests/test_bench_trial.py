"""The corpus of the trial is well formed, what it claims follows from the tables, and every claim is told of."""

from datetime import date

import pytest

from benchmarks.trial.corpus import Article, CorpusError, articles
from benchmarks.trial.recompute import holds
from benchmarks.trial.run import Outcome, figures, rows, rows_of

CORPUS = tuple(articles())


def test_there_are_thirty_articles_half_of_them_against_the_tables_that_ship():
    assert len(CORPUS) == 30
    assert sum(article.shipped for article in CORPUS) == 15
    assert sum(bool(article.planted) for article in CORPUS) == 20
    assert sum(len(article.claims) for article in CORPUS) >= 350


@pytest.mark.parametrize("article", CORPUS, ids=lambda article: article.name)
def test_each_has_the_length_of_an_article_and_its_errors_in_their_places(article: Article):
    assert isinstance(article.as_of, date)
    assert 120 <= len(article.text.split()) <= 300
    assert len(article.planted) <= 5
    for claim in article.claims:
        place = article.told.places[claim.id]
        words = article.told.text[place.start : place.end]
        assert words == (claim.planted or claim.words)
        assert claim.planted != claim.words


@pytest.mark.parametrize("article", CORPUS, ids=lambda article: article.name)
def test_what_it_claims_follows_from_the_tables(article: Article):
    assert [claim.quote for claim in article.claims if claim.check and not holds(article, claim)] == []


def test_every_claim_is_told_of_and_counted_once():
    told = list(rows())
    counted = figures(told)
    assert counted.claims == sum(len(article.claims) for article in CORPUS)
    assert counted.planted == sum(len(article.planted) for article in CORPUS)
    assert counted.flagged + counted.accepted <= counted.planted
    assert all(bool(row.reason) == (row.outcome is Outcome.SILENT) for row in told)


def test_a_clean_article_has_nothing_to_flag():
    outcomes = {row.outcome for row in rows_of(CORPUS[0], clean=True)}
    assert not outcomes & {Outcome.FLAGGED, Outcome.ACCEPTED}


def test_words_that_are_found_twice_are_refused(tmp_path):
    (tmp_path / "01-twice.yaml").write_text(
        "title: Twice\nas_of: 2025-01-01\ntables: [shipped]\ntext: Five and five, or five.\n"
        "claims: [{quote: '[five]', says: a number, covered: no}]\n"
    )
    with pytest.raises(CorpusError, match="found 2 times"):
        list(articles(tmp_path))
