"""A batch from its input to its report; begun again after whatever ended it, it goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from veritab_batch import manifest
from veritab_batch.crew import Crew
from veritab_batch.errors import InputError, OutputError
from veritab_batch.folder import Folder
from veritab_batch.parts import Part, parts
from veritab_batch.progress import Look, Progress
from veritab_batch.readers import check_columns
from veritab_batch.report import report_page
from veritab_batch.settings import Batch
from veritab_batch.sources import Source, find_sources
from veritab_batch.summary import FIRST, summary_of
from veritab_batch.tables import build
from veritab_batch.tally import Tally
from veritab_batch.told import disagreements
from veritab_batch.writing import read_json, write_json, write_text

GLANCE = 1.0
"""Seconds between two looks at what is late."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch adds up to, as its summary has it, and by input the files that are of no kind that is read."""

    summary: Mapping[str, Any]
    left_out: Mapping[str, int]


def run(batch: Batch, look: Look) -> Outcome:
    """Check all documents and write what comes of it.

    Raises VeritabError for an input, a setting or an output that is none, before anything is checked, and for a file of
    the input that breaks off, after all that stands before; OSError where the disk takes no more. Whatever ends it,
    KeyboardInterrupt too, leaves what is finished to be gone on with.
    """
    folder, settings = Folder(batch.output), batch.settings
    sources = find_sources(settings.inputs, batch.output)
    check_columns((file for source in sources for file in source.files), settings.reading)
    manifest.require_batch(folder)
    with folder.held():
        inputs = [source.to_record() for source in sources]
        wanted = manifest.manifest_of(settings, inputs, build(settings, folder.tables))
        if not manifest.take(folder, wanted, overwrite=batch.overwrite):
            count = _check(batch, sources, folder, look)
            _sum_up(folder, wanted, count)
            manifest.finish(folder, wanted)
        folder.finish()
    summary = read_json(folder.summary)
    if summary is None:
        raise OutputError(f"{folder.summary}: it is gone, though the batch is finished. Begin anew with --overwrite.")
    return Outcome(summary, {each.name: each.left_out for each in sources if each.left_out})


def _check(batch: Batch, sources: Sequence[Source], folder: Folder, look: Look) -> int:
    """Check what is not checked yet; gives how many parts there are."""
    folder.prepare(batch.settings.shape)
    progress = Progress(sum(source.bytes for source in sources), look)
    left = _Left(batch, sources, folder, progress)
    crew = Crew(folder.path, folder.tables, batch.settings, batch.workers)
    try:
        while crew.busy or not left.ended:
            while crew.wants and (part := left.next()) is not None:
                crew.take(part)
            if crew.busy or not left.ended:
                for part in crew.wait(GLANCE):
                    progress.add(len(part.documents), part.bytes)
    finally:
        crew.stop()
    if left.error is not None:
        raise left.error
    return left.count


class _Left:
    """The parts that are not finished, in their order. An input that breaks off ends them, and is told at the end."""

    def __init__(self, batch: Batch, sources: Sequence[Source], folder: Folder, progress: Progress) -> None:
        files = [file for source in sources for file in source.files]
        self._parts = parts(files, batch.settings.reading, batch.settings.part_documents)
        self._folder, self._progress = folder, progress
        self.ended, self.count = False, 0
        self.error: InputError | None = None

    def next(self) -> Part | None:
        """The next one; None where there is none any more."""
        try:
            for part in self._parts:
                self.count += 1
                if not self._folder.tally(part.number).exists():
                    self._progress.begin()
                    return part
                self._progress.add(len(part.documents), part.bytes, before=True)
        except InputError as error:
            self.error = error
        self.ended = True
        return None


def _sum_up(folder: Folder, manifest: Mapping[str, Any], count: int) -> None:
    """Write the summary and the report, out of what the parts add up to in their order."""
    total = Tally()
    for tally in _tallies(folder, count):
        total.merge(tally)
    found = disagreements([folder.told(number) for number in range(count)], FIRST)
    summary = summary_of(total, found, manifest)
    write_json(folder.summary, summary)
    write_text(folder.report, report_page(summary))


def _tallies(folder: Folder, count: int) -> Iterator[Tally]:
    for number in range(count):
        yield Tally.of_record(read_json(folder.tally(number)))
