"""Draw a statement from a passage that somebody wrote or said."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.deliberation.actions.propose_statement import (
    Quotation,
    StatementRefused,
    StatementResembles,
    propose_statement,
)
from ict4society.deliberation.forms import DrawForm
from ict4society.deliberation.models import Statement
from ict4society.deliberation.policies import rounds_taking_proposals
from ict4society.deliberation.queries.groups import group_label
from ict4society.deliberation.queries.statements import Likeness
from ict4society.deliberation.views.propose import tell
from ict4society.foundation.citations.cite import PassageNotFound, citable_passage, find_passage
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import can, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Passage, Ref, resolve_one
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import MandateMissing


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """``?source=KIND:ID&revision=R&exact=…&start=N``: the passage in its text, and the form of the statement.

    ``exact`` is what a selection on the page sends (W3C TextQuoteSelector); ``passage``, the field's name, serves too.
    """
    data: Any = request.POST if request.method == "POST" else take_unsent(request)
    ref, revision = _source(data if data is not None else request.GET)
    try:
        passage = citable_passage(ref, request.user, revision)
    except LookupError as error:
        raise Http404 from error
    rounds = rounds_taking_proposals(request.user)
    if request.method != "POST":
        given = {name: request.GET.get(name, "") for name in ("start", "round")}
        given["passage"] = request.GET.get("passage") or request.GET.get("exact", "")
        initial = given | {"source": ref, "revision": passage.revision, "language": passage.language}
        return _answer(request, DrawForm(data, user=request.user, rounds=rounds, initial=initial), ref, passage)
    form = DrawForm(request.POST, user=request.user, rounds=rounds)
    if not form.is_valid():
        return _answer(request, form, ref, passage, status=422)
    try:
        made = once(form.actor(), request.POST.get("idempotency_key"), lambda: _propose(form, passage))
    except StatementResembles as resembles:
        return _answer(request, form, ref, passage, alike=resembles.alike, status=422)
    except (StatementRefused, MandateMissing) as refused:
        form.add_form_error(str(refused))
        return _answer(request, form, ref, passage, status=422)
    statement = Statement.objects.select_related("round").get(pk=made.id)
    tell(request, statement)
    return redirect("deliberation:statement", statement.round.slug, statement.number)


def _source(values: Any) -> tuple[Ref, int | None]:
    """What is to be cited. Raises Http404 for an address that names nothing."""
    try:
        ref = Ref.parse(values.get("source", ""))
    except ValueError as error:
        raise Http404 from error
    revision = values.get("revision", "")
    return ref, int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else None


def _propose(form: DrawForm, passage: Passage) -> Ref:
    values = form.cleaned_data
    made = propose_statement(
        actor=form.actor(),
        round_=values["round"],
        text=values["text"],
        language=values["language"],
        distinct=values["distinct"],
        quotation=Quotation(
            source=values["source"], exact=values["passage"], revision=passage.revision, start=values["start"]
        ),
    )
    return Ref("deliberation.statement", made.pk)


def _answer(
    request: HttpRequest,
    form: DrawForm,
    ref: Ref,
    passage: Passage,
    *,
    alike: list[Likeness] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "source": resolve_one(ref, request.user),
        "passage": passage,
        "group": group_label(passage.group) if passage.group else "",
        "parts": _parts(passage.text, str(form["passage"].value() or ""), str(form["start"].value() or "")),
        "alike": alike or [],
        "rounds": list(form.fields["round"].queryset),  # type: ignore[attr-defined]
        "may_create": can(request.user, "deliberation.create_round"),
        "lead": _("Say in one sentence what these words claim. Members of all groups then agree, disagree or pass."),
    }
    return page(request, "deliberation/draw.html", context, status=status)


def _parts(text: str, words: str, start: str) -> tuple[str, str, str]:
    """The text before the passage, the passage, the text after it; all of it before when the words are not there."""
    try:
        begin, end = find_passage(
            text, words, int(start) if start.isascii() and start.isdigit() and len(start) < 10 else None
        )
    except PassageNotFound:
        return text, "", ""
    return text[:begin], text[begin:end], text[end:]
