"""Import an opinion round from participants.csv, statements.csv and votes.csv."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ict4society.deliberation.imports import read_votes
from ict4society.deliberation.management.commands._importing import ImportCommand
from ict4society.deliberation.states import Grouping


class Command(ImportCommand):
    help = "Import an opinion round from participants.csv, statements.csv and votes.csv, with the groups of the file."
    folder_help = "the folder with participants.csv, statements.csv and votes.csv"

    def handle(self, *args: Any, **options: Any) -> None:
        title = self.checked_title(options)
        self.tell(_("Reading %(folder)s …") % {"folder": options["folder"]})
        self.store(read_votes(options["folder"], title=title), options, grouping=Grouping.FILE)
