"""A real Envoy in front of two real servers, brought up once for the tests that break nothing."""

from __future__ import annotations

import shutil

import pytest
from tools.gateway.configuration import Local
from tools.gateway.running import binary, gateway

from tests.gateway.calling import OWN, PAGE
from tests.server.processes import served


@pytest.fixture(scope="session", autouse=True)
def _envoy():
    if binary() is None:
        pytest.skip("there is no envoy for this machine")


@pytest.fixture
def curl():
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")


@pytest.fixture(scope="session")
def edge(tmp_path_factory):
    """The gateway; its servers have the tables that ship, invented ones and one store of jobs, in the clear."""
    own = [option for option in OWN if option != "--no-shipped"]
    both = [*own, "--set", f"jobs.store={tmp_path_factory.mktemp('jobs')}"]
    with served(*both) as one, served(*both) as two:
        local = Local("127.0.0.1:0", [one.address, two.address], admin="127.0.0.1:0", origins=[PAGE])
        with gateway(tmp_path_factory.mktemp("gateway"), local) as running:
            yield running


@pytest.fixture(scope="session")
def url(edge):
    return edge.url
