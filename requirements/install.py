"""Installs the project into `.venv` from a lock with hashes: `python3 requirements/install.py run` (or `dev`).

Needs nothing but Python ≥ 3.11. Does nothing, and asks no network, when the lock is installed already. The project
itself is not built: a `.pth` file puts the checkout on the path, and `.venv/bin/ict4society` starts it.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

COMMAND = """\
#!{python}
import sys

from ict4society.__main__ import main

sys.exit(main())
"""


class InstallationFailed(Exception):
    """The project cannot be installed; the message is one sentence."""


def main(lock_name: str) -> None:
    """Bring `.venv` to the state of the lock.

    Raises:
        InstallationFailed: Python is too old or lacks a part, or a package cannot be had.
    """
    if sys.version_info < OLDEST:
        raise InstallationFailed(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, and {sys.executable} is "
            f"{sys.version_info[0]}.{sys.version_info[1]}: name another with `make PYTHON=/path/to/python3 …`."
        )
    lock = PROJECT / "requirements" / f"{lock_name}.lock"
    stamp = VENV / f".installed-{lock_name}"
    wanted = _fingerprint(lock)
    if _works() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not _works():
        _create()
    _install(lock)
    _link()
    for other in VENV.glob(".installed-*"):
        other.unlink()
    if lock_name == "dev":  # it contains what `run` needs
        (VENV / ".installed-run").write_text(_fingerprint(PROJECT / "requirements" / "run.lock"))
    stamp.write_text(wanted)


def _fingerprint(lock: Path) -> str:
    """Of the lock, and of the place that the checkout has: its path stands in what is installed."""
    return hashlib.sha256(lock.read_bytes() + os.fsencode(PROJECT)).hexdigest()


def _works() -> bool:
    """Whether `.venv` has an interpreter that starts, is new enough and still belongs to this checkout."""
    check = f"import pip, sys; sys.exit(sys.version_info < {OLDEST} or sys.prefix != {str(VENV)!r})"
    try:
        return subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create() -> None:
    try:
        import ensurepip  # noqa: F401  # Debian leaves it out unless python3-venv is installed
        import venv
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise InstallationFailed(
            f"This Python cannot create a virtual environment: install its module venv "
            f"(Debian, Ubuntu: `apt install python3-venv`, or python{version}-venv)."
        ) from None
    _say(f"Creating {VENV.name} with Python {sys.version.split()[0]}.")
    if VENV.exists():
        shutil.rmtree(VENV)
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        raise InstallationFailed(f"{VENV} cannot be created ({error}).") from error


def _install(lock: Path) -> None:
    """Install the packages of the lock, each with a hash that it must have, and show how far it is."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock.read_text(), re.MULTILINE)
    _say(f"Installing at most {len(names)} packages; this is done once.")
    environment = {
        **os.environ,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--only-binary=:all:", "--requirement", lock]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, bufsize=1
    ) as pip:
        output = []
        done = 0
        for line in pip.stdout or ():
            output.append(line)
            if found := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line):
                done += 1
                _progress(done, len(names), found[1])
            elif line.startswith("Installing collected packages"):
                _progress(len(names), len(names), "unpacking")
    if sys.stdout.isatty():
        _say("\r" + " " * 78 + "\r", end="")
    if pip.returncode != 0:
        fault = next((line for line in reversed(output) if line.startswith("ERROR:")), output[-1] if output else "")
        raise InstallationFailed(
            f"The packages cannot be installed: {fault.removeprefix('ERROR:').strip().rstrip('.')}."
        )


def _link() -> None:
    """Make the checkout importable, and its command callable."""
    site = Path(sysconfig.get_path("purelib", vars={"base": str(VENV), "platbase": str(VENV)}, scheme="venv"))
    (site / "ict4society-checkout.pth").write_text(f"{PROJECT / 'src'}\n{PROJECT}\n")
    script = VENV / "bin" / "ict4society"
    script.write_text(COMMAND.format(python=PYTHON))
    script.chmod(0o755)


def _progress(done: int, total: int, name: str) -> None:
    if sys.stdout.isatty():
        filled = 30 * done // total
        _say(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done:>3}/{total} {name:<32.32}", end="")


def _say(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except InstallationFailed as reason:
        sys.exit(f"ict4society: {reason}")
    except KeyboardInterrupt:
        sys.exit(130)
