"""Which commands there are, found without importing Django, so that help comes at once."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Catalogue:
    """Our management commands by name (`import_votes`), with their files."""

    package: Path = PACKAGE

    @cached_property
    def files(self) -> dict[str, Path]:
        """Command name → the file that defines it."""
        found = self.package.glob("**/management/commands/*.py")
        return {path.stem: path for path in sorted(found, key=lambda path: path.stem) if not path.stem.startswith("_")}

    def match(self, words: Sequence[str], also: Sequence[str] = ()) -> tuple[str, list[str]] | None:
        """The command that the first words name, and the words after it; the longest name wins.

        `also` are names besides ours. None when no command begins like that.
        """
        names = {*self.files, *also}
        count = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
        for length in range(count, 0, -1):
            name = "_".join(words[:length]).replace("-", "_")
            if name in names:
                return name, list(words[length:])
        return None

    def described(self) -> list[tuple[str, str]]:
        """Each command as it is typed, with one line about it."""
        return [(name.replace("_", " "), _first_line(path)) for name, path in self.files.items()]


def _first_line(path: Path) -> str:
    """The `help` of the command, else the first line of its file's docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "help" for t in node.targets):
            text = next((leaf.value for leaf in ast.walk(node.value) if isinstance(leaf, ast.Constant)), None)
            if isinstance(text, str):
                return text.strip().split("\n")[0]
    return (ast.get_docstring(tree) or "").split("\n")[0]
