"""What happens to files."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


@event("files.text_read")
class TextRead(Event):
    """The words of an attached file are known: search indexes its subject anew."""

    file_id: int
    kind: str
    subject_id: int

    def subject(self) -> Ref:
        return Ref(self.kind, self.subject_id)
