"""Build the search index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ict4society.foundation.search.find import searchable_kinds
from ict4society.foundation.search.index import reindex


class Command(BaseCommand):
    help = "Build the search index anew, for all kinds of things or those named; the site stays searchable."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kinds", nargs="*", help="kinds, for example discussions.post; all when none is named")

    def handle(self, *args: Any, kinds: list[str], **options: Any) -> None:
        known = [kind for kind, _label in searchable_kinds()]
        for kind in kinds:
            if kind not in known:
                raise CommandError(f"Nothing of the kind {kind} can be searched; the kinds are: {', '.join(known)}.")
        for kind, done, of in reindex(kinds or None):
            if done == of:
                self.stdout.write(f"{kind}: {of}")
