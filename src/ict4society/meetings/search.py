"""What search finds of meetings."""

from __future__ import annotations

from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document
from ict4society.meetings.models import AgendaItem, Material, Meeting
from ict4society.meetings.states import MeetingState, ReviewState


def meeting_document(meeting: Meeting) -> Document | None:
    """Title, text, place and agenda; nothing of drafts, of hidden and of cancelled ones."""
    if meeting.hidden_at is not None or meeting.announced_at is None or meeting.state == MeetingState.CANCELLED:
        return None
    items = AgendaItem.objects.filter(meeting=meeting, state=ReviewState.APPROVED)
    agenda = [f"{title}\n{plain(text)}" for title, text in items.values_list("title", "text")]
    body = [plain(meeting.text), f"{meeting.place} {meeting.city}", *agenda]
    return Document(
        title=meeting.title,
        body="\n\n".join(part.strip() for part in body if part.strip()),
        language=meeting.language,
        happened_at=meeting.starts_at,
        topic_id=meeting.topic_id,
    )


def material_document(material: Material) -> Document | None:
    """Title and words of approved slides and papers of meetings that everybody sees."""
    meeting = material.meeting
    shown = material.state == ReviewState.APPROVED and material.hidden_at is None
    if not shown or meeting.announced_at is None or meeting.hidden_at is not None:
        return None
    files = StoredFile.objects.filter(kind="meetings.material", subject_id=material.pk)
    return Document(
        title=material.title,
        body="\n\n".join(files.values_list("text", flat=True)),
        language=material.language,
        happened_at=meeting.starts_at,
        topic_id=meeting.topic_id,
    )
