"""The texts that every system reads, built from a folder of data and kept outside the tree.

Four parts, which differ in how densely they tell figures: game reports, news, papers and patents, and the paragraphs
of these that no annotator found a quantity in. Sentences and paragraphs of a part are joined to documents as long as an
article. The parts are mixed evenly, so that any first stretch of the corpus is like the whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

SHORTEST = 2_000
"""Joined texts end after the piece that takes them over so many characters; one in thirty has pieces to reach 5 000."""
IN_A_PARAGRAPH = 4
"""Sentences of news."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document and the part that it is from."""

    part: str
    text: str

    @property
    def kilobytes(self) -> float:
        """Its size in UTF-8; a kilobyte has 1 000 bytes here."""
        return len(self.text.encode()) / 1000


def build(data: Path) -> list[Text]:
    """The corpus of a folder laid out like shared/data.

    Raises FileNotFoundError where a set is missing.
    """
    papers = _rows(data / "extraction" / "grobid_quantities.jsonl")
    news = [_ended(str(row["text"])) for row in _rows(data / "extraction" / "newsquant.jsonl")]
    paragraphs = [" ".join(news[i : i + IN_A_PARAGRAPH]) for i in range(0, len(news), IN_A_PARAGRAPH)]
    return _mixed(
        {
            "reports": list(_reports(data / "accuracy_task" / "texts")),
            "news": list(_joined(paragraphs)),
            "papers": list(_joined(str(row["text"]) for row in papers if row["expect"])),
            "plain": list(_joined(str(row["text"]) for row in papers if not row["expect"])),
        }
    )


def write(texts: Iterable[Text], file: Path) -> None:
    """Write the corpus where the systems read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(asdict(text)) + "\n" for text in texts), "utf-8")


def load(file: Path) -> list[Text]:
    """The corpus as written."""
    return [Text(**json.loads(line)) for line in file.read_text("utf-8").split("\n") if line]


def _reports(folder: Path) -> Iterator[str]:
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"{folder} has no .txt file; DATA is a folder like shared/data")
    return (file.read_text("utf-8") for file in files)


def _rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]


def _ended(sentence: str) -> str:
    return sentence if sentence.rstrip().endswith((".", "!", "?")) else sentence.rstrip() + "."


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Documents of paragraphs; what is left over at the end is one too."""
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if sum(map(len, held)) >= SHORTEST:
            yield "\n\n".join(held)
            held = []
    if held:
        yield "\n\n".join(held)


def _mixed(parts: dict[str, list[str]]) -> list[Text]:
    """All texts in one order, every part spread over the whole of it."""
    placed = [
        ((index + 0.5) / len(texts), Text(part, text))
        for part, texts in parts.items()
        for index, text in enumerate(texts)
    ]
    return [text for _, text in sorted(placed, key=lambda each: each[0])]
