"""Servers go while callers call: those of the gateway do not notice, as long as one is left."""

from benchmarks.gateway.callers import keep_calling, over_grpc, over_json
from benchmarks.gateway.kill import REQUEST, behind, end, stop
from tests.gateway.calling import ABOUT_FERRIES, CHECK, ask
from tests.server.processes import until


def test_no_call_fails_while_servers_are_stopped_and_killed_and_one_is_left():
    with behind(3) as (edge, (first, second, third)):
        mixed = [over_json(edge.url, "CheckDocument", REQUEST), over_grpc([edge.address], "CheckDocument", REQUEST)]
        goes = [(1.0, lambda: stop(third)), (3.0, lambda: end(second))]
        outcome = keep_calling(lambda number: mixed[number % 2](number), 6, 6, goes)
        assert outcome.answered > 0
        assert outcome.failed == {}
        end(first)
        until(lambda: ask(edge.url, "/healthz").status == 503)
        gone = ask(edge.url, CHECK, ABOUT_FERRIES)
        assert (gone.status, gone.reason) == (503, ("gateway.veritab", "UNAVAILABLE"))
