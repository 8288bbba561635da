"""Load a topic tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ict4society.topics.actions.load import load_topics
from ict4society.topics.tree_file import SHIPPED, TreeInvalid


class Command(BaseCommand):
    """Repeating it changes nothing."""

    help = "Load the topic tree and the dimensions from a JSON file (default: the one that comes with the program)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            changed = load_topics(file)
        except TreeInvalid as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(changed)} new or changed: {', '.join(changed)}" if changed else "Nothing has changed.")
