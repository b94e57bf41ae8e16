"""A few cases of each target, the same in every run; `python -m benchmarks.fuzz` throws more."""

from contextlib import ExitStack
from random import Random

import pytest

from benchmarks.fuzz.__main__ import target
from benchmarks.fuzz.case import thrown

CASES = {"documents": 500, "formats": 400, "inline": 300, "loaded": 300, "messages": 400, "access": 300}


@pytest.mark.parametrize("name", CASES)
def test_nothing_that_is_thrown_does_harm(name):
    with ExitStack() as stack:
        aim = target(name, stack)
        tried = (thrown(aim, aim.make(Random(f"{name}-ci-{number}"))) for number in range(CASES[name]))
        crashes = [f"{crash.kind}: {crash.error}: {dict(crash.case)}" for crash in tried if crash is not None]
    assert crashes == []
