"""Write a contribution: the form, kept as a draft with every saving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.consultations.actions.contribute import NotOpen, StaleDraft, save_draft
from ict4society.consultations.actions.voices import contribution_of
from ict4society.consultations.answering.check import cleaned_answers
from ict4society.consultations.answering.given import is_answered
from ict4society.consultations.answering.read import readable
from ict4society.consultations.answering.sent import sent_answers
from ict4society.consultations.forms.voice import FrameForm
from ict4society.consultations.models import Consultation, Contribution, Question
from ict4society.consultations.queries.contributions import working_copy
from ict4society.consultations.states import Stage
from ict4society.consultations.views._fields import question_fields
from ict4society.consultations.views._scene import find, scene
from ict4society.foundation.actors import Actor
from ict4society.foundation.files.store import FileRefused, examine
from ict4society.foundation.policy import Forbidden, Refused, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import active_mandates, actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: HttpRequest, slug: str, organisation: int | None = None) -> HttpResponse:
    """The form in one's own voice, or in an organisation's; what it sends is kept, what is wrong is told."""
    found = find(request, slug)
    actor = actor_for(request.user, organisation)
    contribution = contribution_of(actor, found)
    if request.method != "POST":
        if found.stage in (Stage.DRAFT, Stage.ANNOUNCED):
            raise NotOpen(found)
        return _opened(request, found, actor, contribution)
    questions = list(found.questions.all())
    frame = FrameForm(request.POST)
    sent = sent_answers(questions, request.POST)
    kept, errors = cleaned_answers(questions, sent)
    uploads, refused_files = _uploads(request, questions)
    errors |= refused_files
    if not frame.is_valid():
        return _form(request, found, actor, contribution, frame, sent, errors=errors, status=422)
    values = frame.cleaned_data
    earlier = working_copy(contribution)["answers"] if contribution is not None else {}
    # What is wrong is shown and not kept; what was right before stays as it was.
    kept |= {key: earlier[key] for key in errors if key in earlier}
    speaking = Actor(actor.user, actor.organisation, values["interest"])
    try:
        saved = save_draft(
            actor=speaking,
            consultation=found,
            version=values["version"],
            answers=kept,
            visibility=values["visibility"],
            language=values["language"],
            uploads=uploads,
        )
    except StaleDraft as stale:
        rebased = FrameForm({**request.POST.dict(), "version": stale.current.draft_version})
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        return _form(request, found, actor, stale.current, rebased, sent, errors=errors, status=409, stale=True)
    except (Refused, Forbidden) as refused:
        frame.add_form_error(str(refused))
        status = refused.status
        return _form(request, found, actor, contribution, frame, sent, errors=errors, status=status)
    if errors:
        again = FrameForm({**request.POST.dict(), "version": saved.draft_version})
        again.is_valid()
        return _form(request, found, actor, saved, again, _with_files(sent, saved), errors=errors, status=422)
    if "review" in request.POST:
        return HttpResponseRedirect(review_url(found, actor), status=303)
    messages.success(request, _("Your draft is saved. Nobody but your side sees it before you submit it."))
    return HttpResponseRedirect(contribute_url(found, actor), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def asked_now(request: HttpRequest, slug: str, organisation: int | None = None) -> HttpResponse:
    """Which questions are asked after what was chosen so far: those that come and go. Saves nothing.

    ``shown`` names those that depend on others and can be seen: what is being typed in one that stays is left alone.
    """
    found = find(request, slug)
    if request.method != "POST":
        return HttpResponseRedirect(contribute_url(found, actor_for(request.user, organisation)))
    questions = list(found.questions.all())
    sent = sent_answers(questions, request.POST)
    language = request.POST.get("form_language", "")
    fields = question_fields(questions, _as_answers(sent), language=language, typed=request.POST.dict())
    shown = set(request.POST.getlist("shown"))
    moved = [each for each in fields if each.condition and each.asked != (each.it.key in shown)]
    return page(request, "consultations/_asked.html", {"fields": moved})


def contribute_url(consultation: Consultation, actor: Actor) -> str:
    """The form in this voice."""
    return _voiced("contribute", consultation, actor)


def review_url(consultation: Consultation, actor: Actor) -> str:
    """What would be submitted in this voice."""
    return _voiced("review", consultation, actor)


def _voiced(route: str, consultation: Consultation, actor: Actor) -> str:
    if actor.organisation is None:
        return reverse(f"consultations:{route}", args=[consultation.slug])
    return reverse(f"consultations:{route}_for", args=[consultation.slug, actor.organisation_id])


def _opened(request: HttpRequest, found: Consultation, actor: Actor, contribution: Contribution | None) -> HttpResponse:
    unsent = take_unsent(request)
    if unsent is not None:
        sent = sent_answers(found.questions.all(), unsent)
        return _form(request, found, actor, contribution, FrameForm(initial=unsent.dict()), sent)
    if contribution is None:
        initial: dict[str, Any] = {"version": 0, "language": _language(request, found)}
        return _form(request, found, actor, None, FrameForm(initial=initial), {})
    copy = working_copy(contribution)
    begun = contribution.draft_saved_at is not None or contribution.revision
    initial = {name: copy[name] for name in ("visibility", "language", "interest")}
    initial["version"] = contribution.draft_version if begun else 0
    return _form(request, found, actor, contribution, FrameForm(initial=initial), copy["answers"])


def _form(
    request: HttpRequest,
    found: Consultation,
    actor: Actor,
    contribution: Contribution | None,
    frame: FrameForm,
    answers: Mapping[str, Any],
    *,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
    stale: bool = False,
) -> HttpResponse:
    questions = list(found.questions.select_related("condition_question"))
    language = _language(request, found)
    typed = request.POST.dict() if request.method == "POST" else None
    fields = question_fields(questions, _as_answers(answers), language=language, errors=errors, typed=typed)
    context = scene(request, found) | {
        "frame": frame,
        "fields": fields,
        "wrong": [each for each in fields if each.error],
        "has_conditions": any(each.condition for each in fields),
        "has_files": any(each.it.kind == "file" for each in fields),
        "form_language": language,
        "contribution": contribution,
        "voices": _voices(request, found, actor),
        "acting_for": actor.organisation,
        "here": contribute_url(found, actor),
        "asked_url": _voiced("asked", found, actor),
        "differences": _differences(questions, contribution, answers) if stale and contribution else [],
    }
    return page(request, "consultations/contribute.html", context, status=status)


def _voices(request: HttpRequest, found: Consultation, actor: Actor) -> list[dict[str, Any]]:
    voices = [
        {
            "label": _("Personally"),
            "url": contribute_url(found, Actor(request.user)),
            "current": actor.organisation is None,
        }
    ]
    for mandate in active_mandates(request.user):
        if mandate.organisation.hidden_at is None:
            other = Actor(request.user, mandate.organisation)
            current = actor.organisation_id == mandate.organisation_id
            voices.append({"label": mandate.organisation.name, "url": contribute_url(found, other), "current": current})
    return voices


def _differences(
    questions: list[Question], current: Contribution, mine: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """What a colleague has saved meanwhile, beside what was typed here: only where the two differ."""
    theirs = working_copy(current)["answers"]
    found = []
    for question in questions:
        here = "\n".join(readable(question, _readable_or_none(mine.get(question.key))))
        there = "\n".join(readable(question, theirs.get(question.key)))
        if here != there:
            found.append((question.label, here, there))
    return found


def _readable_or_none(given: Any) -> Any:
    return given if is_answered(given) else None


def _uploads(request: HttpRequest, questions: list[Question]) -> tuple[dict[str, File], dict[str, str]]:
    uploads: dict[str, File] = {}
    errors: dict[str, str] = {}
    for question in questions:
        upload: Any = request.FILES.get(f"q.{question.key}") if question.kind == "file" else None
        if upload is None:
            continue
        try:
            examine(upload)
            uploads[question.key] = upload
        except FileRefused as refused:
            errors[question.key] = str(refused)
    return uploads, errors


def _as_answers(sent: Mapping[str, Any]) -> dict[str, Any]:
    return {key: given for key, given in sent.items() if is_answered(given)}


def _with_files(sent: Mapping[str, Any], saved: Contribution) -> dict[str, Any]:
    """What was typed, with the files as they are kept now."""
    kept = {key: given for key, given in saved.draft["answers"].items() if isinstance(given["value"], dict)}
    return {key: kept[key] if key in kept and "file" in kept[key]["value"] else given for key, given in sent.items()}


def _language(request: HttpRequest, found: Consultation) -> str:
    code = str(getattr(request, "LANGUAGE_CODE", ""))
    return code if code in found.languages else found.language
