"""Where the cluster of a data folder lives, and where its socket is.

Usually all of it is in `<data>/postgres`. Run as root, PostgreSQL works as an unprivileged account; where that account
cannot reach the data folder (below /root, or in a folder of mode 0700), the cluster is kept in `/var/lib/ict4society`.
The choice is written down, so that every process of the data folder finds the same cluster.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from .account import Account, account_for
from .unavailable import DatabaseUnavailable

OUTSIDE = Path("/var/lib/ict4society")
SOCKET_PORT = 5432
_SOCKET_LIMIT = 107  # sizeof(sockaddr_un.sun_path) - 1, Linux; macOS has 103
_SOCKET_NAME = f".s.PGSQL.{SOCKET_PORT}.lock"


@dataclass(frozen=True)
class Place:
    """The folders of one embedded database."""

    data_folder: Path
    base: Path  # ours: password, locks, the record of this choice
    home: Path  # holds `cluster`; the account of PostgreSQL can enter it
    note: str = ""  # what the operator should be told about the choice, once

    @property
    def cluster(self) -> Path:
        """PGDATA."""
        return self.home / "cluster"

    @property
    def password_file(self) -> Path:
        """The password of the role of the application; only its owner can read it."""
        return self.base / "password"

    @property
    def account(self) -> Account:
        """Who runs PostgreSQL on this cluster."""
        return account_for(self.cluster)

    @property
    def sockets(self) -> Path:
        """Folder of the socket: in the home, or below /tmp where that path would be too long for a socket."""
        inside = self.home / "run"
        if len(os.fsencode(inside / _SOCKET_NAME)) <= min(_SOCKET_LIMIT, 103):
            return inside
        return Path("/tmp") / f"ict4society-{_fingerprint(self.home)}"  # noqa: S108 — its owner is checked before use


def place_of(data_folder: Path) -> Place:
    """Where the database of this data folder lives; chosen and written down when asked for the first time.

    Raises:
        DatabaseUnavailable: the data folder cannot be written, or no place can be reached by an unprivileged account.
    """
    base = data_folder / "postgres"
    record = base / "place.json"
    try:
        if record.exists():
            home = json.loads(record.read_text()).get("home")
            return Place(data_folder, base, Path(home) if home else base)
        base.mkdir(parents=True, exist_ok=True)
        base.chmod(0o711 if os.geteuid() == 0 else 0o700)
        place = _chosen(data_folder, base)
        draft = record.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({"home": None if place.home == base else str(place.home)}) + "\n")
        draft.replace(record)
    except (OSError, ValueError, AttributeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "place.json in it is damaged"
        raise DatabaseUnavailable(
            f"The data folder {data_folder} cannot be used ({reason}): give it to the user who runs ICT4Society, or "
            f"name another in ICT4SOCIETY_DATA."
        ) from error
    return place


def _chosen(data_folder: Path, base: Path) -> Place:
    account = account_for(base / "cluster")
    if account.can_enter(base):
        return Place(data_folder, base, base)
    home = OUTSIDE / _fingerprint(data_folder)
    home.mkdir(parents=True, exist_ok=True, mode=0o755)
    if not account.can_enter(home):
        raise DatabaseUnavailable(
            f"PostgreSQL refuses to run as root, and the account {account.name} reaches neither {data_folder} nor "
            f"{home}: name a folder in ICT4SOCIETY_DATA whose parents everyone can enter."
        )
    note = f"The account {account.name} cannot enter {data_folder}, so the database is kept in {home}."
    return Place(data_folder, base, home, note)


def make_socket_folder(place: Place, account: Account) -> None:
    """Create the folder of the socket, so that only the account (and root) can enter it.

    Raises:
        DatabaseUnavailable: a folder of that name belongs to somebody else.
    """
    folder = place.sockets
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid}:
            raise DatabaseUnavailable(
                f"{folder} belongs to somebody else: remove it, or choose a shorter ICT4SOCIETY_DATA."
            )
        folder.chmod(0o700)
        account.own(folder)
    except OSError as error:
        raise DatabaseUnavailable(f"The socket folder {folder} cannot be made ({error.strerror}).") from error


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]
