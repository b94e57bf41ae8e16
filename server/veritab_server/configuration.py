"""The settings out of a file, the environment and the command line; what comes later counts.

A setting is known by its path: `threads`, `limits.batch`. In the file it stands under `[serve]` and its parts; in the
environment it is in capitals behind VERITAB_, its parts joined by an underscore.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from rapidfuzz.process import extractOne

from veritab_engine.errors import SettingError
from veritab_engine.reference.sources.connection import has_password, shown
from veritab_server.settings import Settings, Tracing

FILE = Path("veritab.toml")
"""Read where it lies in the working folder and no other is named."""
SECTION = "serve"
PREFIX = "VERITAB_"
INJECTED = re.compile(r"VERITAB_(?:SERVICE|PORT)(?:_|$)")
"""What Kubernetes tells of a service that is called "veritab"."""
DEFAULT = "default"
ADDRESS = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})", re.ASCII)
ENDPOINT = re.compile(r"https?://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}/?", re.ASCII)
NEAR = 70.0
"""How alike two names are, of 100, for one to be meant by the other."""


@dataclass(frozen=True, slots=True)
class Known:
    """A setting: its path, the type of its value, what it is unless told, and what it means."""

    path: str
    type: Any
    default: Any
    doc: str

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.path.replace(".", "_").upper()


@dataclass(frozen=True, slots=True)
class Told:
    """A value as it was told, and where."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Configured:
    """The settings, and for each path that was told, where."""

    settings: Settings
    origins: Mapping[str, str]


def configure(file: Path | None, environment: Mapping[str, str], flags: Mapping[str, Any]) -> Configured:
    """The settings as they were told; SettingError says which is wrong, where it was told, and why.

    `flags` has values by path, and None for those that were left out. A `file` that is named has to be there.
    """
    known = {each.path: each for each in known_settings()}
    told = {**_in_file(file, known), **_in_environment(environment, known), **_in_flags(flags, known)}
    values = {path: _converted(known[path], each) for path, each in told.items()}
    settings: Settings = _filled(Settings(), values)
    require_sense(settings)
    return Configured(settings, {path: each.origin for path, each in told.items()})


def require_sense(settings: Settings) -> None:
    """SettingError where settings contradict each other, or serve strangers in the clear without being told so."""
    tls, listen = settings.tls, settings.listen
    if not is_address(listen):
        raise SettingError(f'"{listen}" is not an address; write HOST:PORT, as in localhost:50051.')
    if bool(tls.certificate) != bool(tls.key):
        missing = "tls.key" if tls.certificate else "tls.certificate"
        raise SettingError(f"{missing} is missing: a certificate and its key go together.")
    if tls.client_ca and not tls.certificate:
        raise SettingError("tls.client_ca asks callers for certificates; give the server one too, by tls.certificate.")
    if not (tls.certificate or settings.plaintext or is_local(listen)):
        raise SettingError(
            f"{listen} can be reached from other machines, and what travels could be read there. Give tls.certificate "
            "and tls.key, or say that it is meant: plaintext = true."
        )
    _require_tracing(settings.tracing)


def _require_tracing(tracing: Tracing) -> None:
    """SettingError where traces could not be sent."""
    if not tracing.endpoint:
        return
    if not ENDPOINT.fullmatch(tracing.endpoint):
        raise SettingError(
            f'tracing.endpoint: "{tracing.endpoint}" is no place for traces; write http://HOST:PORT, or https://.'
        )
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.exporter.otlp.proto.grpc") is None:
        raise SettingError('tracing.endpoint: this install cannot send traces: pip install "veritab[tracing]".')


def is_address(text: str) -> bool:
    """True for HOST:PORT and for unix:PATH."""
    told = ADDRESS.fullmatch(text)
    return text.startswith("unix:") or (told is not None and int(told[1]) < 1 << 16)


def is_local(address: str) -> bool:
    """True where no other machine can reach an address."""
    host = address.rpartition(":")[0].strip("[]")
    if address.startswith("unix:") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def known_settings(kind: type[Any] = Settings, above: str = "") -> Iterator[Known]:
    """All settings, in the order of their classes."""
    types = get_type_hints(kind, include_extras=True)
    blank = kind()
    for each in fields(kind):
        path, value = above + each.name, getattr(blank, each.name)
        if "doc" in each.metadata:
            yield Known(path, types[each.name], value, each.metadata["doc"])
        elif is_dataclass(value):
            yield from known_settings(type(value), f"{path}.")


def printed(configured: Configured) -> str:
    """The settings as a file that gives them again; what each means and where it was told stand beside it.

    A connection that holds a password is shown without it, and without what stands behind its question mark.
    """
    lines, section = [f"[{SECTION}]"], ""
    for each in known_settings():
        above, _, name = each.path.rpartition(".")
        if above != section:
            section = above
            lines += ["", f"[{SECTION}.{above}]"]
        value = _at(configured.settings, each.path)
        if each.path == "tables":
            value = [_without_password(table) for table in value]
        elif each.path == "jobs.store":
            value = _without_password(value)
        origin = configured.origins.get(each.path, DEFAULT)
        lines += [f"# {each.doc}", f"{name} = {_toml(value)}  # {origin}"]
    return "\n".join(lines) + "\n"


def _without_password(named: str) -> str:
    return shown(named) if has_password(named) else named


def _in_file(file: Path | None, known: Mapping[str, Known]) -> dict[str, Told]:
    path = file or FILE
    if file is None and not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingError(f"{path}: cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{path}: no TOML ({error}).") from None
    section = content.get(SECTION, {})
    if not isinstance(section, dict):
        raise SettingError(f"{path}: {SECTION} is a section; write [{SECTION}].")
    told = {key: Told(value, str(path)) for key, value in _leaves(section)}
    for key in told:
        if key not in known:
            raise SettingError(f'{path}: there is no setting "{key}" in [{SECTION}].{_meant(key, known)}')
    return told


def _leaves(section: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in section.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield above + key, value


def _in_environment(environment: Mapping[str, str], known: Mapping[str, Known]) -> dict[str, Told]:
    paths = {each.variable: path for path, each in known.items()}
    told = {}
    for name, value in environment.items():
        if not name.startswith(PREFIX) or INJECTED.match(name):
            continue
        if name not in paths:
            raise SettingError(f"{name}: there is no such setting.{_meant(name, paths)}")
        told[paths[name]] = Told(value, name)
    return told


def _in_flags(flags: Mapping[str, Any], known: Mapping[str, Known]) -> dict[str, Told]:
    given = {path: Told(value, "--" + path.replace("_", "-")) for path, value in flags.items() if value is not None}
    for path, each in given.items():
        if path not in known:
            raise SettingError(f'{each.origin}: there is no setting "{path}".{_meant(path, known)}')
    return given


def _converted(known: Known, told: Told) -> Any:
    """The value of its type: texts of the environment are read, those of a list parted by commas."""
    value, is_text = told.value, isinstance(told.value, str)
    if value == "" and known.default is None:
        return None
    if is_text and isinstance(known.default, tuple):
        value = [part for part in value.split(",") if part]
    try:
        return msgspec.convert(value, known.type, strict=not is_text, dec_hook=lambda _, text: Path(text))
    except msgspec.ValidationError as error:
        why = str(error).replace("`", "")
        raise SettingError(f"{told.origin}: {known.path} cannot be {told.value!r}. {why}.") from None


def _filled(settings: Any, values: Mapping[str, Any]) -> Any:
    """The settings with these values in place, those of their parts too."""
    own = {path: value for path, value in values.items() if "." not in path}
    for part in {path.partition(".")[0] for path in values if "." in path}:
        inner = {path.partition(".")[2]: value for path, value in values.items() if path.startswith(f"{part}.")}
        own[part] = _filled(getattr(settings, part), inner)
    return replace(settings, **own)


def _at(settings: Any, path: str) -> Any:
    for name in path.split("."):
        settings = getattr(settings, name)
    return settings


def _toml(value: Any) -> str:
    """A value as TOML has it, which for ours is as JSON has it."""
    return msgspec.json.encode("" if value is None else value, enc_hook=str).decode()


def _meant(name: str, known: Mapping[str, Any]) -> str:
    """What to say of a name that is none."""
    near = extractOne(name, list(known), score_cutoff=NEAR)
    return f' Did you mean "{near[0]}"?' if near else " --print-config lists those that there are."
