"""Starts everything that an instance consists of, keeps it running, and stops it.

Order of the start: port, database, preparation (migrations, static files, demonstration community), the application's
import, web, jobs. The stop is the reverse. Signals are not handled at any moment but waited for, in one place.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from pathlib import Path

from setproctitle import setproctitle

from ict4society.foundation.database import DatabaseUnavailable, EmbeddedPostgres

from .announcement import announcement, tell
from .child import Child
from .plan import SAID, ServerPlan
from .port import answers, require_free_port
from .process import TITLE, adopt_orphans, reap_orphans
from .refused import ServerRefused
from .stamp import schema_stamp, static_stamp
from .start import Fork, command

_STOP = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_HEARD = {*_STOP, signal.SIGCHLD}
_HOPELESS = 3  # deaths in a row before the first page was ever served
_READY_SECONDS = 60
_DATABASE_ATTEMPTS = 5
_SERVER = "ict4society.foundation.server"


class Stopped(Exception):
    """A signal asked us to stop."""


class Supervisor:
    """Runs one plan, once."""

    def __init__(self, plan: ServerPlan) -> None:
        self.plan = plan
        self._began = time.monotonic()
        self._database = EmbeddedPostgres(Path(plan.data_folder), tell=tell) if plan.embedded_database else None
        demonstration = ["--demonstration"] if plan.demonstration else []
        preparing = [sys.executable, "-m", f"{_SERVER}.prepare", *demonstration]
        self._preparation = Child("preparation", lambda: command(preparing), tell=tell)
        self._web = Child("web server", lambda: Fork("web server", self._serve), tell=tell)
        self._jobs = [
            Child("job worker", lambda: Fork("job worker", _work), tell=tell) for _ in range(plan.job_workers)
        ]
        self._database_failures = 0
        self._database_due = 0.0

    @property
    def _children(self) -> list[Child]:
        return [self._web, *self._jobs]

    def run(self) -> None:
        """Start, watch until a signal comes, stop.

        Raises:
            ServerRefused, DatabaseUnavailable: it cannot start, or cannot go on; everything is stopped again.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
        adopt_orphans()
        try:
            self._start()
            while True:
                self._listen(1.0)
                self._watch()
        except Stopped:
            tell("Stopping.")
        finally:
            self._stop()

    def _start(self) -> None:
        plan = self.plan
        require_free_port(plan.host, plan.port)
        if not plan.on_loopback and plan.accounts_file.exists():
            raise ServerRefused(
                f"HOST is {plan.host}, but {plan.data_folder} holds the demonstration community, whose accounts have "
                f"published passwords: name another folder in ICT4SOCIETY_DATA, or set HOST to 127.0.0.1."
            )
        if self._database is not None:
            self._database.ensure_running()
        if not self._is_prepared():
            self._prepare()
        self._preload()
        for child in self._children:
            child.start()
        self._wait_for_first_page()
        print(announcement(plan, time.monotonic() - self._began), flush=True)

    def _is_prepared(self) -> bool:
        """Whether this very code has prepared the instance; of a database that others can change, nobody knows."""
        database = self._database
        if database is None or not static_stamp(Path(self.plan.data_folder)).fits():
            return False
        return schema_stamp(database.place.cluster).fits()

    def _prepare(self) -> None:
        child = self._preparation
        child.start()
        try:
            while (code := child.wait(0.05)) is None:
                self._listen(0.2)
        finally:
            child.stop()
        if code == SAID:
            raise ServerRefused
        if code != 0:
            raise ServerRefused("The instance could not be prepared; the reason stands above.")

    def _preload(self) -> None:
        """Import the application, of whose memory every process has the same pages then."""
        from .preload import preload  # not before the preparation: it is long, and takes as much memory itself

        try:
            preload(self.plan.application)
        except Exception:
            traceback.print_exc()
            raise ServerRefused("The application cannot be loaded; the reason stands above.") from None
        setproctitle(TITLE.format("supervisor"))

    def _serve(self) -> None:
        from .web import serve

        plan = self.plan
        serve(plan.application, host=plan.host, port=plan.port, workers=plan.web_workers)

    def _wait_for_first_page(self) -> None:
        end = time.monotonic() + _READY_SECONDS
        while not answers(self.plan.host, self.plan.port):
            self._listen(0.05)
            self._watch()
            if self._web.deaths >= _HOPELESS:
                raise ServerRefused("The web server cannot start; the reason stands above.")
            if time.monotonic() > end:
                raise ServerRefused(f"The web server does not answer within {_READY_SECONDS} seconds.")

    def _listen(self, seconds: float) -> None:
        """Wait for a signal, no longer than so many seconds."""
        heard = signal.sigtimedwait(_HEARD, seconds)
        if heard is not None and heard.si_signo in _STOP:
            raise Stopped
        owned = [self._preparation, *self._children]
        reap_orphans({child.pid for child in owned if child.pid is not None})

    def _watch(self) -> None:
        self._watch_database()
        for child in self._children:
            child.watch()

    def _watch_database(self) -> None:
        database = self._database
        if database is None or database.pid is not None or time.monotonic() < self._database_due:
            return
        tell("The database has stopped; it starts again.")
        try:
            database.ensure_running()
            self._database_failures = 0
        except DatabaseUnavailable as error:
            self._database_failures += 1
            if self._database_failures >= _DATABASE_ATTEMPTS:
                raise
            tell(str(error))
            self._database_due = time.monotonic() + 2**self._database_failures

    def _stop(self) -> None:
        for child in self._children:
            child.request_stop()
        for child in self._children:
            child.stop()
        if self._database is not None:
            try:
                self._database.stop()
            except DatabaseUnavailable as error:
                tell(str(error))
        reap_orphans(set())


def _work() -> None:
    from ict4society.foundation.tasks.run import WorkerOptions, run_worker

    run_worker(WorkerOptions())


def main(plan: ServerPlan) -> int:
    """Run the plan; returns the exit code."""
    os.environ["DJANGO_SETTINGS_MODULE"] = plan.settings_module
    try:
        Supervisor(plan).run()
    except (ServerRefused, DatabaseUnavailable) as error:
        if str(error):
            print(f"ict4society: {error}", file=sys.stderr, flush=True)
        return 1
    return 0
