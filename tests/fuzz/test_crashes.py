"""What once did harm, thrown again: every file of `crashes` is a case, and a new one is found there by itself."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.fuzz.__main__ import target
from benchmarks.fuzz.case import read

CRASHES = sorted((Path(__file__).parent / "crashes").glob("*.yaml"))


@pytest.fixture(scope="module")
def targets():
    made = {}
    with ExitStack() as stack:

        def find(name):
            if name not in made:
                made[name] = target(name, stack)
            return made[name]

        yield find


@pytest.mark.parametrize("file", CRASHES, ids=lambda file: file.stem)
def test_it_does_no_harm_any_more(file, targets):
    case = read(file)
    targets(case["target"]).throw(case)
