"""The development mailbox."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from ict4society.foundation.mailer.mailbox import mail, mailbox_is_open, mails
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page


@require_safe
@public
def mailbox(request: HttpRequest) -> HttpResponse:
    """The latest mails; 404 wherever mails are really sent or others could read them."""
    if not mailbox_is_open():
        raise Http404
    return page(request, "mailer/mailbox.html", {"mails": mails()})


@require_safe
@public
def one_mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail with its links."""
    found = mail(name) if mailbox_is_open() else None
    if found is None:
        raise Http404
    html = linebreaks(urlize(found.text, nofollow=True, autoescape=True))
    return page(request, "mailer/mail.html", {"mail": found, "html": mark_safe(html)})  # noqa: S308 — urlize has escaped it
