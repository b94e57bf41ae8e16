"""What Envoy reads: deploy/gateway/envoy.yaml with what is local filled in, the protos, and the OpenAPI document.

    python -m tools.gateway.configuration FOLDER --listen 0.0.0.0:8443 --server 10.0.0.1:50051 --server 10.0.0.2:50051

lays all three into a folder, in which Envoy is started: `cd FOLDER && envoy -c envoy.yaml`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.rpc.code_pb2 import Code
from tools.protos import VARIABLE, descriptors, services, streams

DEPLOY = Path(__file__).parents[2] / "deploy" / "gateway"
ENDLESS = ("/grpc.health.v1.Health/Watch", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
"""Streams of the servers that are no methods of ours."""
TLS = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3"

OWN_ERRORS: Mapping[int, tuple[int, str]] = {
    400: (Code.INVALID_ARGUMENT, "MALFORMED"),
    404: (Code.NOT_FOUND, "NO_SUCH_PATH"),
    408: (Code.DEADLINE_EXCEEDED, "TOO_SLOW"),
    413: (Code.RESOURCE_EXHAUSTED, "TOO_LARGE"),
    431: (Code.RESOURCE_EXHAUSTED, "TOO_LARGE"),
    500: (Code.INTERNAL, "INTERNAL"),
    502: (Code.UNAVAILABLE, "UNAVAILABLE"),
    503: (Code.UNAVAILABLE, "UNAVAILABLE"),
    504: (Code.DEADLINE_EXCEEDED, "TOO_SLOW"),
}
"""What the gateway itself says, by HTTP status: the code of google.rpc, and the reason."""
DOMAIN = "gateway.veritab"
NOT_GRPC = [
    {
        "header_filter": {
            "header": {
                "name": "content-type",
                "string_match": {"prefix": "application/grpc"},
                "invert_match": True,
                "treat_missing_header_as_empty": True,
            }
        }
    },
    {"header_filter": {"header": {"name": "x-envoy-original-path", "present_match": True}}},
]
"""Callers that do not speak gRPC: as they came, and once the transcoder has made their requests gRPC."""


@dataclass(frozen=True)
class Local:
    """What differs from one gateway to the next. Files are as Envoy is to find them from its folder."""

    listen: str
    servers: Sequence[str]
    admin: str = "127.0.0.1:9901"
    certificate: str = ""
    """Chain in PEM, with `key`: without it nothing is encrypted for callers."""
    key: str = ""
    servers_ca: str = ""
    """Authorities in PEM that sign the certificates of the servers; with it, the gateway calls them over TLS."""
    servers_name: str = ""
    """The name that those certificates have to be for; needed with `servers_ca`."""
    origins: Sequence[str] = ()
    """Regular expressions of the origins whose pages may call."""


def configuration(local: Local, protos: FileDescriptorSet) -> str:
    """The whole of Envoy's configuration, as YAML."""
    of_grpc = [re.escape(each) for each in (*streams(protos), *ENDLESS)]
    of_json = [VARIABLE.sub("[^/]+", route.path) for routes in streams(protos).values() for route in routes]
    values: dict[str, Any] = {
        "admin": _address(local.admin),
        "listen": _address(local.listen),
        "servers": [{"endpoint": {"address": _address(each)}} for each in local.servers],
        "encryption": _for_callers(local),
        "encryption_to_servers": _to_servers(local),
        "origins": [{"safe_regex": {"regex": each}} for each in local.origins],
        "services": services(protos),
        "streams": "|".join(of_grpc),
        "streams_of_json": "|".join(of_json),
        "own_errors": [*map(_own_error, OWN_ERRORS), _too_large_of_grpc()],
    }
    filled = {name: json.dumps(value) for name, value in values.items()}
    return Template((DEPLOY / "envoy.yaml").read_text("utf-8")).substitute(filled)


def lay_out(folder: Path, local: Local) -> None:
    """Put all that Envoy reads into a folder."""
    protos = descriptors()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "envoy.yaml").write_text(configuration(local, protos), "utf-8")
    (folder / "protos.binpb").write_bytes(protos.SerializeToString())
    shutil.copyfile(DEPLOY / "openapi.json", folder / "openapi.json")


def _address(told: str) -> dict[str, Any]:
    host, _, port = told.rpartition(":")
    return {"socket_address": {"address": host.strip("[]"), "port_value": int(port)}}


def _for_callers(local: Local) -> dict[str, Any] | None:
    if not local.certificate:
        return None
    pair = {"certificate_chain": {"filename": local.certificate}, "private_key": {"filename": local.key}}
    common = {
        "alpn_protocols": ["h2", "http/1.1"],
        "tls_params": {"tls_minimum_protocol_version": "TLSv1_2"},
        "tls_certificates": [pair],
    }
    return _transport("DownstreamTlsContext", {"common_tls_context": common})


def _to_servers(local: Local) -> dict[str, Any] | None:
    if not local.servers_ca:
        return None
    trusted = {
        "trusted_ca": {"filename": local.servers_ca},
        "match_typed_subject_alt_names": [{"san_type": "DNS", "matcher": {"exact": local.servers_name}}],
    }
    common = {"alpn_protocols": ["h2"], "validation_context": trusted}
    return _transport("UpstreamTlsContext", {"sni": local.servers_name, "common_tls_context": common})


def _transport(kind: str, context: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": "envoy.transport_sockets.tls", "typed_config": {"@type": f"{TLS}.{kind}", **context}}


def _own_error(status: int) -> dict[str, Any]:
    code, reason = OWN_ERRORS[status]
    filters = [_of_status(status), {"or_filter": {"filters": NOT_GRPC}}]
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": DOMAIN}
    told = {"code": code, "message": "%LOCAL_REPLY_BODY%", "details": [info]}
    body = {"content_type": "application/json", "json_format": told}
    return {"filter": {"and_filter": {"filters": filters}}, "body_format_override": body}


def _too_large_of_grpc() -> dict[str, Any]:
    """What servers say of a message that is too large; Envoy alone would call it UNKNOWN."""
    header = {"key": "grpc-status", "value": str(Code.RESOURCE_EXHAUSTED)}
    overwrite = {"header": header, "append_action": "OVERWRITE_IF_EXISTS_OR_ADD"}
    return {"filter": _of_status(413), "headers_to_add": [overwrite]}


def _of_status(status: int) -> dict[str, Any]:
    compared = {"op": "EQ", "value": {"default_value": status, "runtime_key": f"own_error_{status}"}}
    return {"status_code_filter": {"comparison": compared}}


def main() -> None:
    """Lay out a folder by what the command line tells."""
    parser = argparse.ArgumentParser(prog="python -m tools.gateway.configuration", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--listen", default="0.0.0.0:8443", help="HOST:PORT for callers")
    parser.add_argument("--server", dest="servers", action="append", required=True, help="HOST:PORT, once for each")
    parser.add_argument("--admin", default="127.0.0.1:9901", help="HOST:PORT of Envoy's figures")
    parser.add_argument("--certificate", default="", help="PEM, for callers")
    parser.add_argument("--key", default="", help="its private key")
    parser.add_argument("--servers-ca", default="", help="authorities of the servers' certificates, for TLS to them")
    parser.add_argument("--servers-name", default="", help="the name in those certificates")
    parser.add_argument("--origin", dest="origins", action="append", default=[], help="regular expression of an origin")
    told = vars(parser.parse_args())
    if bool(told["certificate"]) != bool(told["key"]):
        parser.error("--certificate and --key go together")
    if bool(told["servers_ca"]) != bool(told["servers_name"]):
        parser.error("--servers-ca and --servers-name go together: any certificate of those authorities would do")
    lay_out(told.pop("folder"), Local(**told))


if __name__ == "__main__":
    main()
