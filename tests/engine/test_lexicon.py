"""The lexicon as data: every section is asked for, and says each thing once."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from veritab_engine import lexicon
from veritab_engine.statement.names import SECTIONS as NAMES

FOLDER = Path(lexicon.__file__).parent
SECTIONS = {
    f"{file.relative_to(FOLDER).with_suffix('').as_posix()}/{name}": section
    for file in sorted(FOLDER.rglob("*.yaml"))
    for name, section in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).items()
}
CODE = "\n".join(file.read_text("utf-8") for file in FOLDER.parent.rglob("*.py"))

GROUPED = {*re.findall(r'groups\("([\w/]+)"\)', CODE), *NAMES}
"""Sections of groups, in several of which a form may stand: what "play" means is told by what stands beside it."""


def forms(section: object) -> Iterator[str]:
    """The words of a list, or those of all the meanings of a mapping of lists."""
    for entry in section.values() if isinstance(section, dict) else [section]:
        yield from entry if isinstance(entry, list) else ()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_asked_for(name: str) -> None:
    assert f'"{name}"' in CODE


@pytest.mark.parametrize("name", sorted(set(SECTIONS) - GROUPED))
def test_a_form_stands_once_and_has_one_meaning(name: str) -> None:
    assert [form for form, times in Counter(forms(SECTIONS[name])).items() if times > 1] == []
