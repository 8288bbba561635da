"""Import an opinion round from a Polis export."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from ict4society.deliberation.imports import PolisGroups, read_polis
from ict4society.deliberation.management.commands._importing import ImportCommand
from ict4society.deliberation.states import Grouping


class Command(ImportCommand):
    help = "Import an opinion round from a Polis export (comments, votes, participants-votes and summary as CSV)."
    folder_help = "the folder with comments.csv, votes.csv, participants-votes.csv and summary.csv"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--groups",
            choices=[kind.value for kind in PolisGroups],
            default=PolisGroups.UNDECLARED.value,
            help=(
                "what stands for stakeholder groups, of which Polis knows nothing: nothing (undeclared, the default; "
                "then no verdict is possible), groups of our own opinion map (opinion), or the export's (export)"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        title = self.checked_title(options)
        self.tell(_("Reading %(folder)s …") % {"folder": options["folder"]})
        kind = PolisGroups(options["groups"])
        grouping = Grouping.OPINION if kind is PolisGroups.OPINION else Grouping.FILE
        self.store(read_polis(options["folder"], title=title, groups=kind), options, grouping=grouping)
        if kind is PolisGroups.UNDECLARED:
            message = _("Nobody declared a group, so that every verdict is “insufficient”; --groups offers stand-ins.")
            self.tell(message)
