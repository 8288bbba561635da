"""Contributions as others read them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.consultations.addresses import contribution_url
from ict4society.consultations.answering.read import readable
from ict4society.consultations.models import Contribution
from ict4society.consultations.policies import contributions_visible_to, may_see_name, on_own_side
from ict4society.consultations.queries.comments import shown_comments
from ict4society.consultations.queries.contributions import submitted_contributions
from ict4society.consultations.speaking import channel_note, speaker_of
from ict4society.consultations.states import ContributionState, QuestionKind
from ict4society.consultations.views._comments import comment_rows
from ict4society.consultations.views._scene import find, scene, tags_of
from ict4society.foundation.files.store import files_of
from ict4society.foundation.policy import get_visible, public
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.states import StakeholderGroup

PER_PAGE = 30


@public
@require_safe
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that were submitted and that the reader may see, by stakeholder group."""
    found = find(request, slug)
    everything = submitted_contributions(request.user, found)
    counted = dict(everything.order_by().values_list("group").annotate(Count("pk")))
    group = request.GET.get("group", "")
    rows = everything.filter(group=group) if group in StakeholderGroup.values else everything
    total = counted.get(group, 0) if group in StakeholderGroup.values else sum(counted.values())
    pages = max(1, -(-total // PER_PAGE))
    typed = request.GET.get("page", "1")
    number = min(max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1, pages)

    def address(at: int) -> str:
        given = {"page": str(at)} | ({"group": group} if group else {})
        return reverse("consultations:contributions", args=[slug], query=given)

    shown = list(rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    context = scene(request, found) | {
        "rows": [_row(request, each) for each in shown],
        "groups": [(code, label, counted[code]) for code, label in StakeholderGroup.choices if counted.get(code)],
        "undeclared": counted.get("", 0),
        "group": group,
        "total": total,
        "all": sum(counted.values()),
        "page": number,
        "pages": pages,
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number < pages else "",
    }
    return page(request, "consultations/contributions.html", context, tags=tags_of(found), fragment="list")


def _row(request: HttpRequest, contribution: Contribution) -> dict[str, Any]:
    return {
        "it": contribution,
        "speaker": speaker_of(request.user, contribution, contribution.visibility),
        "url": contribution_url(contribution),
        "channel": channel_note(contribution),
    }


@public
@require_safe
def contribution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One contribution with its answers and its comments."""
    found = find(request, slug)
    rows = contributions_visible_to(request.user).filter(consultation=found)
    wanted = get_visible(rows.select_related("entered_by"), number=number)
    own = on_own_side(request.user, wanted)
    shown = wanted.state == ContributionState.SUBMITTED
    answers = {row.question_id: row for row in wanted.answers.filter(answered=True)} if shown else {}
    questions = list(found.questions.all()) if answers else []
    files = {str(file.key): file for file in files_of(Ref("consultations.contribution", wanted.pk))} if shown else {}
    lines = [
        {
            "question": question,
            "number": place,
            "answer": answers[question.pk],
            "lines": readable(question, {"value": answers[question.pk].value, "text": answers[question.pk].text}),
            "file": _file(files, question.kind, answers[question.pk].value),
        }
        for place, question in enumerate(questions, start=1)
        if question.pk in answers
    ]
    comments = list(shown_comments(request.user, found).filter(contribution=wanted).order_by("number")[:200])
    if not may_see_name(request.user, wanted, wanted.visibility):
        # A nameless contribution must not be known by its author's comments under their name, nor the other way.
        comments = [each for each in comments if each.visibility == wanted.visibility]
    elif not own:
        comments = [each for each in comments if may_see_name(request.user, wanted, each.visibility)]
    context = scene(request, found) | {
        "contribution": wanted,
        "speaker": speaker_of(request.user, wanted, wanted.visibility),
        "channel": channel_note(wanted),
        "lines": lines,
        "own": own,
        "rows": comment_rows(request.user, found, comments),
    }
    return page(request, "consultations/contribution.html", context, tags=tags_of(found))


def _file(files: dict[str, Any], kind: str, value: Any) -> Any:
    return files.get(str(value["file"])) if kind == QuestionKind.FILE and isinstance(value, dict) else None
