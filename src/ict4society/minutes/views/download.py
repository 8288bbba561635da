"""Minutes to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.pdf import pdf_response, render_pdf
from ict4society.foundation.policy import get_visible, public
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import meetings_visible_to
from ict4society.meetings.states import HELD
from ict4society.minutes.export import minutes_markdown, minutes_pdf_data, minutes_record
from ict4society.minutes.queries import attendance_by_group, lines_of
from ict4society.minutes.views.read import group_counts


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_visible(meetings_visible_to(request.user).filter(state__in=HELD), pk=pk)


@public
@require_safe
def as_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Tagged PDF (PDF/UA-1)."""
    meeting = _meeting(request, pk)
    lines = list(lines_of(meeting, request.user))
    data = minutes_pdf_data(meeting, lines, group_counts(attendance_by_group(meeting)))
    content = render_pdf("minutes/typst/minutes.typ", data, title=meeting.title, language=request.LANGUAGE_CODE)
    return pdf_response(content, f"minutes-{meeting.pk}.pdf")


@public
@require_safe
def as_markdown(request: HttpRequest, pk: int) -> HttpResponse:
    """Markdown."""
    meeting = _meeting(request, pk)
    text = minutes_markdown(meeting, list(lines_of(meeting, request.user)))
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@public
@require_safe
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """JSON."""
    meeting = _meeting(request, pk)
    return JsonResponse(minutes_record(meeting, list(lines_of(meeting, request.user))))
