"""Follow and unfollow a topic; the topics that I follow."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import get_visible, signed_in
from ict4society.foundation.ui.pages import page
from ict4society.topics.actions.follow import follow_topic, unfollow_topic
from ict4society.topics.models import Topic
from ict4society.topics.policies import topics_visible_to
from ict4society.topics.queries import followed_topics


@signed_in
@require_POST
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """From now on I am told what happens there."""
    topic = get_visible(topics_visible_to(request.user), slug=slug)
    follow_topic(actor=Actor(request.user), topic=topic)
    messages.success(request, _("You follow “%(topic)s” now.") % {"topic": topic})
    return _back(request, topic)


@signed_in
@require_POST
def unfollow(request: HttpRequest, slug: str) -> HttpResponse:
    """I am no longer told."""
    topic = get_visible(topics_visible_to(request.user), slug=slug)
    unfollow_topic(actor=Actor(request.user), topic=topic)
    messages.success(request, _("You no longer follow “%(topic)s”.") % {"topic": topic})
    return _back(request, topic)


@signed_in
@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """The topics that I follow."""
    return page(request, "topics/followed.html", {"topics": list(followed_topics(request.user))})


def _back(request: HttpRequest, topic: Topic) -> HttpResponse:
    named = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(named, allowed_hosts=None)
    return redirect(named if safe else topic.get_absolute_url())
