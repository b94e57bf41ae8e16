"""The manifest: what a batch read and under which settings, so that it is gone on with under the same or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from veritab_batch.errors import OutputError
from veritab_batch.folder import Folder
from veritab_batch.schema import VERSION
from veritab_batch.settings import Settings, record_of
from veritab_batch.writing import read_json, write_json

MEND = "Say the same as then to go on with it, or add --overwrite to begin anew."
LOCAL, SPARK = "local", "spark"
"""What checks: the processes of this machine, or a cluster."""


def manifest_of(
    settings: Settings, inputs: Sequence[Mapping[str, object]], snapshot: str, *, engine: str = LOCAL
) -> Mapping[str, Any]:
    """What decides the rows of a batch, and what wrote them."""
    return {
        "veritab": version("veritab"),
        "schema": VERSION,
        "engine": engine,
        "snapshot": snapshot,
        "settings": record_of(settings),
        "inputs": list(inputs),
        "finished": False,
    }


def require_batch(folder: Folder) -> None:
    """Raise OutputError where the folder has something in it that is no batch, or is no folder."""
    try:
        found = sorted(each.name for each in folder.path.iterdir() if each != folder.work)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{folder.path}: it is no folder ({(error.strerror or str(error)).lower()}).") from None
    if found and not folder.manifest.exists():
        told = f'there is something in it that is no batch ("{found[0]}"); name another folder.'
        raise OutputError(f"{folder.path}: {told}")


def take(folder: Folder, wanted: Mapping[str, Any], *, overwrite: bool) -> bool:
    """Make the folder this batch's; True where it is finished already.

    OutputError where it has another batch, and says what differs.
    """
    held = read_json(folder.manifest)
    if held is not None and not overwrite:
        if difference := difference_of(held, wanted):
            if held["finished"]:
                folder.finish()
            raise OutputError(f"{folder.path}: the batch in it was begun {difference}. {MEND}")
        return bool(held["finished"])
    folder.clear()
    write_json(folder.manifest, wanted)
    return False


def finish(folder: Folder, manifest: Mapping[str, Any]) -> None:
    """Note that the batch is finished."""
    write_json(folder.manifest, {**manifest, "finished": True})


def difference_of(held: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """What of a batch was another, in words that follow "was begun"; empty where nothing was."""
    if held.get("veritab") != wanted["veritab"]:
        return f"by Veritab {held.get('veritab')}, and this is {wanted['veritab']}"
    if held["engine"] != wanted["engine"]:
        return f"with --engine {held['engine']}, and now is told --engine {wanted['engine']}"
    before, now = held["settings"], wanted["settings"]
    for name in (name for name in now if before.get(name) != now[name]):
        return f"with {_told(name, before.get(name))}, and now is told {_told(name, now[name])}"
    names = [[each["input"] for each in told["inputs"]] for told in (held, wanted)]
    if names[0] != names[1]:
        return f"over {', '.join(names[0])}, and now is told {', '.join(names[1])}"
    for old, new in zip(held["inputs"], wanted["inputs"], strict=True):
        if old != new:
            return f"with {new['input']} as it was before somebody changed it ({_size(old)} then, {_size(new)} now)"
    if held["snapshot"] != wanted["snapshot"]:
        return f"with other tables (snapshot {held['snapshot']} then, {wanted['snapshot']} now)"
    return ""


def _told(name: str, value: object) -> str:
    match value:
        case None | False | []:
            return f"no --{name}"
        case True:
            return f"--{name}"
        case list():
            return f"--{name} {', '.join(map(str, value))}"
        case _:
            return f"--{name} {value}"


def _size(told: Mapping[str, Any]) -> str:
    files = f"{told['files']:,} files, " if told["files"] > 1 else ""
    return f"{files}{told['bytes']:,} bytes"
