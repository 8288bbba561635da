"""Words become a management command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ict4society.foundation.commands import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    for feature, name, text in [
        ("rounds", "import_votes", "class Command:\n    help = _('Import votes.')\n"),
        ("rounds", "import_votes_again", '"""Import them again.\n\nMore."""\n'),
        ("rounds", "_progress", ""),
        ("dossiers", "dossier_publish", "class Command:\n    help: str = ''\n"),
    ]:
        folder = tmp_path / feature / "management" / "commands"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.py").write_text(text)
    return Catalogue(tmp_path)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["import", "votes", "folder"], ("import_votes", ["folder"])),
        (["import_votes", "folder"], ("import_votes", ["folder"])),
        (["import-votes"], ("import_votes", [])),
        (["import", "votes", "again", "--round", "x"], ("import_votes_again", ["--round", "x"])),
        (["import", "votes", "--again"], ("import_votes", ["--again"])),
        (["migrate", "dossiers"], ("migrate", ["dossiers"])),
        (["import"], None),
        (["progress"], None),
        (["--round"], None),
    ],
)
def test_the_longest_name_wins(catalogue: Catalogue, words: list[str], found: tuple[str, list[str]] | None) -> None:
    assert catalogue.match(words, also=["migrate"]) == found


def test_each_command_has_a_line(catalogue: Catalogue) -> None:
    assert catalogue.described() == [
        ("dossier publish", ""),
        ("import votes", "Import votes."),
        ("import votes again", "Import them again."),
    ]


def test_help_lists_our_commands_without_starting_anything(tmp_path: Path) -> None:
    for arguments in ([], ["--help"], ["help"]):
        shown = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "ict4society", *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={"ICT4SOCIETY_DATA": str(tmp_path / "data")},
        )
        for name, line in [*Catalogue().described(), ("serve", "Run the instance"), ("doctor", "Say what is wrong")]:
            assert f"  {name} " in shown.stdout
            assert line
        assert "django" not in shown.stderr
    assert not (tmp_path / "data").exists()
