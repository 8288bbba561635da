"""List the targets of a published collection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ict4society.accounts.models import User
from ict4society.commitments.actions.list_targets import list_targets
from ict4society.commitments.targets import read_targets
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused
from ict4society.topics.models import Topic


class Command(BaseCommand):
    """What is odd or missing is said, line by line."""

    help = "List targets of companies (Klimatkollen's FOLDER) in the ledger, in the name of an operator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FOLDER")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="address of the operator who lists them")
        parser.add_argument("--topic", default="environment", metavar="SLUG")

    def handle(self, *args: Any, path: Path, by: str, topic: str, **options: Any) -> None:
        operator = User.objects.filter(email__iexact=by).first()
        found = Topic.objects.filter(slug=topic).first()
        if operator is None or found is None:
            raise CommandError("There is no such operator." if operator is None else f"There is no topic {topic}.")
        try:
            taken = list_targets(actor=Actor(operator), targets=read_targets(path), topic=found)
        except (Refused, Forbidden) as refused:
            raise CommandError(str(refused)) from refused
        for place, text, left_out in taken.remarks:
            self.stdout.write(f"{'left out' if left_out else 'note':8} {place:24} {text}")
        self.stdout.write(f"{taken.new} targets listed, {taken.known} known already, {len(taken.remarks)} remarks.")
