"""The page of the server's settings, from the class that holds them."""

from collections.abc import Iterator

import msgspec

from veritab_server.configuration import PREFIX, SECTION, known_settings

HEAD = f"""\
# Settings

What `veritab serve` may be told. Made from `veritab_server.settings`; `make pages` makes it anew. A setting comes from
four places, and the last one that tells it counts:

1. its default;
2. `veritab.toml` in the working folder, or the file that `--config` names, under `[{SECTION}]`;
3. the environment: in capitals behind `{PREFIX}`, with an underscore for the dot, so `{PREFIX}LIMITS_BATCH`; a list is
   parted by commas;
4. the command line: an option of its own where there is one, and `--set limits.batch=64` for all others.

`veritab serve --print-config` prints all of them as such a file, each with where it was told, and stops. A name that is
none and a value that makes no sense stop the start with a sentence that says which, where it was told, and why.

```toml
[{SECTION}]
listen = "localhost:50051"
tables = ["sales.csv"]
limits.batch = 64
```
"""


def settings_page() -> str:
    """The page: a table row a setting."""
    return "\n".join((HEAD, "| setting | default | means |", "|---|---|---|", *_rows())) + "\n"


def _rows() -> Iterator[str]:
    for each in known_settings():
        default = "one a core" if each.path == "workers" else f"`{msgspec.json.encode(each.default).decode()}`"
        yield f"| `{each.path}` | {default} | {each.doc} |"
