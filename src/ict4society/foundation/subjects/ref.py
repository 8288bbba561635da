"""A reference to a subject: its kind and its id."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Points at one subject. Written ``discussions.post:12``."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read ``kind:id``.

        Raises ValueError when the text has another form or the number is not a key.
        """
        kind, colon, number = text.partition(":")
        if not (kind and colon and number.isascii() and number.isdigit() and len(number) <= 18):
            raise ValueError(f"not a reference: {text!r}")
        return cls(kind, int(number))
