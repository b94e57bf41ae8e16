"""docs/command-line.md names the commands and the options that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from veritab_client.cli import veritab
from veritab_client.cli.jobs import jobs
from veritab_client.cli.keys import keys
from veritab_client.cli.tables import tables

PAGE = (Path(__file__).parent.parent / "docs" / "command-line.md").read_text("utf-8")
GROUPS = {"tables": tables, "keys": keys, "jobs": jobs}
COMMANDS = {
    **veritab.commands,
    **{f"{group} {name}": command for group, each in GROUPS.items() for name, command in each.commands.items()},
}


def rows() -> Iterator[tuple[str, str]]:
    """The options in each row of the page's table of them, and the commands that they are said to be of."""
    listed = PAGE.partition("## Options")[2].partition("\n## ")[0]
    for told, commands in re.findall(r"^\| (`--.*?) \| (.*?) \|", listed.replace("\\|", "/"), re.MULTILINE):
        yield from ((option, commands) for option in re.findall(r"--[a-z-]+", told))


def options(command: click.Command) -> set[str]:
    return {name for each in command.params for name in (*each.opts, *each.secondary_opts) if name.startswith("--")}


def named(commands: str) -> list[str]:
    """The commands that "check, explain", "all but serve" or "tables show, rows" stand for."""
    if commands.startswith("all"):
        return []
    parts = commands.split(", ")
    tabled = [f"tables {part}" if parts[0].startswith("tables ") and " " not in part else part for part in parts]
    return [name for part in tabled for name in ([*tables_of(part)] if part == "tables" else [part])]


def tables_of(part: str) -> Iterator[str]:
    yield from (name for name in COMMANDS if name.startswith(f"{part} "))


@pytest.mark.parametrize(("option", "commands"), list(rows()))
def test_every_option_of_the_page_is_one_of_the_commands_it_names(option: str, commands: str) -> None:
    assert [name for name in named(commands) if option not in options(COMMANDS[name])] == []


@pytest.mark.parametrize(
    "name",
    [
        "check",
        "extract",
        "explain",
        "batch",
        "serve",
        "keys create",
        "jobs create",
        "jobs results",
        "tables rows",
        "tables show",
    ],
)
def test_every_option_of_a_command_is_on_the_page(name: str) -> None:
    told = {option for option, commands in rows() if name in named(commands) or commands.startswith("all")}
    assert options(COMMANDS[name]) - told - {"--format"} == set()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in GROUPS])
def test_every_command_is_on_the_page(name: str) -> None:
    assert f"veritab {name} " in PAGE or f"veritab {name}\n" in PAGE
