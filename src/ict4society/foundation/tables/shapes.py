"""What is read from a workbook, and how much of it is taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken; above it the file is refused, never cut."""

    rows: int = 100_000
    cells: int = 500_000
    sheets: int = 100
    unpacked: int = 80_000_000
    """Bytes of all parts of a workbook together."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: ``rows[0][0]`` is A1. Values are None, bool, int, float, str, date, datetime, time or timedelta."""

    title: str
    rows: list[tuple[Any, ...]]
    hidden: bool = False

    def cell(self, row: int, column: int) -> Any:
        """The value in a row and column, both from 1; None outside of what was filled."""
        try:
            return self.rows[row - 1][column - 1]
        except IndexError:
            return None

    def at(self, address: str) -> Any:
        """The value at an address such as ``B7`` or ``$B$7``. Raises ValueError for something else."""
        from openpyxl.utils.cell import coordinate_to_tuple  # type: ignore[import-untyped]

        return self.cell(*coordinate_to_tuple(address.replace("$", "")))


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a workbook says, and what in it was not followed."""

    sheets: dict[str, Sheet]
    names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Defined names with the ranges they stand for: (sheet, ``$A$1:$B$2``); those of a sheet as ``sheet!name``."""
    formulas: dict[str, list[str]] = field(default_factory=dict)
    """Addresses of cells with a formula by sheet. Their value is what the program that saved the file had computed,
    or None if it had not."""
    has_macros: bool = False
    has_external_links: bool = False
