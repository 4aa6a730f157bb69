"""The supervisor's life: recover, start, watch, stop."""

import contextlib
import http.client
import os
import signal
import socket
import threading
import time
from types import FrameType
from typing import Final

from pharos.site.database import connections, lease, locks, processes, server
from pharos.site.database.faults import DatabaseFault
from pharos.site.environment import var
from pharos.site.supervisor import orphans, ports, state
from pharos.site.supervisor.children import Child, Role, stop_all
from pharos.site.supervisor.plan import Plan
from pharos.site.supervisor.speech import _, report, say

TICK: Final = 0.2
CHILDREN_PATIENCE: Final = 2.5
DATABASE_PATIENCE: Final = 1.2
POOL: Final = "8"
FIRST_PAGE_PATIENCE: Final = 60.0


class CannotRun(Exception):
    """The stack cannot be started; the text says why in one line."""


class Supervisor:
    """One running stack."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.mark = orphans.mark(var())
        self.children: list[Child] = []
        self.lease: lease.Lease | None = None
        self.listener: socket.socket | None = None
        self.stopping = threading.Event()
        self.address = ""
        self.smtp: str | None = None
        self.database_pause = TICK

    def run(self) -> None:
        """Run until INT, TERM or HUP. Raises CannotRun, DatabaseFault or ports.Busy before anything is served."""
        lock = locks.opened(state.lock_file())
        if not locks.acquired(lock, locks.EXCLUSIVE):
            at = (state.running() or {}).get("address", "?")
            raise CannotRun(_("Pharos runs here already: %(address)s") % {"address": at})
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        try:
            self._start()
            while not self.stopping.wait(TICK):
                self._look_after_database()
                self._look_after_children()
        finally:
            self._stop()
            os.close(lock)

    def _start(self) -> None:
        if left := orphans.end(self.mark):
            report(_("stopped %(count)d processes left by a supervisor that was killed") % {"count": left})
        if connections.embedded():
            self.lease = lease.take()
        self.listener = self._listener()
        self.children = [Child(role, self.mark) for role in self._roles(self.listener)]
        for child in self.children:
            child.start()
        self._publish()
        self._greet()

    def _listener(self) -> socket.socket:
        plan = self.plan
        listener = ports.listener(plan.host, plan.port, exactly=plan.port_exactly)
        port = listener.getsockname()[1]
        if port not in (plan.port, 0) and plan.port:
            say(_("Port %(asked)d is taken, using %(port)d.") % {"asked": plan.port, "port": port})
        host = f"[{plan.host}]" if ":" in plan.host else plan.host
        self.address = f"http://{host}:{port}/"
        return listener

    def _roles(self, listener: socket.socket) -> list[Role]:
        pool = {connections.POOL: POOL}
        descriptor = listener.fileno()
        roles = [Role("web", ("web", str(descriptor)), pool, (descriptor,))]
        if "mail" in self.plan.roles:
            roles.append(self._mail())
        roles.append(Role("worker", ("worker",), pool))
        if "play" in self.plan.roles:
            told = {"PHAROS_SMTP": self.smtp or "", "PHAROS_ADDRESS": self.address}
            roles.append(Role("play", self.plan.play, told, once=True))
        return roles

    def _mail(self) -> Role:
        plan = self.plan
        port = ports.free(plan.smtp_host, plan.smtp_port, exactly=plan.smtp_exactly)
        if port != plan.smtp_port and plan.smtp_port:
            say(_("SMTP port %(asked)d is taken, using %(port)d.") % {"asked": plan.smtp_port, "port": port})
        self.smtp = f"{plan.smtp_host}:{port}"
        told = {"PHAROS_MAIL_LISTEN": plan.smtp_host, "PHAROS_SMTP_PORT": str(port)}
        return Role("mail", ("mail", "intake"), told)

    def _greet(self) -> None:
        """Say where the pages are once one has really been served."""
        deadline = time.monotonic() + FIRST_PAGE_PATIENCE
        while not self._serves():
            self._look_after_children()
            if self.stopping.wait(TICK / 2):
                return
            if time.monotonic() > deadline:
                report(_("no page is served yet; the reason should stand above"))
                deadline += FIRST_PAGE_PATIENCE
        say(_("Pharos is ready: %(address)s") % {"address": self.address})
        if self.smtp:
            say(_("Letters are taken by SMTP at %(address)s") % {"address": self.smtp})
        for line in self.plan.hello:
            say(line)
        say(_("Ctrl-C stops everything."))

    def _serves(self) -> bool:
        port = int(self.address.rstrip("/").rpartition(":")[2])
        host = "127.0.0.1" if self.plan.host in ("0.0.0.0", "::") else self.plan.host
        visit = http.client.HTTPConnection(host, port, timeout=5)
        with contextlib.closing(visit), contextlib.suppress(OSError, http.client.HTTPException):
            visit.request("GET", "/", headers={"Host": f"localhost:{port}"})
            return visit.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        return False

    def _look_after_children(self) -> None:
        changed = False
        for child in self.children:
            code = child.died()
            if code is not None and not child.over:
                facts = {"name": child.role.name, "end": _end(code), "pause": child.pause}
                report(_("%(name)s ended (%(end)s), starting it again in %(pause).1f s") % facts)
            if child.due():
                child.start()
                changed = True
        if changed:
            self._publish()

    def _look_after_database(self) -> None:
        if self.lease is None or processes.leads(self.lease.layout.data):
            self.database_pause = TICK
            return
        report(_("the database is gone, starting it again"))
        try:
            server.ensure_running(self.lease.layout.front)
        except DatabaseFault as fault:
            report(str(fault))
            self.stopping.wait(self.database_pause)
            self.database_pause = min(self.database_pause * 2, 15.0)

    def _publish(self) -> None:
        pids = {child.role.name: child.process.pid for child in self.children if child.process}
        state.write({"pid": os.getpid(), "address": self.address, "smtp": self.smtp, "processes": pids})

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self.stopping.is_set():
            for child in self.children:
                child.signal(signal.SIGKILL)
        self.stopping.set()

    def _stop(self) -> None:
        stop_all(self.children, patience=CHILDREN_PATIENCE)
        if self.listener is not None:
            self.listener.close()
        if self.lease is not None:
            lease.give_back(self.lease, patience=DATABASE_PATIENCE)


def _end(code: int) -> str:
    if code < 0:
        return _("killed by signal %(number)d") % {"number": -code}
    return _("exit code %(code)d") % {"code": code}
