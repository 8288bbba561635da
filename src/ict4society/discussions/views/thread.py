"""A thread with its posts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from ict4society.discussions import fragments
from ict4society.discussions.composer import empty_composer
from ict4society.discussions.queries import POSTS_PER_PAGE, page_count, thread_for
from ict4society.discussions.states import ThreadState
from ict4society.discussions.views.page_number import page_number
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page


@public
@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One page of a thread, put together from stored fragments; the form below it for members."""
    found = thread_for(request.user, pk)
    number = page_number(request, page_count(found))
    role = fragments.role_of(request.user, found)
    fragment = fragments.thread_fragment(found, number, role)
    body: SafeString = mark_safe(fragment.body)  # noqa: S308 — rendered by our templates
    form: SafeString | None = None
    if role != "visitor":
        body = fragments.with_own_tools(fragment.body, fragment.authors.get(request.user.pk or 0, []), found)
        if found.state == ThreadState.OPEN:
            form = empty_composer(request, found, min(number * POSTS_PER_PAGE, found.next_number - 1))
    context = {"thread": found, "fragment": fragment, "body": body, "composer": form, "role": role}
    return page(request, "discussions/thread.html", context, tags=(f"thread:{found.pk}",))
