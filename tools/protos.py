"""The protos as descriptors, with their comments and all that they import.

buf builds them. The details of errors are among them too, though no proto of ours imports them: who turns an error into
JSON has to know what its details are.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from google.api import annotations_pb2
from google.api.http_pb2 import HttpRule
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto
from tools.googleapis import copy_protos

PROTO = Path(__file__).parent.parent / "proto"
PACKAGE = "veritab.v1"
VARIABLE = re.compile(r"\{([\w.]+)(?:=([^}]*))?\}")
DETAILS = ".googleapis/google/rpc/error_details.proto"


class Route(NamedTuple):
    """One way to call a method over HTTP."""

    verb: str
    path: str
    body: str
    """A field, "*" for all that the path does not have, or nothing."""
    variables: Sequence[str]
    """The fields that the path holds."""


def descriptors() -> FileDescriptorSet:
    """The protos of `veritab.v1` and what they need, as they are in the checkout."""
    if not (PROTO / DETAILS).exists():
        copy_protos(PROTO / ".googleapis")
    buf = str(Path(sys.executable).with_name("buf"))
    paths = ("--path", "proto/veritab", "--path", f"proto/{DETAILS}")
    command = (buf, "build", "proto", *paths, "--as-file-descriptor-set", "--output", "-#format=binpb")
    done = subprocess.run(command, cwd=PROTO.parent, stdout=subprocess.PIPE, check=True)
    return FileDescriptorSet.FromString(done.stdout)


def services(protos: FileDescriptorSet) -> list[str]:
    """The full names of our services, in alphabetical order."""
    return sorted(f"{file.package}.{service.name}" for file in _ours(protos) for service in file.service)


def streams(protos: FileDescriptorSet) -> dict[str, list[Route]]:
    """Our methods that are streams: the path of gRPC, and the ways to call each over HTTP."""
    return {
        f"/{file.package}.{service.name}/{method.name}": list(routes(method))
        for file in _ours(protos)
        for service in file.service
        for method in service.method
        if is_stream(method)
    }


def routes(method: MethodDescriptorProto) -> Iterator[Route]:
    """The ways to call a method over HTTP, the main one first."""
    http: Any = annotations_pb2.http  # its type does not say whose extension it is
    rule: HttpRule = method.options.Extensions[http]
    for each in (rule, *rule.additional_bindings):
        if verb := each.WhichOneof("pattern"):
            yield _route(each, verb)


def _route(rule: HttpRule, verb: str) -> Route:
    """`/v1/{name=tables/*}` is `/v1/tables/{name}` here: the variable is what the star stands for."""
    template: str = getattr(rule, verb)
    stars = VARIABLE.sub(lambda found: (found[2] or "*").replace("*", f"{{{found[1]}}}"), template)
    return Route(verb, stars, rule.body, [found[1] for found in VARIABLE.finditer(template)])


def is_stream(method: MethodDescriptorProto) -> bool:
    """Whether one side or the other sends more than one message."""
    return method.client_streaming or method.server_streaming


def _ours(protos: FileDescriptorSet) -> list[FileDescriptorProto]:
    return [file for file in protos.file if file.package == PACKAGE]
