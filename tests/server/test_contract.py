"""What holds for every method and message of the contract."""

import pytest
from google.api import annotations_pb2, field_behavior_pb2
from google.protobuf.empty_pb2 import Empty

from veritab.v1 import document_pb2, error_reason_pb2, job_service_pb2, reference_service_pb2, verification_service_pb2
from veritab_engine.errors import VeritabError
from veritab_server import errors
from veritab_server.jobs import errors as errors_of_jobs

SERVICES = [
    *verification_service_pb2.DESCRIPTOR.services_by_name.values(),
    *reference_service_pb2.DESCRIPTOR.services_by_name.values(),
    *job_service_pb2.DESCRIPTOR.services_by_name.values(),
]
METHODS = [method for service in SERVICES for method in service.methods]


def reachable(message):
    """The message and all of ours that it is made of, maps left out."""
    found, waiting = {}, [message]
    while waiting:
        each = waiting.pop()
        if each.full_name not in found and each.full_name.startswith("veritab.") and not each.GetOptions().map_entry:
            found[each.full_name] = each
            waiting += [field.message_type for field in each.fields if field.message_type]
    return found.values()


def errors_of(tree):
    """The errors of a tree that a server may send; those of batches are a matter of files."""
    children = (child for child in tree.__subclasses__() if not child.__module__.startswith("veritab_batch."))
    return [tree, *(error for child in children for error in errors_of(child))]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_method_has_a_way_over_http(method):
    rule = method.GetOptions().Extensions[annotations_pb2.http]
    assert (rule.get or rule.post or rule.delete).startswith("/v1/")


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_field_of_a_request_says_whether_it_is_required(method):
    silent = [
        field.full_name
        for message in reachable(method.input_type)
        for field in message.fields
        if not field.GetOptions().Extensions[field_behavior_pb2.field_behavior]
    ]
    assert silent == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_answer_names_its_snapshot(method):
    nothing = method.output_type is Empty.DESCRIPTOR
    assert nothing or any("snapshot" in message.fields_by_name for message in reachable(method.output_type))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_offsets_that_are_asked_for_are_echoed(method):
    asks = "encoding_type" in method.input_type.fields_by_name
    echoes = any("encoding_type" in message.fields_by_name for message in reachable(method.output_type))
    assert echoes or not asks
    assert document_pb2.Span.DESCRIPTOR not in reachable(method.output_type) or echoes


@pytest.mark.parametrize("error", errors_of(VeritabError), ids=lambda error: error.__name__)
def test_every_reason_is_published(error):
    assert f"ERROR_REASON_{error.reason}" in error_reason_pb2.ErrorReason.DESCRIPTOR.values_by_name


def test_the_tree_of_errors_is_the_one_that_is_drawn():
    drawn = f"{errors.__doc__}{errors_of_jobs.__doc__}"
    assert [error.__name__ for error in errors_of(errors.CallError) if error.__name__ not in drawn] == []
