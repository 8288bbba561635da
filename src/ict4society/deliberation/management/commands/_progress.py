"""A progress bar on stderr."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TextIO

WIDTH = 32
INTERVAL = 0.1


class ProgressBar:
    """Redrawn in place on a terminal; elsewhere one line for each quarter, so that a log stays readable."""

    def __init__(self, label: str, stream: TextIO | None = None) -> None:
        self.label = label
        self.total = 0
        self.done = 0
        self.stream = sys.stderr if stream is None else stream
        self._terminal = self.stream.isatty()
        self._drawn_at = 0.0
        self._quarter = -1

    def show(self, done: int, total: int) -> None:
        """So many of all are done."""
        self.done, self.total = done, total
        complete = self.done >= self.total
        if self._terminal:
            if complete or monotonic() - self._drawn_at >= INTERVAL:
                self._drawn_at = monotonic()
                self._write("\r" + self._line() + ("\n" if complete else ""))
            return
        quarter = 4 * self.done // max(self.total, 1)
        if quarter > self._quarter:
            self._quarter = quarter
            self._write(self._line() + "\n")

    def _line(self) -> str:
        share = min(self.done / self.total, 1.0) if self.total else 1.0
        filled = round(WIDTH * share)
        return f"{self.label} [{'#' * filled}{'.' * (WIDTH - filled)}] {share:4.0%} {self.done:,}/{self.total:,}"

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()
