"""A paragraph with what is said about it, and the form to say something."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.consultations.actions.comment import add_comment
from ict4society.consultations.addresses import comment_url, paragraph_url
from ict4society.consultations.forms.voice import CommentForm
from ict4society.consultations.models import Comment, Consultation, Paragraph
from ict4society.consultations.policies import comments_visible_to
from ict4society.consultations.queries.comments import shown_comments
from ict4society.consultations.queries.texts import published_texts
from ict4society.consultations.states import CommentKind, TextKind
from ict4society.consultations.views._comments import comment_rows, kept_comment
from ict4society.consultations.views._scene import find, pick_text, scene, tags_of
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, get_visible, public, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page

PER_PAGE = 30


@public
@require_safe
def paragraph(request: HttpRequest, slug: str, number: int, language: str, key: str) -> HttpResponse:
    """Its comments, most supported first; the form opens with the selected words."""
    found = find(request, slug)
    wanted = _paragraph(found, number, language, key)
    initial = {name: request.GET[name] for name in ("exact", "start", "kind") if name in request.GET}
    if initial.get("kind") == CommentKind.SUGGESTION and "replacement" not in initial:
        initial["replacement"] = initial.get("exact") or wanted.plain
    form = CommentForm(user=request.user, initial=initial) if request.user.is_authenticated else None
    return _show(request, found, wanted, form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comment_on(request: HttpRequest, slug: str, number: int, language: str, key: str) -> HttpResponse:
    """Publish a comment on it. Read (after signing in), it leads to the form with what was typed."""
    found = find(request, slug)
    wanted = _paragraph(found, number, language, key)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = CommentForm(user=request.user, initial=unsent.dict() if unsent else {})
        return _show(request, found, wanted, form)
    form = CommentForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, found, wanted, form, status=422)
    names = ("kind", "text", "replacement", "exact", "start", "visibility")
    values = {name: form.cleaned_data[name] for name in names}

    def act() -> Ref:
        return Ref("consultations.comment", add_comment(actor=form.actor(), paragraph=wanted, **values).pk)

    try:
        ref = once(form.actor(), request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _show(request, found, wanted, form, status=refused.status)
    made = Comment.objects.get(pk=ref.id)
    messages.success(request, _("Your comment is published."))
    return HttpResponseRedirect(f"{paragraph_url(slug, wanted.version, key)}#c{made.number}", status=303)


@public
@require_safe
def comment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The permanent address of a comment: it leads to the comment beside its paragraph, also beyond the first page."""
    found = find(request, slug)
    wanted = get_visible(comments_visible_to(request.user).filter(consultation=found), number=number)
    context = scene(request, found) | {
        "paragraph": wanted.paragraph,
        "text": wanted.paragraph.version,
        "rows": comment_rows(request.user, found, [wanted]),
        "comment": wanted,
        "opposite": None,
    }
    return page(request, "consultations/comment.html", context, tags=tags_of(found))


def _paragraph(found: Consultation, number: int, language: str, key: str) -> Paragraph:
    chosen = pick_text(published_texts(found), found, number, language)
    wanted = chosen.paragraphs.filter(key=key).first()
    if wanted is None:
        raise Http404
    wanted.version = chosen
    return wanted


def _show(
    request: HttpRequest,
    found: Consultation,
    wanted: Paragraph,
    form: CommentForm | None,
    status: int = 200,
) -> HttpResponse:
    typed = request.GET.get("page", "1")
    number = max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    standing = shown_comments(request.user, found, key=wanted.key)
    shown = list(standing[(number - 1) * PER_PAGE : number * PER_PAGE + 1])
    address = paragraph_url(found.slug, wanted.version, wanted.key)
    context: dict[str, Any] = scene(request, found)
    rows = comment_rows(request.user, found, shown[:PER_PAGE])
    context |= {
        "paragraph": wanted,
        "text": wanted.version,
        "rows": [(row, kept_comment(row, wanted.version, context)) for row in rows],
        "form": form,
        "address": address,
        "previous": f"{address}?page={number - 1}" if number > 1 else "",
        "next": f"{address}?page={number + 1}" if len(shown) > PER_PAGE else "",
        "takes_comments": context["takes"] and wanted.version.kind == TextKind.DRAFT,
        "comment_url": comment_url,
    }
    return page(request, "consultations/paragraph.html", context, tags=tags_of(found), fragment="talk", status=status)
