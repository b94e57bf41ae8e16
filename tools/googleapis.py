"""Lay out the googleapis protos that ours import, so that buf finds them without a network.

They travel in the package googleapis-common-protos; buf only reads folders inside its workspace, so they are copied
to `proto/.googleapis`, which git ignores.
"""

import shutil
import sys
from importlib.metadata import files
from pathlib import Path

PACKAGE = "googleapis-common-protos"
FOLDERS = ("google/api", "google/rpc", "google/type")


def copy_protos(target: Path) -> int:
    """Replace `target` by the package's .proto files of FOLDERS, and return how many there are."""
    shutil.rmtree(target, ignore_errors=True)
    protos = [file for file in files(PACKAGE) or () if file.suffix == ".proto" and file.parent.as_posix() in FOLDERS]
    for file in protos:
        copy = target / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(file.locate()), copy)
    return len(protos)


if __name__ == "__main__":
    if copy_protos(Path(sys.argv[1])) == 0:
        sys.exit(f"{PACKAGE} carries no .proto files; is it installed in this environment?")
