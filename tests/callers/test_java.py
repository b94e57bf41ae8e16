"""The example for Java, built with Debian's packages and run against a real server."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server.running import RIGHT, WRONG, serving

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("protoc", "grpc_java_plugin", "javac", "jar")
JARS = ("grpc-netty", "netty-codec-http2", "perfmark-api", "proto-google-common-protos", "geronimo-annotation-1.3-spec")

pytestmark = pytest.mark.skipif(
    not (all(map(shutil.which, NEEDED)) and all(Path("/usr/share/java", f"{jar}.jar").exists() for jar in JARS)),
    reason="Java and Debian's gRPC for it are not installed",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("java")
    subprocess.run(["make", "--silent", "proto/.googleapis/.ready"], cwd=ROOT, check=True)
    subprocess.run(["sh", ROOT / "examples" / "callers" / "java" / "build.sh", folder], check=True)
    program = ["env", "LC_ALL=C.UTF-8", "java", "-jar", folder / "check.jar"]
    with serving() as address:
        yield lambda *texts: subprocess.run([*program, address, *texts], capture_output=True, text=True, check=False)


def test_a_conflict_is_cut_out_of_the_text_by_its_offsets(run):
    done = run(f"😀 {WRONG}")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("VT102 $57.3 million: ")


def test_an_error_is_told_apart_by_its_reason(run):
    done = run(RIGHT, "x")
    assert done.returncode == 2
    assert done.stderr.startswith('Leave the snapshot out: Snapshot "x" is not kept')
