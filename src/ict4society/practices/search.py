"""What search finds of practices."""

from __future__ import annotations

from ict4society.foundation.files.store import files_of
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document, Ref
from ict4society.practices.models import Practice
from ict4society.practices.queries import LISTED
from ict4society.practices.states import PARTS

FILE_CHARACTERS = 100_000
"""Of each attached file; its beginning is what is looked for."""


def practice_document(practice: Practice) -> Document | None:
    """Title, texts and the words of its files; nothing of drafts, of hidden and withdrawn ones."""
    if practice.hidden_at is not None or practice.submitted_at is None or practice.state not in LISTED:
        return None
    texts = [practice.summary, *(plain(getattr(practice, name)) for name in PARTS)]
    files = [file.text[:FILE_CHARACTERS] for file in files_of(Ref("practices.practice", practice.pk))]
    return Document(
        title=practice.title,
        body="\n".join(text for text in (*texts, *files) if text),
        language=practice.language,
        happened_at=practice.submitted_at,
        topic_id=practice.topic_id,
    )
