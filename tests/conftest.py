"""What holds for all tests: a property may take as long as a busy machine needs, and a test may say what it held."""

import pytest
from hypothesis import settings

settings.register_profile("veritab", deadline=None)
settings.load_profile("veritab")


@pytest.fixture
def tell(capsys):
    """Print one line, whatever pytest captures."""

    def told(line):
        with capsys.disabled():
            print(f"\n    {line}")

    return told
