"""Import EFRAG's filled digital template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ict4society.accounts.models import User
from ict4society.foundation.policy import Refused
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import actor_for, representatives_of
from ict4society.reporting.actions.intake import import_template


class Command(BaseCommand):
    """The values become a draft; a representative looks through and publishes it."""

    help = "Import EFRAG's filled digital template (XLSX, version 1.3.0) into the report of its year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", metavar="SLUG", help="of its page; needed when there are several")
        parser.add_argument("--user", metavar="EMAIL", help="who acts (default: its first representative)")

    def handle(self, *args: Any, file: Path, organisation: str | None, user: str | None, **options: Any) -> None:
        found = _organisation(organisation)
        people = User.objects.filter(pk__in=representatives_of(found.pk)).order_by("pk")
        person = people.filter(email=user).first() if user else people.first()
        if person is None:
            raise CommandError(f"{found.name} has no such representative: somebody must answer for the values.")
        try:
            with file.open("rb") as opened:
                actor = actor_for(person, found.pk)
                intake = import_template(actor=actor, organisation=found, file=opened, name=file.name)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for line in intake.lines:
            why = f"  {line['why']}" if line["why"] else ""
            self.stdout.write(f"{line['outcome']:8} {line['place']:32} {line['indicator']}  {line['said'][:40]!r}{why}")
        self.stdout.write(
            f"{intake.taken} taken, {intake.unknown} unknown, {intake.refused} refused. Draft: {intake.report}."
        )


def _organisation(slug: str | None) -> Organisation:
    rows = Organisation.objects.filter(hidden_at=None)
    found = list((rows.filter(slug=slug) if slug else rows)[:2])
    if len(found) == 1:
        return found[0]
    raise CommandError(
        f"There is no organisation {slug!r}." if slug else "Say whose report it is: --organisation SLUG."
    )
