"""Make deploy/gateway/openapi.json, which the gateway serves: the methods of the protos as paths of HTTP.

Paths come from `google.api.http`, descriptions from the comments, schemas from the messages (`tools.schemas`).
`make pages` writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from google.protobuf.descriptor_pb2 import FieldDescriptorProto, MethodDescriptorProto
from tools.gateway.configuration import OWN_ERRORS
from tools.protos import PACKAGE, Route, descriptors, is_stream, routes
from tools.schemas import WELL_KNOWN, Schema, Schemas, is_required

DETAILS = ("ErrorInfo", "BadRequest", "RetryInfo")
LINES = "application/x-ndjson"
ABOUT = """\
Checks the figures, dates and names of texts against tables. What HTTP is like here, with examples: docs/http.md.

Fields that no message has are ignored. Errors are `google.rpc.Status` in JSON; programs look at the `reason` of its
`ErrorInfo`. Every answer has an `x-request-id`, the caller's own or a new one."""


def openapi() -> str:
    """The document."""
    schemas = Schemas(descriptors())
    schemas.ref("google.rpc.Status")
    paths: dict[str, dict[str, Any]] = {}
    tags = []
    for file in schemas.protos.file:
        for service in file.service if file.package == PACKAGE else ():
            full = f"{PACKAGE}.{service.name}"
            tags.append({"name": service.name, "description": schemas.comments[full]})
            for method in service.method:
                for route in routes(method):
                    told = _operation(schemas, service.name, method, route)
                    paths.setdefault(route.path, {})[route.verb] = told
    _tell_details(schemas)
    bearer = {"type": "http", "scheme": "bearer", "description": "vt_…, where the servers ask for keys."}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Veritab", "version": PACKAGE.rpartition(".")[2], "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": sorted(tags, key=lambda tag: tag["name"]),
        "security": [{}, {"key": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {"key": bearer},
            "responses": {"Error": _error(schemas, "application/json")},
            "schemas": dict(sorted(schemas.made.items())),
        },
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _operation(schemas: Schemas, service: str, method: MethodDescriptorProto, route: Route) -> dict[str, Any]:
    asked, given = method.input_type.lstrip("."), method.output_type.lstrip(".")
    said = schemas.comments[f"{PACKAGE}.{service}.{method.name}"]
    told: dict[str, Any] = {
        "operationId": method.name,
        "tags": [service],
        "summary": said.split(". ")[0].split("\n")[0].rstrip(".") + ".",
        "description": said,
    }
    if parameters := [*_path_parameters(schemas, asked, route), *_query(schemas, asked, route)]:
        told["parameters"] = parameters
    if route.body:
        told["requestBody"] = _body(schemas, asked, method, route)
    if is_stream(method):
        answer = _answer(f"One `{given.rpartition('.')[2]}` a line.", LINES, schemas.ref(given))
    else:
        answer = _answer(schemas.comments[given], "application/json", schemas.ref(given))
    error = {"$ref": "#/components/responses/Error"}
    if is_stream(method):
        error = _error(schemas, LINES)
    told["responses"] = {"200": answer, "default": error}
    return told


def _path_parameters(schemas: Schemas, asked: str, route: Route) -> Iterator[dict[str, Any]]:
    fields = {each.name: each for each in schemas.messages[asked].field}
    for name in route.variables:
        before = route.path.partition(f"{{{name}}}")[0].rpartition("/v1/")[2]
        said = schemas.of_field(asked, fields[name])["description"]
        whole = f" Here without its `{before}`." if before else ""
        schema = {"type": "string", "minLength": 1, "pattern": "^[^/:]+$"}
        yield {"name": name, "in": "path", "required": True, "description": said + whole, "schema": schema}


def _query(schemas: Schemas, asked: str, route: Route, prefix: str = "") -> Iterator[dict[str, Any]]:
    """The fields that neither the path nor the body has; those of a message within by its name and a dot."""
    if route.body == "*":
        return
    for each in schemas.messages[asked].field:
        if not prefix and each.name in (*route.variables, route.body):
            continue
        inner = each.type_name.lstrip(".")
        if each.type == FieldDescriptorProto.TYPE_MESSAGE and inner not in WELL_KNOWN:
            yield from _query(schemas, inner, route, f"{prefix}{each.json_name}.")
            continue
        schema = schemas.of_field(asked, each)
        said = schema.pop("description")
        name = f"{prefix}{each.json_name}"
        yield {"name": name, "in": "query", "required": is_required(each), "description": said, "schema": schema}


def _body(schemas: Schemas, asked: str, method: MethodDescriptorProto, route: Route) -> dict[str, Any]:
    if route.body != "*":
        [named] = [each for each in schemas.messages[asked].field if each.name == route.body]
        schema = schemas.of_field(asked, named)
    elif route.variables:
        schema = schemas.message(asked, without=route.variables)
    else:
        schema = schemas.ref(asked)
    if method.client_streaming:
        schema = {
            "type": "array",
            "items": schema,
            "description": "One after another; each is read as soon as it is there.",
        }
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _answer(said: str, kind: str, schema: Schema) -> dict[str, Any]:
    ids = {"x-request-id": {"description": "The name of this call in the logs.", "schema": {"type": "string"}}}
    return {"description": said, "headers": ids, "content": {kind: {"schema": schema}}}


def _error(schemas: Schemas, kind: str) -> dict[str, Any]:
    return _answer("Why there is no answer.", kind, schemas.ref("google.rpc.Status"))


def _tell_details(schemas: Schemas) -> None:
    """What the details of an error are, and the reasons that there are."""
    for short in DETAILS:
        schemas.ref(f"google.rpc.{short}")
        kind = {"type": "string", "const": f"type.googleapis.com/google.rpc.{short}"}
        made = schemas.made[short]
        made["properties"] = {"@type": kind, **made["properties"]}
        made["required"] = ["@type"]
    schemas.made["ErrorReason"] = _reasons(schemas)
    own = sorted({reason for _, reason in OWN_ERRORS.values()})
    gateways = {"type": "string", "enum": own, "description": "Of the domain `gateway.veritab`: the gateway's own."}
    reason = {"anyOf": [{"$ref": "#/components/schemas/ErrorReason"}, gateways]}
    schemas.made["ErrorInfo"]["properties"]["reason"] |= reason
    refs = [{"$ref": f"#/components/schemas/{short}"} for short in DETAILS]
    schemas.made["Status"]["properties"]["details"]["items"] = {"anyOf": [*refs, WELL_KNOWN["google.protobuf.Any"]]}


def _reasons(schemas: Schemas) -> Schema:
    """The enum as ErrorInfo carries it: without its prefix, and without "unspecified"."""
    told = json.dumps(schemas.enum(f"{PACKAGE}.ErrorReason")).replace("ERROR_REASON_", "")
    schema: Schema = json.loads(told)
    schema["enum"].remove("UNSPECIFIED")
    schema["description"] = re.sub(r"\* `UNSPECIFIED`:.*\n", "", schema["description"])
    return schema
