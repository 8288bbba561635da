"""Read the answers to an open question and sort them by theme."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.consultations.actions.report_themes import (
    assign_answers,
    create_theme,
    delete_theme,
    drop_quotation,
    edit_theme,
    quote_answer,
)
from ict4society.consultations.forms.outcome import QuoteForm, ThemeForm
from ict4society.consultations.models import Answer, Consultation, Question, Quotation, Theme
from ict4society.consultations.outcome_states import AssignedHow
from ict4society.consultations.queries.matrix import voice_of
from ict4society.consultations.queries.themes import answers_to, quotations
from ict4society.consultations.states import OPEN_KINDS
from ict4society.consultations.views._outcome import outcome_scene
from ict4society.consultations.views._scene import find_managed
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, get_visible, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.states import StakeholderGroup

PER_PAGE = 40
SHOWN = ("all", "in", "suggested", "none")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The answers with their themes; a POST names a new theme."""
    found, question = _question(request, slug, key)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _show(request, found, question, ThemeForm(initial=unsent.dict() if unsent else None))
    form = ThemeForm(request.POST)
    status = 422
    if form.is_valid():
        actor, values = Actor(request.user), form.cleaned_data

        def act() -> Ref:
            made = create_theme(actor=actor, question=question, name=values["name"], keywords=values["keywords"])
            return Ref("consultations.theme", made.pk)

        try:
            ref = once(actor, request.POST.get("idempotency_key"), act)
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            show = "suggested" if values["keywords"] else "none"
            return HttpResponseRedirect(_address(found, question, ref.id, show), status=303)
    return _show(request, found, question, form, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Rename a theme, change its keywords, or with ``delete`` take it away."""
    found, question = _question(request, slug, key)
    current = _theme(question, pk)
    initial = {"name": current.name, "keywords": ", ".join(current.keywords), "version": current.version}
    if request.method != "POST":
        unsent = take_unsent(request)
        return _edit(request, found, question, current, ThemeForm(initial=unsent.dict() if unsent else initial))
    if "delete" in request.POST:
        delete_theme(actor=Actor(request.user), theme=current)
        return HttpResponseRedirect(_address(found, question), status=303)
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return _edit(request, found, question, current, form, status=422)
    try:
        edit_theme(actor=Actor(request.user), theme=current, **form.cleaned_data)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _edit(request, found, question, current, form, status=refused.status)
    return HttpResponseRedirect(_address(found, question, current.pk, "suggested"), status=303)


@signed_in
@require_POST
def assign(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """The ticked answers are about the theme, or with ``out`` are not."""
    found, question = _question(request, slug, key)
    current = _theme(question, pk)
    ids = [int(each) for each in request.POST.getlist("answer") if each.isascii() and each.isdigit() and len(each) < 16]
    show = request.POST.get("show", "")
    how = AssignedHow.KEYWORD if show == "suggested" else AssignedHow.HAND
    try:
        count = assign_answers(
            actor=Actor(request.user), theme=current, answers=ids, how=how, belongs="out" not in request.POST
        )
    except (Refused, Forbidden) as refused:
        messages.error(request, str(refused))
    else:
        told = ngettext("%(number)d answer changed.", "%(number)d answers changed.", count)
        messages.success(request, told % {"number": count})
    return HttpResponseRedirect(_address(found, question, current.pk, show if show in SHOWN else ""), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest, slug: str, key: str, pk: int, answer: int) -> HttpResponse:
    """Quote words of an answer for a theme."""
    found, question = _question(request, slug, key)
    current = _theme(question, pk)
    row = get_visible(answers_to(question), pk=answer)
    row.contribution.consultation = found
    status = 200
    if request.method != "POST":
        unsent = take_unsent(request)
        form = QuoteForm(initial=unsent.dict() if unsent else {"exact": row.text[:2000]})
    else:
        form, status = QuoteForm(request.POST), 422
        if form.is_valid():
            try:
                quote_answer(actor=Actor(request.user), theme=current, answer=row, exact=form.cleaned_data["exact"])
            except LookupError:
                form.add_form_error(_("This answer cannot be quoted (any more)."))
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("Quoted."))
                return HttpResponseRedirect(_address(found, question, current.pk, "in"), status=303)
    context = {
        **outcome_scene(request, found, "outcome"),
        "question": question,
        "chosen": current,
        "answer": row,
        "voice": voice_of(request.user, row.contribution, row.contribution.visibility),
        "form": form,
    }
    return page(request, "consultations/theme_quote.html", context, status=status)


@signed_in
@require_POST
def unquote(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Quote these words no more."""
    found, question = _question(request, slug, key)
    rows = Quotation.objects.filter(theme__question=question).select_related("theme", "citation")
    quotation = get_visible(rows, pk=pk)
    drop_quotation(actor=Actor(request.user), quotation=quotation)
    return HttpResponseRedirect(_address(found, question, quotation.theme_id, "in"), status=303)


def _question(request: HttpRequest, slug: str, key: str) -> tuple[Consultation, Question]:
    found = find_managed(request, slug)
    rows = Question.objects.filter(consultation=found, kind__in=OPEN_KINDS).select_related("consultation__topic")
    return found, get_visible(rows, key=key)


def _theme(question: Question, pk: int) -> Theme:
    return get_visible(Theme.objects.filter(question=question).select_related("question__consultation__topic"), pk=pk)


def _address(found: Consultation, question: Question, theme: int | None = None, show: str = "") -> str:
    query = ({"theme": theme} if theme else {}) | ({"show": show} if show else {})
    return reverse("consultations:themes", args=[found.slug, question.key], query=query)


def _show(
    request: HttpRequest, found: Consultation, question: Question, form: ThemeForm, *, status: int = 200
) -> HttpResponse:
    rows = list(question.themes.prefetch_related("members"))
    asked = request.GET.get("theme", "")
    chosen = next((each for each in rows if str(each.pk) == asked), None)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "all"
    text = request.GET.get("text", "")[:100].replace("\0", "")
    listing = Paginator(answers_to(question, theme=chosen, show=show, text=text), PER_PAGE)
    part = listing.get_page(request.GET.get("page"))
    answers: list[tuple[Answer, str]] = []
    for answer in part.object_list:
        answer.contribution.consultation = found
        answers.append((answer, voice_of(request.user, answer.contribution, answer.contribution.visibility)))
    context: dict[str, Any] = {
        **outcome_scene(request, found, "outcome"),
        "question": question,
        "themes": [(each, _address(found, question, each.pk, "in")) for each in rows],
        "chosen": chosen,
        "show": show,
        "text": text,
        "answers": answers,
        "part": part,
        "quoted": quotations(request.user, found).get(chosen.pk, []) if chosen is not None else [],
        "tabs": _tabs(found, question, chosen, show),
        "form": form,
        "group_names": dict(StakeholderGroup.choices),
    }
    return page(request, "consultations/themes.html", context, status=status)


def _tabs(found: Consultation, question: Question, chosen: Theme | None, show: str) -> list[dict[str, Any]]:
    labels = {"all": _("All answers"), "none": _("Without a theme")}
    if chosen is not None:
        labels |= {"in": _("About this theme"), "suggested": _("Suggested by keyword")}
    pk = chosen.pk if chosen is not None else None
    return [
        {"label": label, "url": _address(found, question, pk, key), "current": key == show}
        for key, label in labels.items()
    ]


def _edit(
    request: HttpRequest, found: Consultation, question: Question, current: Theme, form: ThemeForm, *, status: int = 200
) -> HttpResponse:
    context = {**outcome_scene(request, found, "outcome"), "question": question, "chosen": current, "form": form}
    return page(request, "consultations/theme.html", context, status=status)
