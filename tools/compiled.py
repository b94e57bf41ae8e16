"""Compile the stages that read a text with mypyc, into a copy of the engine that can stand first on the path.

The Python is the source and what runs by default; the extension modules of the copy lie beside it and are imported in
its stead. `make compiled` runs this as a program; `make wheel-compiled` has hatch run it as a build hook.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from mypyc.build import mypycify
from setuptools import Distribution

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "server" / "veritab_engine"
COMPILED = ROOT / "build" / "compiled"
HOT = ("lexicon/phrase_index.py", "token.py", "read/**/*.py", "mention/**/*.py", "extract/**/*.py")
"""What is compiled. What callers get to hold (claims, values, documents) stays Python: it is copied and pickled."""
INTERPRETED = "from veritab_engine.lazy import"
"""What a module says that stays Python as well, because its classes keep values in their instances' `__dict__`."""


def compile_engine() -> list[Path]:
    """Bring `COMPILED` up to date: the engine's package, and its extension modules, which are returned."""
    if not is_fresh():
        shutil.rmtree(COMPILED, ignore_errors=True)
    # The words of the lexicon are read where the package lies, and need no compiling.
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ENGINE, COMPILED / ENGINE.name, ignore=unwanted, dirs_exist_ok=True)
    if not libraries():
        _compile()
    return libraries()


def is_fresh() -> bool:
    """True where `COMPILED` was made of the modules as they are."""
    modules = [module.relative_to(ENGINE) for module in ENGINE.rglob("*.py")]
    copies = [COMPILED / ENGINE.name / module for module in modules]
    return bool(libraries()) and all(
        copy.is_file() and copy.read_bytes() == (ENGINE / module).read_bytes()
        for module, copy in zip(modules, copies, strict=True)
    )


def libraries() -> list[Path]:
    """The extension modules that were made."""
    return sorted(COMPILED.rglob(f"*{sysconfig.get_config_var('EXT_SUFFIX')}"))


def _compile() -> None:
    # A configuration of its own: that of the checkout has mypy find the modules a second time, in their sources.
    (COMPILED / "mypy.ini").write_text("[mypy]\nignore_missing_imports = True\n", encoding="utf-8")
    with chdir(COMPILED):
        sources = [str(source) for source in hot_modules(Path(ENGINE.name))]
        extensions = mypycify(
            ["--config-file", "mypy.ini", *sources], opt_level="2", debug_level="0", group_name=ENGINE.name
        )
        command = Distribution({"name": ENGINE.name, "ext_modules": extensions}).get_command_obj("build_ext")
        command.inplace = True
        command.ensure_finalized()
        command.run()
    shutil.rmtree(COMPILED / "build")


def hot_modules(engine: Path) -> Iterator[Path]:
    """The modules of the package in `engine` that are compiled."""
    for pattern in HOT:
        for source in sorted(engine.glob(pattern)):
            if INTERPRETED not in source.read_text(encoding="utf-8"):
                yield source


def missing() -> str | None:
    """What of a compiler this machine lacks, in a sentence; None where it has what is needed, as far as one can see."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "").split()
    headers = Path(sysconfig.get_path("include"))
    if compiler and shutil.which(compiler[0]) is None:
        return f"Compiling needs the C compiler '{compiler[0]}', which is not installed; Veritab runs uncompiled, too."
    if not (headers / "Python.h").exists():
        return f"Compiling needs Python's headers, which are not in {headers}; Veritab runs uncompiled, too."
    return None


class CompiledWheel(BuildHookInterface[Any]):
    """Puts the extension modules into the wheel, beside the Python that they are made of."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        lacking = missing()
        if lacking is not None:
            raise OSError(lacking)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"] |= {str(each): str(each.relative_to(COMPILED)) for each in compile_engine()}


if __name__ == "__main__":
    sys.exit(missing() or (None if compile_engine() else "mypyc made no extension modules."))
