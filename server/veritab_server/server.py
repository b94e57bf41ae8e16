"""The server of one process: its services on one port, from the first call to a graceful end."""

from __future__ import annotations

import gc
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from veritab.v1 import job_service_pb2, reference_service_pb2, verification_service_pb2
from veritab.v1.job_service_pb2_grpc import add_JobServiceServicer_to_server
from veritab.v1.reference_service_pb2_grpc import add_ReferenceServiceServicer_to_server
from veritab.v1.verification_service_pb2_grpc import add_VerificationServiceServicer_to_server
from veritab_engine.errors import SettingError
from veritab_server.access.interceptor import access
from veritab_server.access.ledger import Share
from veritab_server.admission import AdmissionInterceptor
from veritab_server.checking import Desk
from veritab_server.decoding import DecodingInterceptor
from veritab_server.failures import FailureInterceptor
from veritab_server.health import HealthServicer
from veritab_server.inline import InlineTables
from veritab_server.jobs.background import Background
from veritab_server.observing.interceptor import observing
from veritab_server.pool import LargeRequests
from veritab_server.reference import ReferenceServicer, Reloader
from veritab_server.settings import Settings
from veritab_server.snapshots import Snapshots
from veritab_server.streams import Streams
from veritab_server.tls import credentials
from veritab_server.verification import VerificationServicer
from veritab_server.watchdog import Watchdog

SERVICES = (
    verification_service_pb2.DESCRIPTOR.services_by_name["VerificationService"].full_name,
    reference_service_pb2.DESCRIPTOR.services_by_name["ReferenceService"].full_name,
    job_service_pb2.DESCRIPTOR.services_by_name["JobService"].full_name,
)
SPARE_THREADS = 2
"""For health and refusals, which take no time."""
GLANCE = 0.05
"""Seconds between two looks at whether only watchers of health are left."""
SPARE_CALLS = 64
"""How far grpc's own wall stands behind our admission; what it refuses carries no details."""


class Server:
    """The services over the snapshots on one address. It answers from `start` to `stop`.

    With a reloader, callers may have it load the tables anew, where the settings let them.
    """

    def __init__(
        self,
        snapshots: Snapshots,
        address: str,
        settings: Settings,
        reloader: Reloader | None = None,
        *,
        share: Share | None = None,
    ) -> None:
        """Take the address, which workers with a `share` of it have together; SettingError where it cannot be."""
        self._settings = settings
        self._health = HealthServicer()
        self._observing = observing(settings)
        self._watchdog = Watchdog()
        large = LargeRequests(settings.limits.large_bytes)
        self._streams = Streams(settings, large, self._watchdog)
        self._admission = AdmissionInterceptor(settings, large, self._watchdog)
        self._server = grpc.server(
            ThreadPoolExecutor(SPARE_THREADS, thread_name_prefix="spare"),
            interceptors=[
                self._observing,
                self._admission,
                DecodingInterceptor(),
                FailureInterceptor(),
                *access(settings, share),
            ],
            options=[*settings.options(), ("grpc.so_reuseport", int(share is not None))],
            maximum_concurrent_rpcs=settings.waiting + settings.streams + SPARE_CALLS,
        )
        desk = Desk(InlineTables(snapshots, settings), settings.limits)
        self._jobs = Background(settings, desk, lambda: self._admission.calling or self._streams.working)
        self._add_services(snapshots, reloader, desk)
        self.address = _bind(self._server, address, credentials(settings.tls))
        """Where it listens, with the port that was taken where 0 was asked for."""

    def start(self) -> None:
        """Begin to answer."""
        self._server.start()
        self._jobs.start()
        for name in ("", *SERVICES):
            self._health.set(name, health_pb2.HealthCheckResponse.SERVING)

    def stop(self) -> None:
        """Say NOT_SERVING, let balancers see it, and let calls end that run; half-way, streams are told to."""
        self._health.enter_graceful_shutdown()
        self._jobs.rest()
        threading.Event().wait(self._settings.drain)
        stopped = self._server.stop(self._settings.grace)
        half = time.monotonic() + self._settings.grace / 2
        while not stopped.wait(GLANCE):
            if time.monotonic() >= half:
                self._streams.stop()
            if self._admission.idle:
                self._health.dismiss()
        self._jobs.close()
        self._admission.close()
        self._streams.close()
        self._watchdog.close()
        self._observing.close()

    def abandon(self) -> None:
        """Break calls that run off, for a `stop` that waits for nothing; a check in a thread still runs to its end."""
        self._server.stop(None)

    def _add_services(self, snapshots: Snapshots, reloader: Reloader | None, desk: Desk) -> None:
        verification = VerificationServicer(snapshots, self._streams, desk)
        add_VerificationServiceServicer_to_server(verification, self._server)
        reference = ReferenceServicer(snapshots, self._settings, reloader)
        add_ReferenceServiceServicer_to_server(reference, self._server)
        add_JobServiceServicer_to_server(self._jobs.servicer, self._server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        if self._settings.reflection:
            from grpc_reflection.v1alpha import reflection

            names = (*SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME)
            reflection.enable_server_reflection(names, self._server)


def settle() -> None:
    """Have the collector of cycles look through what there is once, and no more."""
    gc.collect()
    gc.freeze()


def _bind(server: grpc.Server, address: str, shown: grpc.ServerCredentials | None) -> str:
    """Take the address; SettingError where it is somebody else's or makes no sense."""
    try:
        port = server.add_secure_port(address, shown) if shown else server.add_insecure_port(address)
    except RuntimeError:
        raise SettingError(f"Cannot listen on {address}: {_why_not(address)}.") from None
    host = address.rpartition(":")[0]
    return address if address.startswith("unix:") else f"{host}:{port}"


def _why_not(address: str) -> str:
    """What the system says to somebody who tries the address himself."""
    host, _, port = address.rpartition(":")
    try:
        with socket.socket(_family(host)) as tried:
            tried.bind((host.strip("[]"), int(port)))
            return "it was taken a moment ago"
    except OSError as error:
        return (error.strerror or str(error)).lower()
    except ValueError:
        return "it is not HOST:PORT"


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if host.startswith("[") else socket.AF_INET
