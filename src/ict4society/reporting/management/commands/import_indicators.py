"""Import a published collection of company figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ict4society.foundation.policy import Refused
from ict4society.reporting.actions.outside import import_collection
from ict4society.reporting.outside.detect import KNOWN, read_collection


class Command(BaseCommand):
    """Companies are listed, figures stand under their source; what is odd is said, line by line."""

    help = f"Import a collection of company figures: FILE or FOLDER; {KNOWN}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE_OR_FOLDER")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            taken = import_collection(actor=None, collection=read_collection(path))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for remark in taken.remarks:
            self.stdout.write(f"{'left out' if remark.refused else 'note':8} {remark.place:44} {remark.text}")
        self.stdout.write(
            f"{taken.company_years} company-years of {taken.organisations} organisations ({taken.listed} new): "
            f"{taken.values} values, {taken.changed} changed, {taken.conflicting} conflicting, "
            f"{len(taken.remarks)} remarks."
        )
