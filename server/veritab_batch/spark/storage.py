"""Files on a cluster's storage: whatever Hadoop has a file system for, and local ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from glob import has_magic
from hashlib import sha256
from pathlib import Path
from re import sub
from typing import TYPE_CHECKING, Any

from veritab_batch.errors import InputError, OutputError
from veritab_batch.sources import READ, Kind, ending, kind_of
from veritab_batch.spark.session import errors, first_line

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MAGIC = r"([\[\]{}*?\\])"


@dataclass(frozen=True, slots=True)
class Source:
    """One INPUT: where Spark reads it, the kinds of its files, and by which names they go.

    The name of a file is `name` and what its address has behind `root`.
    """

    input: str
    address: str
    """As Spark takes it, a pattern."""
    root: str
    name: str
    endings: Mapping[Kind, Sequence[str]]
    """The endings of the files of each kind, with that of packing."""
    files: int
    left_out: int
    bytes: int
    stamp: str

    def to_record(self) -> Mapping[str, object]:
        """What a manifest keeps of it."""
        return {"input": self.input, "files": self.files, "bytes": self.bytes, "stamp": self.stamp}


@dataclass(frozen=True, slots=True)
class Storage:
    """The files that a session of Spark reaches."""

    session: SparkSession

    def find(self, input: str, output: str) -> Source:
        """What an INPUT means; InputError where it means nothing that can be read, or has the output in it."""
        name = input if "://" in input else str(Path(input))
        there = self._exists(name)
        if not there and not has_magic(name):
            raise InputError(f"{input}: there is no such file or folder.")
        if not there and "**" in name:
            raise InputError(f'{input}: Spark knows no "**"; name the folder, which is read at any depth.')
        prefix = name if there else name[: name[: _first_magic(name)].rfind("/") + 1]
        root = self._qualified(prefix or ".")
        if f"{self._qualified(output)}/".startswith(f"{root}/") and there:
            raise InputError(f"{input}: OUTPUT is in it, which Spark would read; name a folder beside it.")
        address = sub(MAGIC, r"\\\1", name) if there else name
        found = self._listed(input, address)
        known = [(path, size, when, kind) for path, size, when in found if (kind := kind_of(path)) is not None]
        if not known:
            missing = "no file that can be read is there" if there else "no file that can be read has a name like this"
            raise InputError(f"{input}: {missing}; {READ}")
        stamps = [(path, size, when.isoformat()) for path, size, when, _ in known]
        return Source(
            input=input,
            address=address,
            root=root,
            name=prefix.rstrip("/"),
            endings={kind: sorted({ending(path) for path, *_, own in known if own is kind}) for kind in Kind},
            files=len(known),
            left_out=len(found) - len(known),
            bytes=sum(size for _, size, _ in stamps),
            stamp=sha256(repr(sorted(stamps)).encode()).hexdigest()[:16],
        )

    def names(self, folder: str) -> Sequence[str]:
        """What lies in a folder; OutputError where it is none."""
        path = self._path(folder)
        system = self._system(path)
        try:
            if not system.exists(path):
                return ()
            if not system.getFileStatus(path).isDirectory():
                raise OutputError(f"{folder}: it is no folder.")
            return sorted(each.getPath().getName() for each in system.listStatus(path))
        except errors() as error:
            raise OutputError(f"{folder}: it cannot be read ({said(error)}).") from None

    def read_json(self, file: str) -> Any:
        """The JSON in a file; None where there is no such file. OutputError where it is damaged."""
        path = self._path(file)
        system = self._system(path)
        if not system.exists(path):
            return None
        damaged: tuple[type[Exception], ...] = (ValueError, *errors())
        try:
            opened = system.open(path)
            try:
                return json.loads(bytes(opened.readAllBytes()))
            finally:
                opened.close()
        except damaged as error:
            raise OutputError(f"{file}: it cannot be read ({said(error)}). Begin anew with --overwrite.") from None

    def write_text(self, file: str, text: str) -> None:
        """Write a file; OutputError where it cannot be written."""
        path = self._path(file)
        try:
            opened = self._system(path).create(path, True)
            try:
                opened.write(bytearray(text.encode()))
            finally:
                opened.close()
        except errors() as error:
            raise OutputError(f"{file}: it cannot be written ({said(error)}).") from None

    def remove(self, path: str) -> None:
        """Remove a file, or a folder with all that is in it."""
        own = self._path(path)
        self._system(own).delete(own, True)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name; OutputError where that cannot be done."""
        path = self._path(old)
        if not self._system(path).rename(path, self._path(new)):
            raise OutputError(f"{old}: it cannot be renamed to {new}.")

    def _listed(self, input: str, address: str) -> Sequence[Any]:
        """Path, size and time of all files at an address; what is hidden or set aside is left out."""
        reader = self.session.read.format("binaryFile").option("recursiveFileLookup", "true")
        try:
            found = reader.load(address).select("path", "length", "modificationTime").collect()
        except errors() as error:
            raise InputError(f"{input}: it cannot be read ({first_line(error)}).") from None
        return [(row.path, row.length, row.modificationTime) for row in found]

    def _exists(self, name: str) -> bool:
        try:
            path = self._path(name)
            return bool(self._system(path).exists(path))
        except errors() as error:
            raise InputError(f"{name}: it cannot be read ({said(error)}).") from None

    def _qualified(self, name: str) -> str:
        path = self._path(name)
        return str(self._system(path).makeQualified(path).toString())

    def _path(self, name: str) -> Any:
        return self.session._jvm.org.apache.hadoop.fs.Path(name)

    def _system(self, path: Any) -> Any:
        return path.getFileSystem(self.session._jsc.hadoopConfiguration())


def pattern(endings: Sequence[str]) -> str:
    """The names with these endings, in capitals or not, as Spark takes them."""
    return "*{" + ",".join("".join(_either(sign) for sign in each) for each in endings) + "}"


def said(error: Exception) -> str:
    """What an error of Java's says, in a few words."""
    java = getattr(error, "java_exception", None)
    return first_line(error) if java is None else str(java.getMessage()).partition("\n")[0].rstrip(".")


def _either(sign: str) -> str:
    return f"[{sign.lower()}{sign.upper()}]" if sign.isalpha() else sign


def _first_magic(name: str) -> int:
    return min(at for at in map(name.find, "*?[{") if at >= 0)
