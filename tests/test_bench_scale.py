"""The benchmark of scale, small: it runs from end to end, and all sizes get the same verdicts."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.scale.data import KNOWN, towns

ROOT = Path(__file__).parent.parent


def test_a_small_run_measures_every_size(tmp_path):
    command = [
        sys.executable,
        "-m",
        "benchmarks.scale",
        str(tmp_path / "made"),
        "--rows",
        "1000,20000",
        "--tables",
        "10,70",
    ]
    figures = tmp_path / "figures.json"
    done = subprocess.run(
        [*command, "--passes", "1", "--json", str(figures)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "| rows | built in s |" in done.stdout
    assert "| 20,000 |" in done.stdout
    measured = json.loads(figures.read_text())
    assert [(each["kind"], each["size"]) for each in measured] == [
        ("rows", 1000), ("rows", 20000), ("tables", 10), ("tables", 70),
    ]  # fmt: skip
    for each in measured:
        assert each["steps"]["load"]["snapshot"] == each["steps"]["check"]["snapshot"]
        assert each["steps"]["check"]["verdicts"]["SUPPORTED"] > 20
    small, large = (each["steps"]["check"]["verdicts"] for each in measured[:2])
    assert small == large


def test_the_first_towns_are_the_same_in_all_sizes():
    assert towns(100_000)[:KNOWN] == towns(KNOWN)
    assert len(set(towns(100_000))) == 100_000
