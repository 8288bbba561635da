"""Import a closed consultation from participants.csv, statements.csv and votes.csv."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ict4society.consultations.actions.import_consultation import ImportOutcome, import_consultation
from ict4society.deliberation.imports import read_votes


class Command(BaseCommand):
    """Messages go to stderr, so that a pipe stays clean."""

    help = "Import a closed consultation, and its opinion round, from participants.csv, statements.csv and votes.csv."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with the three files")
        parser.add_argument("--name", default="", help="its name in addresses: a-z, 0-9 and hyphens (default: folder)")
        parser.add_argument("--title", default="", help="its title (default: the folder's name)")

    def handle(self, *args: Any, **options: Any) -> None:
        started, folder = monotonic(), Path(options["folder"])
        slug = options["name"] or slugify(folder.resolve().name) or "consultation"
        _tell(_("Reading %(folder)s …") % {"folder": folder})
        imported = read_votes(folder, title=str(options["title"])[:160])
        done = import_consultation(imported=imported, slug=slug)
        _tell(_summary(done, monotonic() - started))


def _summary(done: ImportOutcome, seconds: float) -> str:
    values = {
        "slug": done.consultation.slug,
        "title": done.consultation.title,
        "contributions": done.contributions,
        "questions": done.questions,
        "answers": done.answers,
        "seconds": f"{seconds:.1f}",
    }
    if not done.written:
        return (
            _("Consultation %(slug)s holds this content already (%(answers)d answers): nothing has changed.") % values
        )
    return (
        _(
            "Consultation %(slug)s “%(title)s”: %(contributions)d contributions, %(questions)d questions, "
            "%(answers)d answers, in %(seconds)s s. Its opinion round has the same name."
        )
        % values
    )


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
