"""What the import commands have in common: their arguments, the progress bar, and what they say at the end."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ict4society.deliberation.actions.import_round import Imported, Outcome, clean_slug, import_round
from ict4society.deliberation.consensus import ParameterFault, Parameters
from ict4society.deliberation.imports import ImportedRound
from ict4society.deliberation.management.commands._progress import ProgressBar
from ict4society.deliberation.states import Grouping

TITLE_LENGTH = 160


def parameter(text: str) -> tuple[str, float | int]:
    """``name=value``, one of the thresholds of the formula."""
    name, equals, value = text.partition("=")
    try:
        number: float | int = int(value) if value.lstrip("-").isdigit() else float(value)
        Parameters.from_dict({name: number})
    except ParameterFault as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault
    except ValueError:
        raise argparse.ArgumentTypeError(_("write it as name=number: “%(text)s”") % {"text": text}) from None
    if not equals:
        raise argparse.ArgumentTypeError(_("write it as name=number: “%(text)s”") % {"text": text})
    return name, number


class ImportCommand(BaseCommand):
    """Base of the import commands. Messages go to stderr, so that a pipe stays clean."""

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help=self.folder_help)
        parser.add_argument("--round", required=True, metavar="NAME", help="the round's name: a-z, 0-9 and hyphens")
        parser.add_argument("--title", default="", help="the round's title (default: as in the files)")
        parser.add_argument(
            "--parameter",
            action="append",
            type=parameter,
            default=[],
            metavar="NAME=VALUE",
            help="a threshold of the consensus formula, for example min_group_size=3; may be repeated",
        )
        parser.add_argument(
            "--replace", action="store_true", help="put this in the place of other content imported under that name"
        )

    folder_help = "the folder with the files"

    def store(self, imported: ImportedRound, options: dict[str, object], *, grouping: Grouping) -> None:
        """Store what was read and say what happened. Raises ImportRefused."""
        started = monotonic()
        bar = ProgressBar(_("Storing votes"))
        done = import_round(
            imported=imported,
            slug=str(options["round"]),
            grouping=grouping,
            parameters=Parameters.from_dict(dict(options["parameter"])),  # type: ignore[call-overload]
            replace=bool(options["replace"]),
            progress=bar.show,
        )
        self.tell(_summary(done, imported, monotonic() - started))

    def tell(self, line: str) -> None:
        """A message for the person at the terminal."""
        print(line, file=sys.stderr, flush=True)

    def checked_title(self, options: dict[str, object]) -> str:
        """The title asked for; the name of the round is checked too, before anything is read."""
        clean_slug(str(options["round"]))
        return str(options["title"])[:TITLE_LENGTH]


def _summary(done: Imported, imported: ImportedRound, seconds: float) -> str:
    values = {
        "slug": done.round.slug,
        "title": done.round.title,
        "participants": done.participants,
        "statements": done.statements,
        "votes": done.votes,
        "seconds": f"{seconds:.1f}",
    }
    if done.outcome is Outcome.UNCHANGED:
        return _("Round %(slug)s holds this content already (%(votes)d votes): nothing has changed.") % values
    text = (
        _("Round %(slug)s “%(title)s”: %(participants)d participants, %(statements)d statements, %(votes)d votes.")
        if done.outcome is Outcome.CREATED
        else _(
            "Round %(slug)s “%(title)s” replaced: %(participants)d participants, %(statements)d statements,"
            " %(votes)d votes."
        )
    ) % values
    if merged := len(imported.participants) - done.participants:
        text += " " + _(
            "%(number)d participants spoke for an organisation that others spoke for too; one unit each."
        ) % {"number": merged}
    if imported.left_out:
        text += " " + _("%(number)d statements that moderation had taken out are left out.") % {
            "number": len(imported.left_out)
        }
    return text + " " + _("Result: ict4society consensus %(slug)s") % values
