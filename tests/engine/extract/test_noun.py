"""One and many: the singular that a unit has, and the plural that a message needs."""

import pytest

from veritab_engine.extract.noun import plural, singular

PAIRS = ["visit visits", "launch launches", "country countries", "journey journeys", "crisis crises", "bus buses",
         "person people", "series series", "state visit state visits"]  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS)
def test_one_and_many_give_each_other(pair: str) -> None:
    words = pair.split()
    one, many = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    assert (plural(one), singular(many)) == (many, one)
    assert (plural(many), singular(one)) == (many, one)
