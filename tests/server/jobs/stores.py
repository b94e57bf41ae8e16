"""A look into a store, beside the servers that use it."""

from veritab_server.jobs.opening import open_database
from veritab_server.jobs.schema import OF_JOB
from veritab_server.settings import Jobs, Settings


def database(store):
    found = open_database(Settings(jobs=Jobs(store=store)))
    assert found is not None
    return found


def rows_of(store, query):
    """What a query gives."""
    opened = database(store)
    try:
        with opened.reading() as transaction:
            return transaction.rows(query)
    finally:
        opened.close()


def sizes_of(store):
    """How many rows each table has that has rows of jobs."""
    return {name: rows_of(store, f"SELECT count(*) FROM {name}")[0][0] for name in OF_JOB}
