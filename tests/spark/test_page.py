"""docs/spark.md: its command does what the page says."""

import os
import re
import subprocess
from pathlib import Path

import polars as pl

from tests.spark.running import BIN, PATIENCE, ROOT, needs_java, needs_spark

pytestmark = [needs_spark, needs_java]

PAGE = (ROOT / "docs" / "spark.md").read_text("utf-8")
STORY = "In 2024, trade turnover between China and Russia reached $240.1 billion."
"""The figure of 2023."""


def test_its_command_checks_against_the_tables_that_ship(tmp_path: Path) -> None:
    [command] = re.findall(r"^\$ (veritab batch .*)$", PAGE, re.MULTILINE)
    pl.DataFrame({"text": [STORY] * 3}).write_parquet(tmp_path / "articles.parquet")
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ("sh", "-c", command), cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, timeout=PATIENCE
    )
    assert done.returncode == 1, done.stderr
    found = pl.read_parquet(tmp_path / "checked" / "findings").filter(pl.col("verdict") == "CONFLICT")
    assert found["evidence_expected"].to_list() == ["$244.81 billion"] * 3
