"""What an input means: files with many documents in each, and files that are one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path

from veritab_batch.errors import InputError


class Kind(Enum):
    """What is in a file."""

    PARQUET = "parquet"
    NDJSON = "ndjson"
    CSV = "csv"
    TEXT = "text"
    """One document."""


ENDINGS: Mapping[str, Kind] = {
    ".parquet": Kind.PARQUET,
    ".pq": Kind.PARQUET,
    ".ndjson": Kind.NDJSON,
    ".jsonl": Kind.NDJSON,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".docm"), Kind.TEXT),
}
PACKED = ".gz"
"""Behind the ending of NDJSON, CSV and TSV."""


@dataclass(frozen=True, slots=True)
class File:
    """A file, and what is in it."""

    path: Path
    kind: Kind

    @property
    def name(self) -> str:
        """Its name as it can be printed."""
        return shown(self.path)


@dataclass(frozen=True, slots=True)
class Source:
    """One INPUT with the files that it means, and what changes when somebody writes one of them."""

    name: str
    files: Sequence[File]
    left_out: int
    """Files of a folder that are of no kind that is read."""
    bytes: int
    stamp: str

    def to_record(self) -> Mapping[str, object]:
        """What a manifest keeps of it."""
        told = asdict(self)
        return {"input": self.name, "files": len(self.files), **{name: told[name] for name in ("bytes", "stamp")}}


def find_sources(inputs: Iterable[str], output: Path) -> tuple[Source, ...]:
    """What the inputs mean, without what is in the output; InputError where one means nothing that can be read."""
    return tuple(_source(name, output.resolve()) for name in inputs)


def shown(path: Path | str) -> str:
    """A path as it can be printed: bytes that are no UTF-8 become question marks."""
    return os.fsencode(path).decode("utf-8", "replace")


def _source(name: str, output: Path) -> Source:
    path = Path(name)
    if path.is_dir():
        files, left_out = _known(_walk(path, output))
        missing = f"{name}: this folder has no file that can be read; {READ}"
    elif path.exists():
        files, left_out = _known([path])
        missing = f"{name}: its ending does not say what is in it; {READ}"
    elif has_magic(name):
        files, left_out = _known(Path(found) for found in sorted(glob(name, recursive=True)) if Path(found).is_file())
        missing = f"{name}: no file that can be read has a name like this; {READ}"
    else:
        raise InputError(f"{name}: there is no such file or folder.")
    if not files:
        raise InputError(missing)
    stamps = [(file.name, *_stamp(file.path)) for file in files]
    digest = sha256(repr(stamps).encode()).hexdigest()[:16]
    return Source(name, files, left_out, sum(size for _, size, _ in stamps), digest)


READ = "the endings that are read are " + ", ".join(ENDINGS) + f", and {PACKED} behind those of NDJSON, CSV and TSV."


def _walk(folder: Path, output: Path) -> Iterator[Path]:
    """The files of a folder at any depth in the order of their names, without what is hidden, set aside or written."""
    if folder.resolve() == output:
        return
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_dir():
            yield from _walk(Path(entry.path), output)
        else:
            yield Path(entry.path)


def _known(paths: Iterable[Path]) -> tuple[tuple[File, ...], int]:
    kinds = [(path, kind_of(path.name)) for path in paths]
    files = tuple(File(path, kind) for path, kind in kinds if kind is not None)
    return files, len(kinds) - len(files)


def kind_of(name: str) -> Kind | None:
    """What is in a file of this name; None where its ending does not say."""
    told = ending(name)
    kind = ENDINGS.get(told.removesuffix(PACKED))
    return None if told.endswith(PACKED) and kind not in (Kind.NDJSON, Kind.CSV) else kind


def ending(name: str) -> str:
    """The ending of a file's name in small letters, with that of what it is packed by."""
    name = name.lower()
    packed = PACKED if name.endswith(PACKED) else ""
    return os.path.splitext(name.removesuffix(PACKED))[1] + packed


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise InputError(f"{shown(path)}: it cannot be read ({(error.strerror or str(error)).lower()}).") from None
    return found.st_size, found.st_mtime_ns
