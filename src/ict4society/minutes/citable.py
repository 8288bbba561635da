"""The citable words of lines, and where lines come from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.citations.revisions import kept_revision
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Passage, Ref, Use
from ict4society.minutes.models import Line
from ict4society.minutes.policies import PUBLISHED


def line_passage(line: Line, revision: int | None = None) -> Passage:
    """The words of a revision and who said them, off-line; of a struck or hidden line no words.

    Raises LookupError for a revision that the line never had, and while the minutes are being taken.
    """
    if line.meeting.state not in PUBLISHED:
        raise LookupError(f"the minutes with line {line.pk} are being taken")
    number = revision or line.revision
    kept = kept_revision(line, number)
    if kept is None:
        raise LookupError(f"line {line.pk} has no revision {number}")
    return Passage(
        text="" if line.is_gone else plain(kept.text),
        revision=number,
        language=line.language,
        speaker=line.speaker_name or _("the meeting"),
        on_behalf_of=line.on_behalf_of.name if line.on_behalf_of else "",
        group=line.group,
        said_at=line.said_at,
        offline=True,
        withdrawn=line.is_gone,
        author_id=line.speaker_id,
    )


def lines_of_meetings(sources: list[Ref]) -> list[Use]:
    """The decisions and actions that meetings led to."""
    ids = [ref.id for ref in sources if ref.kind == "meetings.meeting"]
    rows = Line.objects.filter(
        meeting_id__in=ids, meeting__state__in=PUBLISHED, kind__in=("decision", "action"), struck_at=None
    )
    return [
        Use(
            source=Ref("meetings.meeting", line.meeting_id),
            target=Ref("minutes.line", line.pk),
            hop=str(line.get_kind_display()),
            at=line.said_at,
        )
        for line in rows
    ]
