"""Minutes as everybody reads them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.foundation.database.together import prefetch_together, together
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import files_of_many
from ict4society.foundation.policy import can, get_visible, public, signed_in
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.meetings.models import Material, Meeting
from ict4society.meetings.policies import materials_visible_to, meetings_visible_to, runs_meeting
from ict4society.meetings.states import HELD, ReviewState
from ict4society.minutes.models import Line
from ict4society.minutes.policies import PUBLISHED, corrections_visible_to, lines_visible_to
from ict4society.minutes.queries import (
    WITH_VOICES,
    actions,
    actions_of,
    attendance_by_group,
    held_meetings,
    lines_of,
    spoken_by_group,
)
from ict4society.organisations.states import StakeholderGroup

MOST = 50


def group_counts(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Groups in words."""
    labels = dict(StakeholderGroup.choices)
    return [(str(labels.get(group, "")), number) for group, number in counts]


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The minutes of all meetings, and the actions that are still to be done."""
    shown = [line for line in actions(request.user).filter(done_at=None)[:MOST] if not line.is_gone]
    context = {"meetings": held_meetings(request.user)[:MOST], "actions": shown}
    return page(request, "minutes/index.html", context, tags=("minutes", "meetings"))


@public
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The proceedings: who was there, what was shown, and line by line what was said, decided and is to be done."""
    meeting = get_visible(meetings_visible_to(request.user).filter(state__in=HELD).select_related("topic"), pk=pk)
    lines = list(lines_of(meeting, request.user))
    materials = list(materials_visible_to(request.user).filter(meeting=meeting, state=ReviewState.APPROVED))
    files = files_of_many([Ref("meetings.material", each.pk) for each in materials])
    context = {
        "meeting": meeting,
        "lines": lines,
        "published": meeting.state in PUBLISHED,
        "spoken": group_counts(spoken_by_group(lines)),
        "attendance": group_counts(attendance_by_group(meeting)),
        "materials": [_material(each, files) for each in materials],
        "runs": runs_meeting(request.user, meeting),
        "may_correct": can(request.user, "minutes.propose_correction", meeting),
    }
    return page(request, "minutes/minutes.html", context, tags=("minutes", f"meeting:{meeting.pk}"))


def _material(material: Material, files: dict[Ref, list[StoredFile]]) -> tuple[Material, list[StoredFile]]:
    return material, files.get(Ref("meetings.material", material.pk), [])


@public
@require_safe
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line with its wordings, the wishes for corrections, and what became of it."""
    found = get_visible(lines_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)
    prefetch_together(found.meeting, "facilitators", "further_topics")  # several policies ask for them
    revisions, corrections = together(
        found.revisions.select_related("edited_by"),
        corrections_visible_to(request.user).filter(line=found).select_related("author"),
    )
    context = {
        "line": found,
        "revisions": revisions,
        "corrections": corrections,
        "citable": found.meeting.state in PUBLISHED and not found.is_gone,
        "runs": runs_meeting(request.user, found.meeting),
        "may_edit": can(request.user, "minutes.edit_line", found.meeting) and found.struck_at is None,
        "may_strike": can(request.user, "minutes.strike_line", found.meeting) and found.struck_at is None,
        "may_correct": not found.is_gone and can(request.user, "minutes.propose_correction", found.meeting),
        "may_do": found.kind == "action" and not found.is_gone and can(request.user, "minutes.do_action", found),
    }
    return page(request, "minutes/line.html", context, tags=("minutes", f"meeting:{found.meeting_id}"))


@signed_in
@require_safe
def my_actions(request: HttpRequest) -> HttpResponse:
    """What the reader was given to do."""
    return page(request, "minutes/my_actions.html", {"actions": list(actions_of(request.user)[:MOST])})  # type: ignore[arg-type]


def address(meeting: Meeting, line: Line | None = None) -> str:
    """The page of the minutes, at a line of it."""
    return reverse("minutes:minutes", args=[meeting.pk], fragment=f"line-{line.number}" if line else None)
