"""Both stores: a folder, and a PostgreSQL server that runs."""

import psycopg
import pytest

from tests.engine.reference import postgresql


@pytest.fixture(scope="session")
def port():
    if postgresql.binaries() is None:
        pytest.skip(postgresql.MISSING)
    with postgresql.server() as port:
        yield port


@pytest.fixture
def base(port):
    """A database of the server that nobody has used."""

    def uri(name):
        return f"postgresql://owner:{postgresql.ESCAPED}@127.0.0.1:{port}/{name}"

    with psycopg.connect(uri("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS jobs WITH (FORCE)")
        connection.execute("CREATE DATABASE jobs")
    return uri("jobs")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    """What the setting `jobs.store` may name."""
    return str(tmp_path / "jobs") if request.param == "sqlite" else request.getfixturevalue("base")
