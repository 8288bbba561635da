"""What can be done with a comment: edit, withdraw, support, read its history."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.consultations.actions.comment import StaleComment, edit_comment, withdraw_comment
from ict4society.consultations.actions.support import support_comment, take_support_back
from ict4society.consultations.addresses import comment_url, paragraph_url
from ict4society.consultations.forms.voice import CommentEditForm, SupportForm
from ict4society.consultations.models import Comment
from ict4society.consultations.policies import comments_visible_to
from ict4society.consultations.views._scene import find, scene, tags_of
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, get_visible, public, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The form, and what it sends. Where another tab was faster, both texts and the form on the newest revision."""
    found = _comment(request, slug, number)
    if request.method != "POST":
        message = _("It can be changed by its author until closing.")
        require(request.user, "consultations.change_comment", found, message)
        unsent = take_unsent(request)
        form = CommentEditForm(comment=found, initial=unsent.dict()) if unsent else CommentEditForm.of(found)
        return _form_page(request, found, form)
    form = CommentEditForm(request.POST, comment=found)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    try:
        edit_comment(actor=_own_actor(request, found), comment=found, **form.cleaned_data)
    except StaleComment as stale:
        rebased = CommentEditForm({**request.POST.dict(), "revision": stale.current.revision}, comment=stale.current)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = _whole(form.cleaned_data["text"], form.cleaned_data.get("replacement", ""))
        return _form_page(request, stale.current, rebased, status=stale.status, mine=mine)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    return HttpResponseRedirect(comment_url(found), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask once more, then take it back."""
    found = _comment(request, slug, number)
    require(request.user, "consultations.withdraw_comment", found, _("Only its author can withdraw it."))
    if request.method != "POST":
        return page(
            request, "consultations/comment_withdraw.html", scene(request, found.consultation) | {"comment": found}
        )
    withdraw_comment(actor=_own_actor(request, found), comment=found)
    messages.success(request, _("Your comment is withdrawn."))
    version = found.paragraph.version
    return HttpResponseRedirect(paragraph_url(slug, version, found.paragraph_key), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Support it, personally or on behalf of an organisation. Read, it asks for whom."""
    found = _comment(request, slug, number)
    form = SupportForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method != "POST":
        return _support_page(request, found, form)
    if not form.is_valid():
        return _support_page(request, found, form, status=422)
    try:
        support_comment(actor=form.actor(), comment=found)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _support_page(request, found, form, status=refused.status)
    return _back(request, found, _("You support this comment."))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Undo one's support. Read (after signing in), it leads to the comment."""
    found = _comment(request, slug, number)
    if request.method == "POST":
        try:
            take_support_back(actor=_acting(request), comment=found)
        except (Refused, Forbidden) as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(comment_url(found), status=303)
        return _back(request, found, _("Your support is taken back."))
    return HttpResponseRedirect(comment_url(found))


@public
@require_safe
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every wording that it had."""
    found = _comment(request, slug, number)
    context = scene(request, found.consultation) | {
        "comment": found,
        "revisions": list(found.revisions.order_by("-number")),
    }
    return page(request, "consultations/comment_history.html", context, tags=tags_of(found.consultation))


def _comment(request: HttpRequest, slug: str, number: int) -> Comment:
    consultation = find(request, slug)
    rows = comments_visible_to(request.user).filter(consultation=consultation).select_related("paragraph__version")
    found = get_visible(rows, number=number)
    found.consultation = found.contribution.consultation = consultation
    return found


def _own_actor(request: HttpRequest, comment: Comment) -> Actor:
    return actor_for(request.user, comment.contribution.on_behalf_of_id)


def _acting(request: HttpRequest) -> Actor:
    return actor_for(request.user, request.POST.get("acting_as", "")[:20])


def _back(request: HttpRequest, comment: Comment, said: str) -> HttpResponse:
    messages.success(request, said)
    beside = paragraph_url(comment.consultation.slug, comment.paragraph.version, comment.paragraph_key)
    return HttpResponseRedirect(f"{beside}#c{comment.number}", status=303)


def _whole(text: str, replacement: str) -> str:
    return f"{replacement}\n\n{text}" if replacement else text


def _form_page(
    request: HttpRequest, comment: Comment, form: CommentEditForm, *, status: int = 200, mine: str = ""
) -> HttpResponse:
    context = scene(request, comment.consultation) | {
        "comment": comment,
        "form": form,
        "mine": mine,
        "theirs": _whole(comment.text, comment.replacement),
    }
    return page(request, "consultations/comment_edit.html", context, status=status)


def _support_page(request: HttpRequest, comment: Comment, form: SupportForm, status: int = 200) -> HttpResponse:
    context = scene(request, comment.consultation) | {"comment": comment, "form": form}
    return page(request, "consultations/comment_support.html", context, status=status)
