"""Load the catalogue of indicators."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ict4society.reporting.actions.load import load_indicators


class Command(BaseCommand):
    """Repeating it changes nothing."""

    help = "Load the catalogue of indicators that comes with the program."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = load_indicators()
        self.stdout.write(f"{len(changed)} indicators are new or changed." if changed else "Nothing has changed.")
