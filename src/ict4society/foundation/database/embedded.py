"""The embedded PostgreSQL of a data folder, shared by every process that works on it.

Whoever needs the database calls `ensure_running()`; whoever is done calls `stop()`. The last one to leave stops it.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from .account import Account
from .binaries import OUTSIDE_NAME, Binaries, installed_binaries
from .cluster import DATABASE, ROLE, configure, create_cluster, fault_in, require_sound
from .lock import FileLock, exclusive
from .place import OUTSIDE, SOCKET_PORT, Place, make_socket_folder, place_of
from .postmaster import clear_stale_locks, is_alive, postmaster_pid
from .unavailable import DatabaseUnavailable

_ATTEMPTS = 6
_RECOVERY_SECONDS = 600


def _tell(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


class EmbeddedPostgres:
    """The PostgreSQL server that lives in a data folder.

    Used as a context manager it runs inside the `with` block.
    """

    def __init__(self, data_folder: Path, *, tell: Callable[[str], None] = _tell) -> None:
        self.data_folder = Path(data_folder)
        self._tell = tell
        self._users: FileLock | None = None

    def __enter__(self) -> Self:
        self.ensure_running()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # What a client needs to know; none of this starts the server.

    @cached_property
    def place(self) -> Place:
        """Where the cluster lives.

        Raises:
            DatabaseUnavailable: the data folder cannot be used.
        """
        place = place_of(self.data_folder)
        if place.note:
            self._tell(place.note)
        return place

    @cached_property
    def password(self) -> str:
        """The password of the application's role, generated when asked for the first time."""
        path = self.place.password_file
        try:
            if not path.exists():
                draft = path.with_name(f"password.{os.getpid()}.{secrets.token_hex(4)}")
                with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                    file.write(secrets.token_urlsafe(32))
                try:
                    os.link(draft, path)
                except FileExistsError:
                    pass  # another process was first: its password counts
                finally:
                    draft.unlink()
            return path.read_text().strip()
        except OSError as error:
            raise DatabaseUnavailable(
                f"The password of the database cannot be read ({path}: {error.strerror}): run ICT4Society as the user "
                f"who owns {self.data_folder}, or name another folder in ICT4SOCIETY_DATA."
            ) from error

    @property
    def url(self) -> str:
        """Connection address, as libpq and psycopg read it."""
        return f"postgresql://{ROLE}:{quote(self.password)}@/{DATABASE}?host={quote(str(self.place.sockets), safe='')}"

    @property
    def settings(self) -> dict[str, Any]:
        """The same for Django's `DATABASES`."""
        return {
            "NAME": DATABASE,
            "USER": ROLE,
            "PASSWORD": self.password,
            "HOST": str(self.place.sockets),
            "PORT": str(SOCKET_PORT),
        }

    @property
    def pid(self) -> int | None:
        """Process id of the server; None when none is alive."""
        pid = postmaster_pid(self.place.cluster)
        return pid if pid is not None and is_alive(pid) else None

    def is_running(self) -> bool:
        """Whether the server accepts connections."""
        return self._answer() == 0

    # What changes its state.

    def ensure_running(self) -> str:
        """Start the server unless it runs, creating the cluster the first time; returns its address.

        From now on this process counts as one of its users.

        Raises:
            DatabaseUnavailable: it cannot be started; one sentence says why.
        """
        place = self.place
        try:
            with exclusive(place.base / "lock"):
                self._join()
                try:
                    if self._answer() != 0:
                        self._start()
                except BaseException:
                    self._leave()
                    raise
        except subprocess.TimeoutExpired as error:
            raise DatabaseUnavailable(f"PostgreSQL did not answer within {error.timeout:.0f} seconds.") from error
        except OSError as error:
            reason = fault_in(str(error), place) or f"The database cannot be started ({error})."
            raise DatabaseUnavailable(reason) from error
        return self.url

    def stop(self, *, force: bool = False) -> bool:
        """Leave, and stop the server unless others use it (with `force`, even then); says whether it stopped."""
        place = self.place
        if not (place.cluster / "PG_VERSION").exists():
            self._leave()
            return True
        with exclusive(place.base / "lock"):
            self._leave()
            alone = FileLock(place.base / "users")
            if not alone.acquire() and not force:
                return False
            try:
                self._stop_server()
            finally:
                alone.release()
        return True

    def _join(self) -> None:
        if self._users is None:
            users = FileLock(self.place.base / "users")
            users.acquire(shared=True)  # free: only `stop` takes it alone, and it holds the other lock meanwhile
            self._users = users

    def _leave(self) -> None:
        if self._users is not None:
            self._users.release()
            self._users = None

    @cached_property
    def _binaries(self) -> Binaries:
        return installed_binaries()

    def _answer(self) -> int:
        """Exit code of pg_isready: 0 accepts connections, 1 starts or stops, 2 does not answer."""
        if not (self.place.sockets / f".s.PGSQL.{SOCKET_PORT}").exists():
            return 2
        return subprocess.run(
            [self._binaries.program("pg_isready"), "-q", "-t5", "-h", str(self.place.sockets), f"-p{SOCKET_PORT}"],
            check=False,
            stdin=subprocess.DEVNULL,
        ).returncode

    def _runnable(self, account: Account) -> Binaries:
        """The programs, copied where the account cannot reach the installed ones."""
        binaries = self._binaries
        if account.uid is None or account.can_run(binaries.program("pg_ctl")):
            return binaries
        OUTSIDE.mkdir(parents=True, exist_ok=True, mode=0o755)
        copy = binaries.copied_to(OUTSIDE / f"{OUTSIDE_NAME}-{binaries.version}")
        if not account.can_run(copy.program("pg_ctl")):
            raise DatabaseUnavailable(
                f"The account {account.name} can run PostgreSQL neither from {binaries.root} nor from {copy.root}: "
                f"name an existing server in DATABASE_URL."
            )
        return copy

    def _start(self) -> None:
        place = self.place
        account = place.account
        binaries = self._runnable(account)
        password = self.password
        if not account.can_enter(place.home):
            raise DatabaseUnavailable(
                f"PostgreSQL runs as the account {account.name}, which cannot enter {place.home}: let everyone enter "
                f"its parent folders (chmod o+x), or name another folder in ICT4SOCIETY_DATA."
            )
        if not place.cluster.exists():
            self._tell("Creating the database (first start only).")
            create_cluster(place, account, binaries, password)
        require_sound(place, binaries)
        make_socket_folder(place, account)
        configure(place, account)
        fault = ""
        for attempt in range(_ATTEMPTS):
            time.sleep(min(attempt * 0.5, 2.0))  # the first attempt at once
            if clear_stale_locks(place.cluster, place.sockets):
                fault = self._start_once(account, binaries)
            if self._wait_until_ready():
                return
            if fault and "lock file" not in fault and "shared memory" not in fault:
                break
        raise DatabaseUnavailable(fault or f"PostgreSQL could not be started; {place.cluster / 'log'} says more.")

    def _start_once(self, account: Account, binaries: Binaries) -> str:
        """One attempt; returns the fault, or nothing."""
        cluster = self.place.cluster
        log = cluster / "start.log"
        log.unlink(missing_ok=True)
        began = time.time() - 1
        pg_ctl = [binaries.program("pg_ctl"), "start", "-s", "-w", "-t", "60", "-D", str(cluster), "-l", str(log)]
        if account.run(pg_ctl).returncode == 0:
            return ""
        logs = [path for path in (log, *cluster.glob("log/*.log")) if path.exists() and path.stat().st_mtime >= began]
        return fault_in("\n".join(path.read_text(errors="replace")[-4000:] for path in logs), self.place)

    def _wait_until_ready(self) -> bool:
        """Wait while a living server recovers from a crash."""
        end = time.monotonic() + _RECOVERY_SECONDS
        told = False
        while (answer := self._answer()) != 0:
            if self.pid is None or time.monotonic() > end:
                return False
            if answer == 1 and not told:
                self._tell("The database recovers from a crash …")
                told = True
            time.sleep(0.1)
        return True

    def _stop_server(self) -> None:
        place = self.place
        if self.pid is None:
            return
        account = place.account
        pg_ctl = self._runnable(account).program("pg_ctl")
        for mode in ("fast", "immediate"):
            command = [pg_ctl, "stop", "-s", "-w", "-t", "30", "-m", mode, "-D", str(place.cluster)]
            if account.run(command).returncode == 0:
                return
