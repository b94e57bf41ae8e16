"""Does the cost of a document grow with its length alone? One piece again and again, at four lengths.

Prints the seconds of each and how the last doubling told on them: 2 is a straight line, 4 is the square. What grows
faster than `FAST` while it takes longer than `LONG` is marked.
"""

from __future__ import annotations

import time

from benchmarks.fuzz.documents import SHIPPED, checker
from benchmarks.fuzz.mutation import SIGNS, WORDS

LENGTHS = (8_000, 16_000, 32_000, 64_000)
FAST = 3.0
LONG = 0.5
PIECES = (
    "In 2024, two-way trade between China and Russia reached $240.1 billion and ",
    "Xi Jinping met Vladimir Putin. ",
    "5 percent and ",
    "one hundred and ",
    "(China) ",
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
        growth = took[-1] / took[-2]
        marked = "  <--" if growth > FAST and took[-1] > LONG else ""
        print(f"{ascii(piece)[:40]:40} {' '.join(f'{each:7.3f}' for each in took)}  {growth:4.1f}{marked}", flush=True)


def seconds(piece: str, length: int) -> float:
    """What a check of the piece takes, repeated to that length."""
    text = (piece * (length // len(piece) + 1))[:length]
    start = time.perf_counter()
    checker(SHIPPED).check(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
