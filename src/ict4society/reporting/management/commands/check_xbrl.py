"""Check an inline XBRL file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ict4society.reporting.export.check_inline import CheckUnavailable, Verdict, check_inline, configured_package


class Command(BaseCommand):
    """Ends with 1 when there are errors."""

    help = "Check an inline XBRL file with Arelle, offline; with a taxonomy package it is fully validated."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--taxonomy",
            type=Path,
            metavar="PACKAGE",
            help="ZIP file of the taxonomy package (default: the setting XBRL_TAXONOMY)",
        )

    def handle(self, *args: Any, file: Path, taxonomy: Path | None, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            verdict = check_inline(file, taxonomy or configured_package())
        except CheckUnavailable as unavailable:
            raise CommandError(str(unavailable)) from unavailable
        for finding in verdict.findings:
            self.stdout.write(f"{finding.level:13} {finding.code}  {finding.text}")
        self.stdout.write(_summary(verdict))
        if not verdict.is_valid:
            raise SystemExit(1)


def _summary(verdict: Verdict) -> str:
    errors = sum(finding.level == "error" for finding in verdict.findings)
    said = f"{verdict.facts} facts, {errors} errors, {len(verdict.findings) - errors} other findings."
    if verdict.full:
        return said
    return f"{said} Structure only: to validate it fully, give --taxonomy PACKAGE or set XBRL_TAXONOMY."
