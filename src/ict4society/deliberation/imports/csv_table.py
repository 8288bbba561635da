"""A CSV file read strictly, row by row, that can say exactly where a cell is."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _

from ict4society.deliberation.imports.csv_fields import Field, fields, last_field
from ict4society.deliberation.imports.fault import ImportFault, quoted

MAX_FIELD = 100_000
"""The longest cell that is taken, in characters: below the limit of the csv module, far above any statement."""

MAX_RECORD = 1024 * 1024
"""The longest record that is taken, in bytes: what is held in memory of a file at most."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class CsvTable:
    """`folder/name`, whose header must be one of `headers`; with `open_ended` further columns may follow.

    Without `headers` the file has no header and `width` columns. Iterating yields each row as a list of cells and
    raises `ImportFault` at the first thing that is wrong: not UTF-8, NUL, a quotation mark out of place, a missing or
    surplus cell, an oversize field. `line`, `fault` and `header` speak about the row yielded last; `digest` hashes what
    was read.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        headers: Sequence[tuple[str, ...]] = (),
        *,
        width: int = 0,
        open_ended: bool = False,
    ) -> None:
        self.name = name
        self.header: tuple[str, ...] = ()
        self.line = 1
        self._path = folder / name
        self._headers = headers
        self._width = width
        self._open_ended = open_ended
        self._row: list[str] = []
        self._read = 0
        self._pending: list[str] = []
        self._size = 0
        self._hash = hashlib.sha256()

    def __iter__(self) -> Iterator[list[str]]:
        if not self._path.is_file():
            raise ImportFault(self.name, None, None, _("the file is missing"))
        try:
            with self._path.open("rb") as file:
                rows = self._rows(file)
                if self._headers:
                    self._check_header(next(rows, []))
                yield from self._checked(rows)
        except OSError as error:
            raise ImportFault(self.name, None, None, error.strerror or str(error)) from error

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the bytes read so far: of the file, once it is read to its end."""
        return self._hash.hexdigest()

    def fault(self, column: int, message: str) -> ImportFault:
        """A fault of the cell in `column` (0-based) of the current row, ready to be raised."""
        within = sum(cell.count("\n") for cell in self._row[:column])
        name = self.header[column] if column < len(self.header) else ""
        return ImportFault(self.name, self.line + within, column + 1, message, column_name=name)

    def _checked(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        width = len(self.header) or self._width
        for row in rows:
            if len(row) != width:
                self._refuse_width(row, width)
            if self._size > MAX_FIELD:
                self._check_lengths(row)
            yield row

    def _rows(self, file: BufferedReader) -> Iterator[list[str]]:
        reader = csv.reader(self._lines(file), strict=True)
        while True:
            self.line = self._read + 1
            self._pending.clear()
            self._size = 0
            try:
                self._row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._refuse_syntax(error)
            yield self._row

    def _lines(self, file: BufferedReader) -> Iterator[str]:
        """The decoded lines of the file, hashed and checked on the way."""
        while raw := file.readline(MAX_RECORD + 1):
            self._hash.update(raw)
            self._read += 1
            self._size += len(raw)
            if self._read == 1 and raw.startswith(_BYTE_ORDER_MARK):
                raw = raw[len(_BYTE_ORDER_MARK) :]
            if self._size > MAX_RECORD:
                self._pending.append(raw.decode("utf-8", errors="replace"))
                self._refuse_size()
            nul = raw.find(b"\0")
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                if not 0 <= nul < error.start:
                    message = _("byte %(byte)s is not UTF-8") % {"byte": f"0x{raw[error.start]:02x}"}
                    self._refuse_byte(raw[: error.start], message)
            if nul >= 0:
                self._refuse_byte(raw[:nul], _("a NUL character"))
            self._pending.append(text)
            yield text

    def _check_header(self, found: Sequence[str]) -> None:
        if not self._read:
            raise ImportFault(self.name, 1, 1, _("the file is empty"), column_name=self._headers[0][0])
        expected = max(self._headers, key=lambda header: _common(header, found))
        for column, name in enumerate(expected):
            if column >= len(found):
                raise ImportFault(self.name, 1, column + 1, _("the column is missing"), column_name=name)
            if found[column] != name:
                message = _("the header must say %(expected)s here, not %(found)s")
                values = {"expected": quoted(name), "found": quoted(found[column])}
                raise ImportFault(self.name, 1, column + 1, message % values, column_name=name)
        if len(found) > len(expected) and not self._open_ended:
            surplus = found[len(expected)]
            message = _("unexpected column %(name)s") % {"name": quoted(surplus)}
            raise ImportFault(self.name, 1, len(expected) + 1, message, column_name=surplus)
        self.header = tuple(found)

    def _refuse_width(self, row: Sequence[str], width: int) -> NoReturn:
        if not row:
            raise self.fault(0, _("an empty line"))
        if len(row) < width:
            raise self.fault(len(row), _("the row ends before this column"))
        raise self.fault(width, _("the row has more columns than the header"))

    def _check_lengths(self, row: Sequence[str]) -> None:
        for column, cell in enumerate(row):
            if len(cell) > MAX_FIELD:
                raise self.fault(column, _("more than %(limit)d characters") % {"limit": MAX_FIELD})

    def _refuse_byte(self, before: bytes, message: str) -> NoReturn:
        field = last_field("".join(self._pending) + before.decode("utf-8", errors="replace"))
        self._refuse(field.column, self._read, message)

    def _refuse_size(self) -> NoReturn:
        """A record that does not end: at its first oversize field, else at the field where patience ended."""
        text = "".join(self._pending)
        last = Field(column=1, line=0)
        for last in fields(text):
            if last.length > MAX_FIELD:
                self._refuse_length(last)
        message = _("a row of more than %(limit)d bytes") % {"limit": MAX_RECORD}
        self._refuse(last.column, self.line + last.line, message)

    def _refuse_syntax(self, error: csv.Error) -> NoReturn:
        """Find the field that the csv module stumbled over; it tells neither column nor exact line."""
        text = "".join(self._pending)
        for field in fields(text):
            line = self.line + field.line
            if field.length > MAX_FIELD:
                self._refuse_length(field)
            if field.unterminated:
                self._refuse(field.column, line, _("the quotation mark that opens this field is never closed"))
            if field.stray:
                self._refuse(field.column, line, _("text after the closing quotation mark"))
            if field.carriage_return:
                self._refuse(field.column, line, _("a carriage return that does not end a line"))
        last = last_field(text)
        self._refuse(last.column, self.line + last.line, str(error))

    def _refuse_length(self, field: Field) -> NoReturn:
        message = _("more than %(limit)d characters") % {"limit": MAX_FIELD}
        if field.unterminated:
            message = _("the quotation mark that opens this field is not closed within %(limit)d characters")
            message %= {"limit": MAX_FIELD}
        self._refuse(field.column, self.line + field.line, message)

    def _refuse(self, column: int, line: int, message: str) -> NoReturn:
        name = self.header[column - 1] if column <= len(self.header) else ""
        raise ImportFault(self.name, line, column, message, column_name=name)


def _common(header: Sequence[str], found: Sequence[str]) -> int:
    """How many columns at the beginning are as they should be."""
    for count, (expected, name) in enumerate(zip(header, found, strict=False)):
        if expected != name:
            return count
    return min(len(header), len(found))


def fingerprint(tables: Sequence[CsvTable]) -> str:
    """One SHA-256 (hexadecimal) over the names and contents of all `tables`, each read to its end."""
    total = hashlib.sha256()
    for table in tables:
        total.update(f"{table.name}\0{table.digest}\n".encode())
    return total.hexdigest()
