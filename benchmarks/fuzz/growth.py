"""Do the cost and the memory of a document grow with its length alone? One piece again and again, at four lengths.

Prints the seconds of each, how the last doubling told on them (2 is a straight line, 4 is the square), and how many
bytes were held at most for each character. What grows faster than `FAST` while it takes longer than `LONG` is marked,
and so is what holds more than `MUCH`.
"""

from __future__ import annotations

import time
import tracemalloc

from benchmarks.fuzz.corpora import SHIPPED, checker
from benchmarks.fuzz.mutation import SIGNS, WORDS

LENGTHS = (8_000, 16_000, 32_000, 64_000)
FAST = 3.0
LONG = 0.5
MUCH = 2_000
PIECES = (
    "In 2024, two-way trade between China and Russia reached $240.1 billion and ",
    "Xi Jinping met Vladimir Putin. ",
    "5 percent and ",
    "one hundred and ",
    "(China) ",
    "1 2 3 4 5 6 7 8 9 ",
    "1,000,",
    "1\t2\t",
    "China\n",
    "7",
    "x",
)


def main() -> None:
    """Run the measurement as a program."""
    for piece in (*PIECES, *SIGNS, *(f"{word} " for word in WORDS)):
        took = [seconds(piece, length) for length in LENGTHS]
        growth, held = took[-1] / took[-2], memory(piece, LENGTHS[0])
        marked = "  <--" if (growth > FAST and took[-1] > LONG) or held > MUCH else ""
        shown = " ".join(f"{each:7.3f}" for each in took)
        print(f"{ascii(piece)[:40]:40} {shown}  {growth:4.1f} {held:6,}{marked}", flush=True)


def seconds(piece: str, length: int) -> float:
    """What a check of the piece takes, repeated to that length."""
    text = _repeated(piece, length)
    start = time.process_time()
    checker(SHIPPED).check(text)
    return time.process_time() - start


def memory(piece: str, length: int) -> int:
    """Bytes held at most for each character, in a check of the piece repeated to that length."""
    text = _repeated(piece, length)
    tracemalloc.start(1)
    try:
        checker(SHIPPED).check(text)
        return tracemalloc.get_traced_memory()[1] // length
    finally:
        tracemalloc.stop()


def _repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


if __name__ == "__main__":
    main()
