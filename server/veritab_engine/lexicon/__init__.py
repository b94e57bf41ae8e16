"""The words that rules are about, as data: YAML files of this folder, each read once, when first asked for.

A name is "file/section" ("hedges/before"); a file in a folder has its name too ("statement/morphology/nouns"). Every
scalar is text as written, so that "no" and "on" stay words. Phrases are written as the tokeniser cuts them, with spaces
between tokens ("u.s. dollar", "20 - odd"). What is given is kept and cannot be changed: a rule may ask for its words
where it uses them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from veritab_engine.lexicon.phrase_index import Phrases

__all__ = ["Phrases", "forms", "groups", "listed", "mapping", "phrases", "vocabulary", "words"]

_Loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a section that is a list."""
    return frozenset(listed(name))


@cache
def mapping(name: str) -> Mapping[str, str]:
    """A section that gives every word one value."""
    section = _section(name)
    if not isinstance(section, dict):
        raise TypeError(f"lexicon section {name} is not a mapping")
    return MappingProxyType({str(key): str(value) for key, value in section.items()})


@cache
def groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """A section that lists the forms of each meaning: {"USD": ("dollar", "dollars")}."""
    section = _section(name)
    if not isinstance(section, dict):
        raise TypeError(f"lexicon section {name} is not a mapping")
    return MappingProxyType({str(key): tuple(map(str, values)) for key, values in section.items()})


@cache
def forms(name: str) -> Mapping[str, str]:
    """The same from form to meaning: {"dollar": "USD", "dollars": "USD"}."""
    return MappingProxyType({form: meaning for meaning, each in groups(name).items() for form in each})


@cache
def phrases(name: str) -> Phrases:
    """The forms of a section as phrases of tokens; a plain list of phrases has each mean itself."""
    if isinstance(_section(name), list):
        return Phrases({form: form for form in listed(name)})
    return Phrases(forms(name))


@cache
def listed(name: str) -> tuple[str, ...]:
    """The entries of a section that is a list, in their order."""
    section = _section(name)
    if not isinstance(section, list):
        raise TypeError(f"lexicon section {name} is not a list")
    return tuple(map(str, section))


@cache
def vocabulary() -> frozenset[str]:
    """Every single word that stands in any lexicon, in lower case: ordinary words, and none that is but a name."""
    files = (file.name for file in resources.files(__name__).iterdir() if file.name.endswith(".yaml"))
    told = (word for name in files for word in _scalars(_file(name.removesuffix(".yaml"))))
    return frozenset(word.lower() for word in told if word.isalpha())


def _section(name: str) -> object:
    file, _, section = name.rpartition("/")
    return _file(file)[section]


def _scalars(part: object) -> Iterator[str]:
    """Every scalar in a part of a lexicon, keys among them."""
    if isinstance(part, dict):
        yield from map(str, part)
        part = list(part.values())
    for each in part if isinstance(part, list) else ():
        yield from _scalars(each)
    if isinstance(part, str):
        yield part


@cache
def _file(name: str) -> dict[str, object]:
    path = resources.files(__name__) / f"{name}.yaml"
    loaded = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    return dict(loaded)
