"""The questions: in their order, added, changed, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.consultations.actions.write_questions import (
    StaleQuestion,
    add_question,
    edit_question,
    order_questions,
    remove_question,
)
from ict4society.consultations.forms.question import QuestionForm
from ict4society.consultations.models import Consultation, Question
from ict4society.consultations.queries.texts import paragraphs_to_ask_beside
from ict4society.consultations.states import Stage
from ict4society.consultations.views._scene import find_managed, scene
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, allowed, get_visible
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions; moved by mouse, keyboard, or buttons alone."""
    found = find_managed(request, slug)
    rows = list(found.questions.all())
    refusal, status = "", 200
    if request.method == "POST":
        try:
            order_questions(actor=Actor(request.user), consultation=found, ids=_order(request, rows))
            return HttpResponseRedirect(reverse("consultations:questions", args=[slug]), status=303)
        except Refused as refused:
            refusal, status = str(refused), refused.status
    items = [
        {
            "id": str(row.pk),
            "label": f"{number}. {row.label[:120]}",
            "url": reverse("consultations:question_edit", args=[slug, row.key]),
        }
        for number, row in enumerate(rows, start=1)
    ]
    movable = found.stage in (Stage.DRAFT, Stage.ANNOUNCED)
    context = scene(request, found) | {"items": items, "rows": rows, "refusal": refusal, "movable": movable}
    return page(request, "consultations/questions.html", context, status=status)


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: HttpRequest, slug: str) -> HttpResponse:
    """One more question, at the end."""
    found = find_managed(request, slug)
    paragraphs = paragraphs_to_ask_beside(found)
    if request.method != "POST":
        unsent = take_unsent(request)
        initial = unsent.dict() if unsent else {"kind": request.GET.get("kind", "single")}
        form = QuestionForm(consultation=found, paragraphs=paragraphs, initial=initial)
        return _page(request, found, form)
    form = QuestionForm(request.POST, consultation=found, paragraphs=paragraphs)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    actor = Actor(request.user)

    def act() -> Ref:
        return Ref("consultations.question", add_question(actor=actor, consultation=found, values=form.values()).pk)

    try:
        once(actor, request.POST.get("idempotency_key"), act)
    except Refused as refused:
        form.add_form_error(str(refused))
        return _page(request, found, form, status=refused.status)
    route = "question_new" if "another" in request.POST else "questions"
    return HttpResponseRedirect(reverse(f"consultations:{route}", args=[slug]), status=303)


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The form of a question, and what it sends."""
    found = find_managed(request, slug)
    question = get_visible(found.questions.select_related("condition_question"), key=key)
    paragraphs = paragraphs_to_ask_beside(found)
    if request.method != "POST":
        unsent = take_unsent(request)
        given: dict[str, Any] = {"initial": unsent.dict()} if unsent else {}
        form = QuestionForm(consultation=found, paragraphs=paragraphs, question=question, **given)
        return _page(request, found, form, question)
    form = QuestionForm(request.POST, consultation=found, paragraphs=paragraphs, question=question)
    if not form.is_valid():
        return _page(request, found, form, question, status=422)
    try:
        version = form.cleaned_data["version"] or 0
        edit_question(actor=Actor(request.user), question=question, version=version, values=form.values())
    except StaleQuestion as stale:
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        rebased = QuestionForm(data, consultation=found, paragraphs=paragraphs, question=stale.current)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = form.cleaned_data["label"]
        return _page(request, found, rebased, stale.current, status=stale.status, mine=mine)
    except Refused as refused:
        form.add_form_error(str(refused))
        return _page(request, found, form, question, status=refused.status)
    return HttpResponseRedirect(reverse("consultations:questions", args=[slug]), status=303)


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def question_remove(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take it away. Read (after signing in), it leads to the questions."""
    found = find_managed(request, slug)
    back = HttpResponseRedirect(reverse("consultations:questions", args=[slug]), status=303)
    question = found.questions.filter(key=key).first()
    if request.method == "POST" and question is not None:
        try:
            remove_question(actor=Actor(request.user), question=question)
            messages.success(request, _("The question is removed."))
        except Refused as refused:
            messages.error(request, str(refused))
    return back


def _order(request: HttpRequest, rows: list[Question]) -> list[int]:
    """The whole order that a script sends, or one step up or down that a button does."""
    ids = [row.pk for row in rows]
    moved, _colon, direction = request.POST.get("move", "").partition(":")
    if moved.isascii() and moved.isdigit() and len(moved) < 19 and int(moved) in ids:
        at = ids.index(int(moved))
        to = at - 1 if direction == "up" else at + 1
        if 0 <= to < len(ids):
            ids[at], ids[to] = ids[to], ids[at]
        return ids
    return [int(each) for each in request.POST.getlist("order") if each.isascii() and each.isdigit() and len(each) < 19]


def _page(
    request: HttpRequest,
    found: Consultation,
    form: QuestionForm,
    question: Question | None = None,
    *,
    status: int = 200,
    mine: str = "",
) -> HttpResponse:
    context = scene(request, found) | {"form": form, "question": question, "mine": mine}
    return page(request, "consultations/question_edit.html", context, status=status)
