"""Settings out of a file, the environment and flags: the last one counts, and a wrong one is named with its place."""

import tomllib

import pytest

from veritab_engine.errors import SettingError
from veritab_server.configuration import configure, known_settings, printed
from veritab_server.settings import Limits, Settings

FILE = """
[serve]
threads = 4
tables = ["a.csv", "b,c.csv"]
limits.batch = 64
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "veritab.toml"
    path.write_text(FILE)
    return path


def test_nothing_told_is_the_default(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert configure(None, {"PATH": "/bin"}, {"threads": None}).settings == Settings()


def test_the_environment_counts_above_the_file_and_flags_above_both(file):
    environment = {"VERITAB_THREADS": "6", "VERITAB_LIMITS_CLAIMS": "10", "VERITAB_GRACE": "1.5"}
    configured = configure(file, environment, {"grace": 2.5, "admin": True})
    limits = Limits(batch=64, claims=10)
    assert configured.settings == Settings(threads=6, tables=("a.csv", "b,c.csv"), grace=2.5, admin=True, limits=limits)
    assert configured.origins == {
        "threads": "VERITAB_THREADS",
        "tables": str(file),
        "limits.batch": str(file),
        "limits.claims": "VERITAB_LIMITS_CLAIMS",
        "grace": "--grace",
        "admin": "--admin",
    }


def test_the_file_of_the_working_folder_is_read(file, monkeypatch):
    monkeypatch.chdir(file.parent)
    assert configure(None, {}, {}).settings.threads == 4


def test_what_kubernetes_tells_of_a_service_of_this_name_is_no_setting(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    told = {"VERITAB_SERVICE_HOST": "10.0.0.1", "VERITAB_PORT": "tcp://10.0.0.1:50051", "VERITAB_PORT_50051_TCP": "x"}
    assert configure(None, told, {}).settings == Settings()


def test_a_list_is_parted_by_commas_in_the_environment():
    assert configure(None, {"VERITAB_TABLES": "a.csv,b.csv"}, {}).settings.tables == ("a.csv", "b.csv")


def test_what_is_printed_gives_the_same_settings_again(file, tmp_path):
    configured = configure(file, {"VERITAB_LISTEN": 'unix:/tmp/a "socket"'}, {"shipped": False})
    again = tmp_path / "again.toml"
    again.write_text(printed(configured))
    assert configure(again, {}, {}).settings == configured.settings
    assert set(tomllib.loads(again.read_text())["serve"]) >= {"listen", "tables", "limits"}


def test_a_password_is_not_printed():
    base = "postgresql://desk:secret@host/base"
    told = configure(None, {"VERITAB_JOBS_STORE": base}, {"tables": [f"{base}?table=trade", "a.csv"]})
    assert "secret" not in printed(told)
    assert 'store = "postgresql://desk@host/base"' in printed(told)
    assert 'tables = ["postgresql://desk@host/base","a.csv"]' in printed(told)


def test_every_setting_says_what_it_means_and_has_a_variable_of_its_own():
    known = list(known_settings())
    assert all(each.doc.endswith(".") for each in known)
    assert len({each.variable for each in known}) == len(known)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[serve]\nthreds = 4", 'there is no setting "threds" in [serve]. Did you mean "threads"?'),
        ("[serve]\nthreads = 0", "threads cannot be 0. Expected int >= 1."),
        ('[serve]\nthreads = "4"\nadmin = 1', "admin cannot be 1. Expected bool, got int."),
        (
            "[serve.limits]\nbatches = 1",
            'there is no setting "limits.batches" in [serve]. Did you mean "limits.batch"?',
        ),
        ("serve = 1", "serve is a section; write [serve]."),
        ("[serve", "no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place(file, content, said):
    file.write_text(content)
    with pytest.raises(SettingError) as error:
        configure(file, {}, {})
    assert str(error.value).startswith(f"{file}: ")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("environment", "flags", "said"),
    [
        ({"VERITAB_THREADS": "many"}, {}, "VERITAB_THREADS: threads cannot be 'many'. Expected int, got str."),
        ({"VERITAB_THREDS": "4"}, {}, 'VERITAB_THREDS: there is no such setting. Did you mean "VERITAB_THREADS"?'),
        ({}, {"workers": "0"}, "--workers: workers cannot be '0'. Expected int >= 1."),
        ({"VERITAB_GRACE": "inf"}, {}, "VERITAB_GRACE: grace cannot be 'inf'. Expected float <= 86400.0."),
        ({}, {"colour": "red"}, '--colour: there is no setting "colour". --print-config lists those that there are.'),
    ],
)
def test_what_is_wrong_elsewhere_is_told_with_its_name(environment, flags, said, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingError) as error:
        configure(None, environment, flags)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"listen": "0.0.0.0:50051"}, "0.0.0.0:50051 can be reached from other machines"),
        ({"listen": "[::]:50051", "keys": "keys.json"}, "what travels could be read there"),
        ({"tls.certificate": "a.pem"}, "tls.key is missing: a certificate and its key go together."),
        ({"tls.client_ca": "a.pem"}, "give the server one too, by tls.certificate"),
    ],
)
def test_settings_that_make_no_sense_together_are_told(flags, said, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingError) as error:
        configure(None, {}, flags)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "flags",
    [
        {"listen": "0.0.0.0:50051", "plaintext": True},
        {"listen": "0.0.0.0:50051", "tls.certificate": "a.pem", "tls.key": "b.pem"},
        {"listen": "[::1]:50051"},
        {"listen": "127.0.0.2:50051"},
        {"listen": "unix:/run/veritab/socket"},
    ],
)
def test_what_nobody_else_can_read_or_is_meant_so_is_allowed(flags, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert configure(None, {}, flags).settings.listen == flags["listen"]


def test_a_file_that_is_named_has_to_be_there(tmp_path):
    with pytest.raises(SettingError, match="cannot be read"):
        configure(tmp_path / "none.toml", {}, {})
