"""What came late or on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.consultations.actions.late import decide_late, enter_contribution
from ict4society.consultations.addresses import contribution_url
from ict4society.consultations.answering.check import AnswersRefused
from ict4society.consultations.answering.given import is_answered
from ict4society.consultations.answering.read import readable
from ict4society.consultations.answering.sent import sent_answers
from ict4society.consultations.forms.voice import EnteredForm, LateDecisionForm
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.queries.contributions import asked_to_be_taken, working_copy
from ict4society.consultations.speaking import speaker_of
from ict4society.consultations.states import Channel
from ict4society.consultations.views._fields import question_fields
from ict4society.consultations.views._scene import find_managed, scene
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, allowed, get_visible
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def late(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A draft whose author asks for it to be taken; take it, or do not, with a reason."""
    found = find_managed(request, slug)
    wanted = get_visible(asked_to_be_taken(found), number=number)
    unsent = take_unsent(request) if request.method != "POST" else None
    form = LateDecisionForm(
        request.POST if request.method == "POST" else None, initial=unsent.dict() if unsent else None
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            take = form.cleaned_data["decision"] == "take"
            try:
                decide_late(
                    actor=Actor(request.user), contribution=wanted, take=take, reason=form.cleaned_data["reason"]
                )
                said = _("The contribution is taken.") if take else _("The contribution is not taken.")
                messages.success(request, said)
                return HttpResponseRedirect(reverse("consultations:manage", args=[slug]), status=303)
            except Refused as refused:
                form.add_form_error(str(refused))
                status = refused.status
    return _late_page(request, found, wanted, form, status)


def _late_page(
    request: HttpRequest, found: Consultation, wanted: Contribution, form: LateDecisionForm, status: int
) -> HttpResponse:
    wanted.consultation = found
    answers = working_copy(wanted)["answers"]
    lines = [
        (question, readable(question, answers.get(question.key)))
        for question in found.questions.all()
        if question.key in answers
    ]
    context = scene(request, found) | {
        "contribution": wanted,
        "speaker": speaker_of(request.user, wanted, wanted.visibility),
        "lines": lines,
        "form": form,
    }
    return page(request, "consultations/late.html", context, status=status)


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter what somebody sent on paper or late by mail."""
    found = find_managed(request, slug)
    questions = [each for each in found.questions.all() if each.kind != "file"]
    if request.method != "POST":
        unsent = take_unsent(request)
        form = EnteredForm(consultation=found, **({"initial": unsent.dict()} if unsent else {}))
        sent = sent_answers(questions, unsent) if unsent else {}
        return _enter_page(request, found, form, sent)
    form = EnteredForm(request.POST, consultation=found)
    sent = sent_answers(questions, request.POST)
    if not form.is_valid():
        return _enter_page(request, found, form, sent, status=422)
    actor = Actor(request.user)
    values = form.cleaned_data

    def act() -> Ref:
        made = enter_contribution(
            actor=actor,
            consultation=found,
            channel=Channel(values["channel"]),
            values=values,
            answers=sent,
            organisation=values["organisation"],
        )
        return Ref("consultations.contribution", made.pk)

    try:
        ref = once(actor, request.POST.get("idempotency_key"), act)
    except AnswersRefused as refused:
        form.add_form_error(str(refused))
        return _enter_page(request, found, form, sent, errors=refused.errors, status=refused.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _enter_page(request, found, form, sent, status=refused.status)
    made = Contribution.objects.select_related("consultation").get(pk=ref.id)
    return HttpResponseRedirect(contribution_url(made), status=303)


def _enter_page(
    request: HttpRequest,
    found: Consultation,
    form: EnteredForm,
    sent: dict[str, dict[str, object]],
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    questions = [each for each in found.questions.select_related("condition_question") if each.kind != "file"]
    answers = {key: given for key, given in sent.items() if is_answered(given)}
    typed = request.POST.dict() if request.method == "POST" else None
    fields = question_fields(questions, answers, language=found.language, errors=errors, typed=typed)
    return page(
        request, "consultations/enter.html", scene(request, found) | {"form": form, "fields": fields}, status=status
    )
