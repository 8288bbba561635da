"""Where the fields of a CSV record are (RFC 4180): the slow, exact reader, asked only when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Field:
    """One field of a record: 1-based `column`, `line` counted from the record's first (0), and what is odd about it."""

    column: int
    line: int
    length: int = 0
    quoted: bool = False
    closed: bool = False
    stray: bool = False
    """A character between the closing quotation mark and the comma."""
    carriage_return: bool = False
    """A carriage return outside quotation marks that does not end the line."""

    @property
    def unterminated(self) -> bool:
        """Opened by a quotation mark that the text never closes."""
        return self.quoted and not self.closed


def fields(text: str) -> Iterator[Field]:
    """The fields of the record at the beginning of `text`, up to the end of the record or of the text."""
    field, line, position = Field(column=1, line=0), 0, 0
    while position < len(text):
        character = text[position]
        following = text[position + 1 : position + 2]
        position += 1
        line += character == "\n"
        if field.unterminated:
            if character != '"':
                field.length += 1
            elif following == '"':
                field.length += 1
                position += 1
            else:
                field.closed = True
        elif character == ",":
            yield field
            field = Field(column=field.column + 1, line=line)
        elif character == "\n" or (character == "\r" and following in {"\n", ""}):
            break
        elif character == '"' and not field.length and not field.quoted:
            field.quoted = True
        else:
            field.length += 1
            field.stray |= field.closed
            field.carriage_return |= character == "\r"
    yield field


def last_field(text: str) -> Field:
    """The field that the end of `text` is in; a record has at least one."""
    *_, last = fields(text)
    return last
