"""The machine: Python, data folder, disk, port."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ict4society.foundation.server.port import answers, require_free_port
from ict4society.foundation.server.refused import ServerRefused

from .finding import Finding, fault, ok, warning
from .instance import InstanceSettings

PROJECT = Path(__file__).resolve().parents[4]
_LITTLE, _TOO_LITTLE = 1024, 200  # MB


def examine_machine(settings: InstanceSettings) -> Iterator[Finding]:
    """What must be there before anything can start."""
    yield _python()
    yield _data_folder(settings.data_folder)
    yield _room(settings.data_folder)
    yield from _secret_files(settings.data_folder)
    yield _port(settings)


def _python() -> Finding:
    """The interpreter, and whether its packages are those of the lock (after a mere `git pull` they may not be)."""
    version = platform.python_version()
    lock = PROJECT / "requirements" / "run.lock"
    pinned = re.findall(r"^([\w.-]+)==(\S+) \\$", lock.read_text(), re.MULTILINE) if lock.exists() else []
    different = [name for name, pin in pinned if _installed(name) != pin]
    if different:
        return warning(
            "Python",
            f"is {version}, but {len(different)} packages differ from the lock: {different[0]} …",
            "Run `make install`.",
        )
    return ok("Python", f"is {version}, with the packages of the lock" if pinned else f"is {version}")


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _data_folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return fault(
            "data folder",
            f"{folder} cannot be written ({error.strerror})",
            "Give it to the user who runs ICT4Society, or name another in ICT4SOCIETY_DATA.",
        )
    return ok("data folder", f"{folder} can be written")


def _room(folder: Path) -> Finding:
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 2**20
    remedy = "Make room, or move the data folder to a larger disk (ICT4SOCIETY_DATA)."
    if free < _TOO_LITTLE:
        return fault("disk", f"has {free} MB left: the database may stop at any moment", remedy)
    if free < _LITTLE:
        return warning("disk", f"has only {free} MB left", remedy)
    return ok("disk", f"has {free // 1024} GB left")


def _secret_files(folder: Path) -> Iterator[Finding]:
    """Keys and passwords that the instance has generated: nobody else may read them."""
    for name in ("secret_key", "signing_key.pem", "postgres/password"):
        path = folder / name
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except OSError:
            continue  # it is generated when it is needed first
        if mode & 0o077:
            yield fault("secrets", f"{path} can be read by others", f"chmod 600 {path}")
        elif not os.access(path, os.R_OK):
            yield fault("secrets", f"{path} cannot be read", "Run ICT4Society as the user who owns the data folder.")
        else:
            yield ok("secrets", f"{name} is readable for its owner only")


def _port(settings: InstanceSettings) -> Finding:
    try:
        require_free_port(settings.host, settings.port)
    except ServerRefused as refusal:
        if answers(settings.host, settings.port):
            return ok("port", f"{settings.port} is served: a web server answers there")
        detail, _, remedy = str(refusal).removeprefix(f"Port {settings.port} of ").partition(": ")
        return fault("port", f"{settings.port} of {detail}", f"{remedy[:1].upper()}{remedy[1:]}")
    return ok("port", f"{settings.port} of {settings.host} is free")
