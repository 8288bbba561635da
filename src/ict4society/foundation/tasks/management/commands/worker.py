"""Do background jobs until the process is asked to stop."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ict4society.foundation.tasks.run import WorkerOptions, run_worker


class Command(BaseCommand):
    help = "Do background jobs: deliver events, send mails, clean up. Stops in order on SIGTERM and Ctrl-C."
    requires_system_checks = ()  # the server's preparation has checked; a worker by itself needs no page and no form

    def add_arguments(self, parser: CommandParser) -> None:
        defaults = WorkerOptions()
        parser.add_argument("--concurrency", type=int, default=defaults.concurrency, help="jobs at the same time")
        parser.add_argument("--heartbeat", type=float, default=defaults.heartbeat, help="seconds between signs of life")
        parser.add_argument("--until-empty", action="store_true", help="stop when no job is due any more")

    def handle(self, *args: Any, **options: Any) -> None:
        run_worker(
            WorkerOptions(
                concurrency=max(1, options["concurrency"]),
                heartbeat=max(0.1, options["heartbeat"]),
                until_empty=options["until_empty"],
            )
        )
