import grpc
import pytest

from tests.server.running import serving
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub


@pytest.fixture(scope="session")
def address():
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def channel(address):
    with grpc.insecure_channel(address) as channel:
        yield channel


@pytest.fixture(scope="session")
def verification(channel):
    return VerificationServiceStub(channel)


@pytest.fixture(scope="session")
def reference(channel):
    return ReferenceServiceStub(channel)
