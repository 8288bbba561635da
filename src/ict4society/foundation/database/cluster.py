"""A new cluster, its configuration, and the signs that an old one is damaged."""

from __future__ import annotations

import locale
import re
import shutil
from pathlib import Path

from .account import Account
from .binaries import Binaries
from .place import SOCKET_PORT, Place
from .unavailable import DatabaseUnavailable

ROLE = "ict4society"
DATABASE = "ict4society"

_PARTS = ("global/pg_control", "base", "pg_wal", "postgresql.conf")  # without which nothing can be opened
_ROOM_TO_CREATE = 160  # MB; a new cluster has 60
_ROOM_TO_START = 24  # MB; the next segment of the log has 16

_SETTINGS = """\
# Written by ICT4Society at every start; changes here are lost. Put yours into postgresql.conf, after the include.
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 60

# Memory: a small instance shares its machine with the web workers.
shared_buffers = '64MB'
work_mem = '8MB'
maintenance_work_mem = '48MB'
effective_cache_size = '512MB'
huge_pages = off
io_method = 'sync'
max_worker_processes = 4
max_parallel_workers = 2
max_logical_replication_workers = 0
autovacuum_max_workers = 2
jit = off

# Nothing that was committed is lost; nobody replicates from here.
fsync = on
synchronous_commit = on
wal_level = 'minimal'
max_wal_senders = 0
min_wal_size = '32MB'
max_wal_size = '512MB'
random_page_cost = 1.1

# One log file per weekday, overwritten a week later.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_size = 0
log_checkpoints = off
log_line_prefix = '%m [%p] '
log_timezone = 'UTC'
timezone = 'UTC'
lc_messages = 'C'
idle_in_transaction_session_timeout = '5min'
cluster_name = 'ict4society'
"""

# The superuser cannot connect at all: the application's role owns its database and may create others (for tests).
_ACCESS = f"""\
# Written by ICT4Society at every start: the role of the application, with its password, over the socket. Nobody else.
local all {ROLE} scram-sha-256
"""


def create_cluster(place: Place, account: Account, binaries: Binaries, password: str) -> None:
    """Create the cluster with the application's role and database: whole, or not at all.

    Raises:
        DatabaseUnavailable: the disk is full, or a program of PostgreSQL failed.
    """
    require_room(place.home, _ROOM_TO_CREATE, "a new database needs")
    draft = place.home / "cluster.new"
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(mode=0o700)
        account.own(draft)
        made = account.run(
            [
                binaries.program("initdb"),
                f"--pgdata={draft}",
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                f"--locale={_character_locale()}",
                "--data-checksums",
                "--sync-method=syncfs",
                "--no-instructions",
            ]
        )
        if made.returncode != 0:
            raise DatabaseUnavailable(fault_in(made.stdout, place) or "initdb failed.")
        configure(place, account, cluster=draft)
        _create_role(draft, account, binaries, password, place)
        draft.rename(place.cluster)
    except OSError as error:
        raise DatabaseUnavailable(fault_in(str(error), place) or str(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _create_role(cluster: Path, account: Account, binaries: Binaries, password: str, place: Place) -> None:
    """In single-user mode, so that no server ever runs without a password, and none stands in a command line."""
    statements = (
        f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'\n"
        f"CREATE DATABASE {DATABASE} OWNER {ROLE}\n"
        f"REVOKE CONNECT ON DATABASE {DATABASE} FROM PUBLIC\n"
    )
    done = account.run([binaries.program("postgres"), "--single", "-D", str(cluster), "postgres"], input=statements)
    if done.returncode != 0 or re.search(r"^\S.*(ERROR|FATAL|PANIC):", done.stdout, re.MULTILINE):
        raise DatabaseUnavailable(fault_in(done.stdout, place) or "The role of the application could not be created.")


def configure(place: Place, account: Account, *, cluster: Path | None = None) -> None:
    """Write our configuration into the cluster."""
    cluster = cluster or place.cluster
    sockets = str(place.sockets).replace("'", "''")
    _write(cluster / "ict4society.conf", _SETTINGS.format(port=SOCKET_PORT, sockets=sockets), account)
    _write(cluster / "pg_hba.conf", _ACCESS, account)
    main = cluster / "postgresql.conf"
    include = "include 'ict4society.conf'\n"
    text = main.read_text()
    if include not in text:
        _write(main, include + text, account)


def _write(path: Path, text: str, account: Account) -> None:
    path.write_text(text)
    path.chmod(0o600)
    account.own(path)


def require_sound(place: Place, binaries: Binaries) -> None:
    """Refuse a cluster that these programs cannot open.

    Raises:
        DatabaseUnavailable: it is damaged, or of another major version, or the disk is full.
    """
    cluster = place.cluster
    try:
        version = (cluster / "PG_VERSION").read_text().strip()
    except (OSError, UnicodeDecodeError):
        version = ""
    missing = [name for name in _PARTS if not (cluster / name).exists()]
    if not re.fullmatch(r"\d{1,3}", version):
        missing.insert(0, "PG_VERSION")
    if missing:
        raise DatabaseUnavailable(
            f"The database in {cluster} is damaged ({missing[0]} is missing or unreadable): restore it from a "
            f"backup, or start afresh by naming another folder in ICT4SOCIETY_DATA."
        )
    if version != binaries.major:
        raise DatabaseUnavailable(
            f"The database in {cluster} was made by PostgreSQL {version}, and this is PostgreSQL {binaries.major}: "
            f"dump it with the release that made it and load it here, or name another folder in ICT4SOCIETY_DATA."
        )
    require_room(cluster, _ROOM_TO_START, "the database needs")


def require_room(folder: Path, megabytes: int, who: str) -> None:
    """Refuse to start on a full disk, where the write-ahead log could not grow."""
    free = shutil.disk_usage(folder).free // 2**20
    if free < megabytes:
        raise DatabaseUnavailable(f"The disk of {folder} is full: {free} MB are free, and {who} {megabytes} MB.")


def fault_in(output: str, place: Place) -> str:
    """One sentence about what PostgreSQL printed when it failed; empty when it printed no fault."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return f"The disk of {place.home} is full."
    faults = re.findall(r"(?:PANIC|FATAL|ERROR|error|fatal):\s+(.+)", output)
    serious = re.findall(r"(?:PANIC|FATAL):\s+(.+)", output)
    if not faults:
        return ""
    return f"PostgreSQL could not open {place.cluster}: {(serious or faults)[-1].rstrip('.')}."


def _character_locale() -> str:
    """C.UTF-8, which knows which characters are letters, where the machine has it."""
    saved = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        return "C.UTF-8"
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, saved)
