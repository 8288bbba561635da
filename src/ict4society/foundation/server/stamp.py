"""Whether the tables and the static files already fit the code, told without importing Django.

The second start of a server should not spend seconds to find that nothing has changed. A stamp is kept beside what it
speaks of (inside the embedded cluster; among the collected files), so it lives and dies with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Stamp:
    """A file that says which state of some source files was last applied."""

    path: Path
    folders: tuple[str, ...]
    package: Path = PACKAGE

    def fits(self) -> bool:
        """Whether the state that was applied is the present one."""
        return self._read() == self._fingerprint()

    @contextlib.contextmanager
    def renewed(self) -> Iterator[bool]:
        """Says whether the present state must be applied; when that has been done, writes it down.

        The state is the one at the beginning: what changes meanwhile is applied the next time.
        """
        before = self._fingerprint()
        if self._read() == before:
            yield False
            return
        yield True
        self.path.write_text(before)

    def _read(self) -> str:
        try:
            return self.path.read_text()
        except OSError:
            return ""

    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for path in self._sources():
            status = path.stat()
            digest.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\n".encode(errors="surrogateescape"))
        for path in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info")):  # every library, with its version
            digest.update(f"{path.name}\n".encode(errors="surrogateescape"))
        return digest.hexdigest()

    def _sources(self) -> Iterator[Path]:
        for name in self.folders:
            for folder in sorted(self.package.glob(f"**/{name}")):
                yield from sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
        yield from sorted((self.package.parents[1] / "config").glob("*.py"))


def schema_stamp(cluster: Path) -> Stamp:
    """Of the migrations, in the embedded cluster."""
    return Stamp(cluster / "ict4society.schema", ("migrations",))


def static_stamp(data_folder: Path) -> Stamp:
    """Of the static files, among the collected ones."""
    return Stamp(data_folder / "static" / ".collected", ("static",))
