"""Print the result of a round."""

from __future__ import annotations

import difflib
import shutil
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ict4society.deliberation.consensus import to_csv, to_json_text, to_table
from ict4society.deliberation.models import Round
from ict4society.deliberation.queries.assessment import assess_stored_round
from ict4society.foundation.policy import Refused

LEAST_WIDTH = 80
PIPE_WIDTH = 160


class RoundUnknown(Refused):
    """No round has this name."""


class Command(BaseCommand):
    help = "Compute consensus across stakeholder groups from the votes of a round, and print it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", metavar="ROUND", help="the round's name, as in its address")
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Round.objects.filter(slug=options["round"]).first()
        if found is None:
            raise RoundUnknown(_no_such_round(options["round"]))
        result = assess_stored_round(found)
        if options["format"] == "json":
            text = to_json_text(result)
        elif options["format"] == "csv":
            text = to_csv(result)
        else:
            terminal = sys.stdout.isatty()
            width = max(LEAST_WIDTH, shutil.get_terminal_size().columns) if terminal else PIPE_WIDTH
            text = to_table(result, width=width)
        # Bytes, so that neither the locale nor a Windows newline changes what a programme reads.
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()


def _no_such_round(name: str) -> str:
    known = list(Round.objects.order_by("slug").values_list("slug", flat=True))
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return _("There is no round “%(name)s”; did you mean “%(close)s”?") % {"name": name[:80], "close": close[0]}
    if not known:
        return _("There is no round “%(name)s”: there are none yet.") % {"name": name[:80]}
    some = ", ".join(known[:10]) + (", …" if len(known) > 10 else "")
    return _("There is no round “%(name)s”; there are: %(some)s.") % {"name": name[:80], "some": some}
