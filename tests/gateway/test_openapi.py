"""The OpenAPI document: valid, whole, and kept by what the gateway answers."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from tools.gateway.configuration import Local, configuration
from tools.protos import descriptors, routes, services

from tests.gateway.calling import ABOUT_FERRIES, CHECK, ask

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"

EXPECTED = ["2xx", "4xx", "501"]
"""501 is what a method answers that a server does not offer."""


@pytest.fixture(scope="module")
def document(url):
    return ask(url, "/openapi.json").json


@pytest.fixture(scope="module")
def protos():
    return descriptors()


def test_it_is_valid(document):
    validate(document)


def test_it_has_every_method_of_the_protos(document, protos):
    promised = {
        (route.verb, route.path)
        for file in protos.file
        for service in file.service
        if f"{file.package}.{service.name}" in services(protos)
        for method in service.method
        for route in routes(method)
    }
    assert promised == {(verb, path) for path, verbs in document["paths"].items() for verb in verbs}


def test_all_services_are_turned(protos):
    told = yaml.safe_load(configuration(Local("127.0.0.1:1", ["127.0.0.1:2"]), protos))
    [chain] = told["static_resources"]["listeners"][0]["filter_chains"]
    filters = chain["filters"][0]["typed_config"]["http_filters"]
    [transcoder] = [each for each in filters if each["name"].endswith("transcoder")]
    assert transcoder["typed_config"]["services"] == services(protos)
    assert "veritab.v1.VerificationService" in services(protos)


def test_everything_is_described(document):
    schemas = document["components"]["schemas"]
    assert [name for name, schema in schemas.items() if not schema["description"]] == []
    fields = {
        f"{name}.{key}": told for name, schema in schemas.items() for key, told in schema.get("properties", {}).items()
    }
    assert [name for name, told in fields.items() if not told.get("description") and "@type" not in name] == []


@pytest.mark.parametrize(
    ("path", "body", "message"),
    [
        (CHECK, ABOUT_FERRIES, "CheckDocumentResponse"),
        ("/v1/documents:extractClaims", ABOUT_FERRIES, "ExtractClaimsResponse"),
        ("/v1/documents:explainClaim", {**ABOUT_FERRIES, "claimId": "c2"}, "ExplainClaimResponse"),
        ("/v1/documents:batchCheck", {"requests": [ABOUT_FERRIES, {}]}, "BatchCheckDocumentsResponse"),
        ("/v1/tables", None, "ListTablesResponse"),
        ("/v1/snapshots", None, "ListSnapshotsResponse"),
        ("/v1/catalogue", None, "Catalogue"),
        ("/v1/tables/nowhere", None, "Status"),
        ("/v1/nothing", None, "Status"),
    ],
)
def test_answers_have_the_fields_that_it_promises_and_no_others(url, document, path, body, message):
    schemas = {
        name: {**schema, "unevaluatedProperties": False} for name, schema in document["components"]["schemas"].items()
    }
    told = Draft202012Validator({"$ref": f"#/components/schemas/{message}", "components": {"schemas": schemas}})
    assert [error.message for error in told.iter_errors(ask(url, path, body).json)] == []


def test_schemathesis_finds_nothing(url, tmp_path):
    (tmp_path / "schemathesis.toml").write_text(f"[checks.not_a_server_error]\nexpected-statuses = {EXPECTED}\n")
    program = Path(sys.executable).with_name("schemathesis")
    bounds = ("--phases", "coverage,fuzzing", "--max-examples", "10", "--generation-deterministic")
    command = [str(program), "run", f"{url}/openapi.json", "--checks", CHECKS, *bounds, "--no-color"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:]
