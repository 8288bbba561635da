"""Build the demonstration community."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ict4society.foundation.server.announcement import tell
from ict4society.operations.demonstration.load import DemonstrationRefused, load_demonstration


class Command(BaseCommand):
    help = "Build the invented demonstration community (on loopback only); doing it again changes nothing."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_demonstration(tell)
        except DemonstrationRefused as refusal:
            raise CommandError(str(refusal)) from refusal
