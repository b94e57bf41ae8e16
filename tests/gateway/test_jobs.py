"""Jobs through the gateway: whichever server a call comes to, it finds them."""

from tests.gateway.calling import ABOUT_FERRIES, ask
from tests.server.processes import until
from tests.server.running import RIGHT


def test_a_job_is_made_waited_for_read_by_page_and_deleted(url):
    requests = [ABOUT_FERRIES, {"document": {"text": RIGHT}}, {"document": {"text": RIGHT}, "maxFindings": -1}]
    wish = {"job": {"displayName": "an archive"}, "requests": requests, "requestId": "archive-1"}
    made = ask(url, "/v1/jobs", wish)
    assert (made.status, made.json["documentCount"]) == (200, 3)
    path = f"/v1/{made.json['name']}"
    assert ask(url, "/v1/jobs", wish).json["name"] == made.json["name"]
    until(lambda: ask(url, path).json["state"] == "JOB_STATE_DONE")
    first = ask(url, f"{path}/results?pageSize=2").json
    last = ask(url, f"{path}/results?pageSize=2&pageToken={first['nextPageToken']}").json
    results = [*first["results"], *last["results"]]
    assert [each["position"] for each in results] == [0, 1, 2]
    assert results[0]["response"]["report"]["verdict"] == "VERDICT_CONFLICT"
    assert results[1]["response"]["report"]["verdict"] == "VERDICT_SUPPORTED"
    assert results[2]["error"]["code"] == 3
    assert made.json["name"] in {job["name"] for job in ask(url, "/v1/jobs?state=JOB_STATE_DONE").json["jobs"]}
    assert ask(url, path, method="DELETE").status == 200
    gone = ask(url, path)
    assert (gone.status, gone.reason) == (404, ("veritab", "UNKNOWN_JOB"))


def test_documents_are_added_once_and_a_job_is_cancelled(url):
    path = f"/v1/{ask(url, '/v1/jobs', {'open': True}).json['name']}"
    more = {"position": 0, "requests": [ABOUT_FERRIES]}
    for _ in range(2):
        assert ask(url, f"{path}:addDocuments", more).json["documentCount"] == 1
    gap = ask(url, f"{path}:addDocuments", {**more, "position": 5})
    assert (gap.status, gap.reason) == (400, ("veritab", "INVALID_INPUT"))
    assert ask(url, f"{path}:cancel", {}).json["state"] == "JOB_STATE_CANCELLED"
