"""Faults print what was held: the calls that were made, and what became of them."""

import pytest


@pytest.fixture
def tell(capsys):
    """Print one line, whatever pytest captures."""

    def told(line):
        with capsys.disabled():
            print(f"\n    {line}")

    return told
