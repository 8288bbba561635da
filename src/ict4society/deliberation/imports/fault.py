"""Why a file is refused, and where exactly."""

from __future__ import annotations

from django.utils.translation import gettext as _


class ImportFault(ValueError):
    """A file that cannot be imported: `file`, 1-based `line` and `column` (None when the file as a whole is at fault).

    `column` is the place of the field in its row, `column_name` its name in the header (empty beyond the header).
    """

    def __init__(self, file: str, line: int | None, column: int | None, message: str, *, column_name: str = "") -> None:
        super().__init__(file, line, column, message)
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.column_name = column_name

    def __str__(self) -> str:
        where = {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "name": self.column_name,
            "message": self.message,
        }
        if self.line is None:
            return _("%(file)s: %(message)s") % where
        if self.column is None:
            return _("%(file)s, line %(line)d: %(message)s") % where
        if not self.column_name:
            return _("%(file)s, line %(line)d, column %(column)d: %(message)s") % where
        return _("%(file)s, line %(line)d, column %(column)d (%(name)s): %(message)s") % where


def quoted(value: str, limit: int = 60) -> str:
    """A cell's content for a message: in quotes, escaped, not longer than `limit` characters."""
    text = value if len(value) <= limit else value[: limit - 1] + "…"
    return "“" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text) + "”"
