"""The dashboard and the alerts ask for figures that a real server gives, and the alerts go off when they should."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES, WRONG
from veritab_client import Client
from veritab_client.errors import InvalidRequest

DEPLOY = Path(__file__).parents[2] / "deploy"
ALERTS = DEPLOY / "prometheus" / "alerts.yml"
OWN = ("--no-shipped", "--no-watch", "--workers", "1", "--tables", str(TABLES / "ferries"))
NAME = re.compile(r"\bveritab_\w+")
NAMED = re.compile(r'alertname="(\w+)"')
PROMTOOL = shutil.which("promtool")


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """The names and labels of the figures that a server has once all has happened to it that may."""
    store = ("--set", f"jobs.store={tmp_path_factory.mktemp('jobs')}", "--set", "jobs.lease=1")
    with served(*OWN, *store, "--set", "metrics=localhost:0") as server, Client(server.address) as client:
        client.check_batch([RIGHT, WRONG])
        list(client.check_stream([WRONG]))
        with pytest.raises(InvalidRequest):
            client.check(RIGHT, max_findings=-1)
        until(lambda: server.logged("figures on "))
        [page] = [told[1] for line in server.log if (told := re.search(r"figures on (\S+)", line))]
        until(lambda: "veritab_jobs{" in urlopen(page).read().decode())
        families = list(text_string_to_metric_families(urlopen(page).read().decode()))
    samples = [sample for family in families for sample in family.samples]
    return {sample.name: set(sample.labels) for sample in samples if not sample.name.endswith("_created")}


def panels():
    found = json.loads((DEPLOY / "grafana" / "veritab.json").read_text("utf-8"))["panels"]
    return [panel for panel in found if panel["type"] != "row"]


def rules():
    [group] = yaml.safe_load(ALERTS.read_text("utf-8"))["groups"]
    return group["rules"]


def expressions():
    """Every expression of the dashboard and the alerts, under what it is for."""
    yield from ((panel["title"], target["expr"]) for panel in panels() for target in panel["targets"])
    yield from ((rule["alert"], rule["expr"]) for rule in rules())


@pytest.mark.parametrize(("what", "expression"), list(expressions()))
def test_what_is_asked_for_is_given(given, what, expression):
    asked = set(NAME.findall(expression))
    assert asked <= given.keys() or what == "VeritabDown"
    known = {"instance", "job", "le"}.union(*(given[name] for name in asked))
    labels = re.findall(r"(\w+)\s*=~?\s*\"", expression) + [
        label.strip() for by in re.findall(r"by \(([^)]*)\)", expression) for label in by.split(",")
    ]
    assert set(labels) <= known


def test_every_figure_has_a_panel(given):
    shown = set(NAME.findall(" ".join(expression for _, expression in expressions())))
    histograms = {name.removesuffix(end) for name in shown for end in ("_bucket", "_sum", "_count")}
    assert {
        name for name in given if name not in shown and re.sub("_(bucket|sum|count)$", "", name) not in histograms
    } == set()


def test_every_panel_has_a_unit_a_sentence_and_a_place_of_its_own():
    assert all(panel["fieldConfig"]["defaults"]["unit"] and panel["description"].endswith(".") for panel in panels())
    places = [tuple(panel["gridPos"].values()) for panel in panels()]
    assert len(set(places)) == len(places)


def test_every_alert_says_what_to_do():
    page = (DEPLOY.parent / "docs" / "operating.md").read_text("utf-8")
    for rule in rules():
        assert rule["annotations"]["summary"].endswith(".")
        assert len(rule["annotations"]["runbook"]) > 80
        assert f"`{rule['alert']}`" in page


@pytest.mark.skipif(PROMTOOL is None, reason="promtool (Debian's package prometheus) is not here")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "config", DEPLOY / "prometheus" / "prometheus.yml"),
        ("test", "rules", Path(__file__).parent / "alerts.yml"),
    ],
)
def test_prometheus_takes_them_and_they_go_off_when_they_should(arguments):
    done = subprocess.run(
        [str(PROMTOOL), *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_seen_to_go_off_and_none_of_a_sound_server():
    tests = yaml.safe_load((Path(__file__).parent / "alerts.yml").read_text("utf-8"))["tests"]
    seen = [
        [NAMED.findall(sample["labels"]) for sample in test["promql_expr_test"][0]["exp_samples"]] for test in tests
    ]
    assert sorted(seen) == sorted([[], *([[rule["alert"]]] for rule in rules())])
