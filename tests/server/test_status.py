"""Errors as they travel."""

from veritab_server.errors import FieldError, UnknownTable
from veritab_server.status import status_of


def test_an_error_that_quotes_half_a_surrogate_pair_can_be_sent():
    for error in (FieldError("where[\ud83d]", 'there is no column "\ud83d"'), UnknownTable("\ud83d")):
        assert "?" in status_of(error).SerializeToString().decode("utf-8", "replace")


def test_an_error_that_quotes_a_long_name_fits_into_the_trailers_of_every_client():
    assert len(status_of(UnknownTable("x" * 100_000)).SerializeToString()) < 8 * 1024
