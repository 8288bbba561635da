"""What search finds of minutes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document
from ict4society.minutes.models import Line
from ict4society.minutes.policies import PUBLISHED

EXCERPT = 80
"""Characters of a line in its title."""


def line_title(line: Line) -> str:
    """The meeting, the number, and the first words."""
    words = " ".join(plain(line.text).split())
    short = words if len(words) <= EXCERPT else words[: EXCERPT - 1].rsplit(" ", 1)[0] + "…"
    return _("%(meeting)s, line %(number)d: %(words)s") % {
        "meeting": line.meeting.title,
        "number": line.number,
        "words": "…" if line.is_gone else short,
    }


def line_document(line: Line) -> Document | None:
    """Lines of published minutes that stand."""
    if line.is_gone or line.meeting.state not in PUBLISHED or line.meeting.hidden_at is not None:
        return None
    body = " ".join(part for part in (line.speaker_name, plain(line.text)) if part)
    return Document(
        title=line_title(line),
        body=body,
        language=line.language,
        happened_at=line.said_at,
        topic_id=line.meeting.topic_id,
    )
