"""The way out that stands in every mail; it needs no account and no cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import public
from ict4society.foundation.subjects import resolve_one
from ict4society.foundation.ui.pages import page
from ict4society.notifications.actions.unsubscribe import mute_subject, stop_mail
from ict4society.notifications.unsubscribing import read_token


# Mail programs send the POST of RFC 8058 by themselves, without a form of ours: the signed word is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST ends: all mails, or with ``only=subject`` those about one thing."""
    way = read_token(token)
    if way is None:
        raise Http404
    done = ""
    if request.method == "POST":
        done = "subject" if request.POST.get("only") == "subject" else "all"
        mute_subject(way) if done == "subject" else stop_mail(way)
    context = {"subject": resolve_one(way.ref, request.user), "done": done, "token": token}
    response = page(request, "notifications/unsubscribe.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
