"""The account that PostgreSQL runs as: our own; as root, which PostgreSQL refuses, an existing unprivileged one."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .unavailable import DatabaseUnavailable

_PREFERRED = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Account:
    """Runs the programs of PostgreSQL; `uid` and `gid` are None for the account that we are ourselves."""

    uid: int | None = None
    gid: int | None = None
    name: str = ""

    def run(self, command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a program as this account and return what it printed (standard output and errors together)."""
        switch: dict[str, Any] = {}
        if self.uid is not None:
            switch = {"user": self.uid, "group": self.gid, "extra_groups": []}
        options.setdefault("stdin", None if "input" in options else subprocess.DEVNULL)
        if "input" in options:
            del options["stdin"]
        options.setdefault("timeout", 120)
        options.setdefault("cwd", "/")
        return subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            check=False,
            **switch,
            **options,
        )

    def own(self, path: Path) -> None:
        """Give a file or folder to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether this account reaches the folder through all its parents."""
        if self.uid is None:
            return os.access(folder, os.X_OK)
        return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]).returncode == 0

    def can_run(self, program: str) -> bool:
        """Whether this account can start the program."""
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False


def account_for(cluster: Path) -> Account:
    """The account that runs the cluster in this folder: its owner where it exists and we are root.

    Raises:
        DatabaseUnavailable: we are root, and no unprivileged account can be used.
    """
    if os.geteuid() != 0:
        return Account()
    try:
        owner = cluster.stat()
    except OSError:
        owner = None
    if owner is not None and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, str(owner.st_uid))
    for entry in _candidates():
        account = Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
        try:
            if account.can_enter(Path("/")):
                return account
        except (OSError, subprocess.SubprocessError):
            continue
    raise DatabaseUnavailable(
        "PostgreSQL refuses to run as root, and no other account can be used here: start ICT4Society as an ordinary "
        "user, or name an existing server in DATABASE_URL."
    )


def _candidates() -> list[pwd.struct_passwd]:
    entries = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid > 0}
    first = [entries[name] for name in _PREFERRED if name in entries]
    return first + [entry for name, entry in entries.items() if name not in _PREFERRED]
