"""The server: its services on one port, from the first call to a graceful end."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from veritab.v1 import reference_service_pb2, verification_service_pb2
from veritab.v1.reference_service_pb2_grpc import add_ReferenceServiceServicer_to_server
from veritab.v1.verification_service_pb2_grpc import add_VerificationServiceServicer_to_server
from veritab_engine.errors import SettingError
from veritab_server.admission import AdmissionInterceptor
from veritab_server.beside import settle
from veritab_server.failures import FailureInterceptor
from veritab_server.health import HealthServicer
from veritab_server.reference import ReferenceServicer
from veritab_server.reload import Reloader, Watcher
from veritab_server.settings import Settings
from veritab_server.snapshots import Snapshots, Trigger
from veritab_server.verification import VerificationServicer

SERVICES = (
    verification_service_pb2.DESCRIPTOR.services_by_name["VerificationService"].full_name,
    reference_service_pb2.DESCRIPTOR.services_by_name["ReferenceService"].full_name,
)
SPARE_THREADS = 2
"""For health and refusals, which take no time."""
GLANCE = 0.05
"""Seconds between two looks at whether only watchers of health are left."""
HANGUP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""Asks for the tables to be loaded anew; not every system has it."""
SPARE_CALLS = 64
"""How far grpc's own wall stands behind our admission; what it refuses carries no details."""

LOG = logging.getLogger("veritab.server")


class Server:
    """The services over the snapshots on one address. It answers from `start` to `stop`.

    With a reloader the snapshots are its own, and it has them loaded anew as the settings say.
    """

    def __init__(
        self, snapshots: Snapshots, address: str, settings: Settings, reloader: Reloader | None = None
    ) -> None:
        self._settings = settings
        self._reloader = reloader
        self._watcher = Watcher(reloader, settings.watch) if reloader and settings.watch else None
        self._health = HealthServicer()
        self._admission = AdmissionInterceptor(settings)
        self._server = grpc.server(
            ThreadPoolExecutor(SPARE_THREADS, thread_name_prefix="spare"),
            interceptors=[self._admission, FailureInterceptor()],
            options=settings.options(),
            maximum_concurrent_rpcs=settings.waiting + settings.streams + SPARE_CALLS,
        )
        self._add_services(snapshots)
        self.address = _bind(self._server, address)
        """Where it listens, with the port that was taken where 0 was asked for."""

    def start(self) -> None:
        """Begin to answer."""
        self._server.start()
        for name in ("", *SERVICES):
            self._health.set(name, health_pb2.HealthCheckResponse.SERVING)
        LOG.info("serving on %s", self.address)
        if self._watcher is not None:
            self._watcher.start()

    def stop(self) -> None:
        """Say NOT_SERVING, let balancers see it, and let running calls end."""
        LOG.info("stopping: not serving, and %g s for calls that run", self._settings.grace)
        if self._watcher is not None:
            self._watcher.stop()
        self._health.enter_graceful_shutdown()
        threading.Event().wait(self._settings.drain)
        stopped = self._server.stop(self._settings.grace)
        while not stopped.wait(GLANCE):
            if self._admission.idle:
                self._health.dismiss()
        self._admission.close()
        LOG.info("stopped")

    def abandon(self) -> None:
        """Break calls that run off, for a `stop` that waits for nothing; a check in a thread still runs to its end."""
        self._server.stop(None)

    def reload(self) -> None:
        """Begin to load the tables anew, and do not wait for it."""
        if self._reloader is not None:
            threading.Thread(target=self._reloader.try_reload, args=[Trigger.SIGNAL], daemon=True).start()

    def _add_services(self, snapshots: Snapshots) -> None:
        add_VerificationServiceServicer_to_server(VerificationServicer(snapshots, self._settings), self._server)
        reference = ReferenceServicer(snapshots, self._settings, self._reloader)
        add_ReferenceServiceServicer_to_server(reference, self._server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        if self._settings.reflection:
            from grpc_reflection.v1alpha import reflection

            names = (*SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME)
            reflection.enable_server_reflection(names, self._server)


def serve_until_signalled(server: Server) -> None:
    """Answer until SIGTERM or SIGINT, then stop gracefully; SIGHUP loads the tables anew. Only for the main thread.

    The signal comes as a byte from the interpreter itself: a handler that sets an Event can wait for a lock that the
    thread it interrupted holds.
    """
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno())
    for number in (signal.SIGTERM, signal.SIGINT, HANGUP):
        if number is not None:
            signal.signal(number, lambda *_: None)
    settle()
    server.start()
    while ours.recv(1)[0] == HANGUP:
        server.reload()
    server.stop()


def _bind(server: grpc.Server, address: str) -> str:
    """Take the address; SettingError where it is somebody else's or makes no sense."""
    try:
        port = server.add_insecure_port(address)
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
