import pytest

from tests.server.running import serving
from veritab_client import Client


@pytest.fixture(scope="session")
def address():
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def client(address):
    with Client(address) as client:
        yield client
