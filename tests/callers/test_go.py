"""The example for Go, built with Debian's packages and run against a real server."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server.running import RIGHT, WRONG, serving

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("protoc", "protoc-gen-go", "protoc-gen-go-grpc", "go")
# The last one is new in protobuf 1.4: 1.3 does not build the example.
SOURCES = ("google.golang.org/grpc", "google.golang.org/genproto", "github.com/golang/protobuf/proto/registry.go")

pytestmark = pytest.mark.skipif(
    not (all(map(shutil.which, NEEDED)) and all(Path("/usr/share/gocode/src", source).exists() for source in SOURCES)),
    reason="Go and Debian's gRPC for it are not installed",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("go")
    subprocess.run(["make", "--silent", "proto/.googleapis/.ready"], cwd=ROOT, check=True)
    subprocess.run(["sh", ROOT / "examples" / "callers" / "go" / "build.sh", folder], check=True)
    with serving() as address:
        call = [folder / "check", address]
        yield lambda *texts: subprocess.run([*call, *texts], capture_output=True, text=True, check=False)


def test_a_conflict_is_cut_out_of_the_text_by_its_offsets(run):
    done = run(f"😀 {WRONG}")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("VT102 $57.3 million: ")


def test_an_error_is_told_apart_by_its_reason(run):
    done = run(RIGHT, "x")
    assert done.returncode == 2
    assert done.stderr.startswith('Leave the snapshot out: Snapshot "x" is not kept')
