"""JSON over HTTP: answers, errors, streams of lines, compression, ids, pages of other origins, limits."""

import gzip
import json
import socket
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.gateway.calling import ABOUT_FERRIES, CHECK, STREAM, ask
from tests.server.processes import until
from tests.server.running import RIGHT, WRONG


def of_stream(name, text):
    return {"correlationId": name, "request": {"document": {"text": text}}}


def test_a_text_is_checked(url):
    answer = ask(url, CHECK, ABOUT_FERRIES)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    report = answer.json["report"]
    [finding] = [each for each in report["findings"] if each["verdict"] == "VERDICT_CONFLICT"]
    span = finding["claim"]["span"]
    assert WRONG[span["start"] : span["end"]] == finding["claim"]["quote"] == "$57.3 million"
    assert finding["suggestion"]["text"]


def test_tables_are_resources(url):
    listed = ask(url, "/v1/tables?pageSize=1").json
    name = listed["tables"][0]["name"]
    assert ask(url, f"/v1/{name}?view=TABLE_VIEW_FULL").json["name"] == name
    rows = ask(url, f"/v1/{name}:lookupRows", {"pageSize": 1}).json
    assert len(rows["rows"]) == 1


def test_a_batch_has_a_result_for_each_document(url):
    requests = [ABOUT_FERRIES, {"document": {"text": RIGHT}, "maxFindings": -1}]
    first, second = ask(url, "/v1/documents:batchCheck", {"requests": requests}).json["results"]
    assert first["response"]["report"]["verdict"] == "VERDICT_CONFLICT"
    assert second["error"]["code"] == 3


def test_fields_that_no_message_has_are_ignored_and_parameters_are_not(url):
    assert ask(url, CHECK, {**ABOUT_FERRIES, "colour": "red"}).status == 200
    refused = ask(url, "/v1/tables?colour=red")
    assert (refused.status, refused.reason) == (400, ("gateway.veritab", "MALFORMED"))


@pytest.mark.parametrize(
    ("path", "body", "status", "reason"),
    [
        ("/v1/tables/nowhere", None, 404, ("veritab", "UNKNOWN_TABLE")),
        (CHECK, {**ABOUT_FERRIES, "maxFindings": -1}, 400, ("veritab", "INVALID_INPUT")),
        (CHECK, {**ABOUT_FERRIES, "snapshot": "long-gone"}, 400, ("veritab", "UNKNOWN_SNAPSHOT")),
        ("/v1/tables:reload", {}, 403, ("veritab", "NOT_ALLOWED")),
        (STREAM, [{"request": ABOUT_FERRIES}], 400, ("veritab", "INVALID_INPUT")),
        (CHECK, b'{"document": ', 400, ("gateway.veritab", "MALFORMED")),
        (CHECK, {"document": {"text": 5.5, "scope": []}}, 400, ("gateway.veritab", "MALFORMED")),
        ("/v1/nothing", None, 404, ("gateway.veritab", "NO_SUCH_PATH")),
        ("/", None, 404, ("gateway.veritab", "NO_SUCH_PATH")),
        (CHECK, None, 404, ("gateway.veritab", "NO_SUCH_PATH")),
    ],
)
def test_an_error_is_a_status_in_json_with_its_reason(url, path, body, status, reason):
    answer = ask(url, path, body)
    assert (answer.status, answer.reason) == (status, reason)
    assert answer.headers["x-request-id"]


def test_a_stream_is_an_object_a_line_and_ends_with_a_summary(url):
    answer = ask(url, STREAM, [of_stream("a", WRONG), of_stream("b", RIGHT), {**of_stream("c", RIGHT), "request": {}}])
    assert (answer.status, answer.headers["content-type"]) == (200, "application/x-ndjson")
    *results, last = map(json.loads, answer.body.splitlines())
    assert {each["correlationId"] for each in results} == {"a", "b", "c"}
    assert int(last["summary"]["checked"]) + int(last["summary"]["failed"]) == 3


def test_results_come_while_documents_are_still_sent(url):
    where = urlsplit(url)
    with socket.create_connection((where.hostname, where.port), timeout=60) as raw, raw.makefile("rb") as lines:
        raw.sendall(f"POST {STREAM} HTTP/1.1\r\nhost: veritab\r\ntransfer-encoding: chunked\r\n\r\n".encode())
        for name, before in (("a", b"["), ("b", b","), ("c", b",")):
            piece = before + json.dumps(of_stream(name, RIGHT)).encode()
            raw.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
            assert name == json.loads(next(line for line in lines if line.startswith(b"{")))["correlationId"]
        raw.sendall(b"1\r\n]\r\n0\r\n\r\n")
        assert json.loads(next(line for line in lines if line.startswith(b"{")))["summary"]["checked"] == "3"


def test_a_stream_may_be_longer_than_any_request(url):
    long = [of_stream(str(number), "a" * 2_000_000) for number in range(9)]
    lines = ask(url, STREAM, long).body.splitlines()
    assert json.loads(lines[-1])["summary"]["checked"] == "9"


def test_answers_are_compressed_for_whoever_takes_that_and_requests_may_be(url):
    plain = ask(url, CHECK, ABOUT_FERRIES)
    packed = gzip.compress(json.dumps(ABOUT_FERRIES).encode())
    both = ask(url, CHECK, packed, {"content-encoding": "gzip", "accept-encoding": "gzip"})
    assert both.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(both.body)) == plain.json
    not_packed = ask(url, CHECK, ABOUT_FERRIES, {"content-encoding": "gzip"})
    assert (not_packed.status, not_packed.reason) == (400, ("veritab", "INVALID_INPUT"))
    stream = ask(url, STREAM, [of_stream("a", WRONG)], {"accept-encoding": "gzip"})
    assert gzip.decompress(stream.body).splitlines()[-1].startswith(b'{"summary"')


def test_a_call_keeps_its_callers_id_or_gets_one(url, edge):
    assert ask(url, CHECK, ABOUT_FERRIES, {"x-request-id": "desk-17"}).headers["x-request-id"] == "desk-17"
    assert len({ask(url, "/v1/catalogue").headers["x-request-id"] for _ in range(3)}) == 3
    until(lambda: "desk-17" in edge.access_log.read_text(), patience=60)
    [line] = [json.loads(line) for line in edge.access_log.read_text().splitlines() if "desk-17" in line]
    assert (line["method"], line["path"], line["status"], line["grpc_status"]) == ("POST", CHECK, 200, "OK")
    assert WRONG not in edge.access_log.read_text()


def test_pages_of_known_origins_may_call_and_others_may_not(url):
    wish = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}
    let_in = ask(url, CHECK, headers={"origin": "http://localhost:3000", **wish}, method="OPTIONS")
    assert let_in.status == 200
    assert let_in.headers["access-control-allow-origin"] == "http://localhost:3000"
    assert "authorization" in let_in.headers["access-control-allow-headers"]
    answer = ask(url, CHECK, ABOUT_FERRIES, {"origin": "http://localhost:3000"})
    assert "x-request-id" in answer.headers["access-control-expose-headers"]
    for origin in ("http://localhost.example", "https://elsewhere.example"):
        strange = ask(url, CHECK, headers={"origin": origin, **wish}, method="OPTIONS")
        assert "access-control-allow-origin" not in strange.headers


def test_what_is_too_large_is_refused_at_the_gateway(url):
    large = json.dumps({"document": {"text": "a" * 17_000_000}}).encode()
    for body, packing in ((large, {}), (gzip.compress(large), {"content-encoding": "gzip"})):
        answer = ask(url, CHECK, body, packing)
        assert (answer.status, answer.reason) == (413, ("gateway.veritab", "TOO_LARGE"))
    answer = ask(url, CHECK, {"document": {"text": "a" * 11_000_000}})
    assert (answer.status, answer.reason) == (400, ("veritab", "INVALID_INPUT"))
    answer = ask(url, "/v1/catalogue", headers={"x-long": "a" * 40_000})
    assert (answer.status, answer.reason) == (431, ("gateway.veritab", "TOO_LARGE"))


def test_whoever_watches_sees_health_and_figures(url, edge):
    assert ask(url, "/healthz").status == 200
    families = text_string_to_metric_families(urlopen(f"{edge.admin}/stats/prometheus").read().decode())
    [healthy] = [each for each in families if each.name == "envoy_cluster_membership_healthy"]
    assert [sample.value for sample in healthy.samples] == [2]
