"""Stored fragments: a member's thread page is put together from parts that were rendered before.

What a post looks like depends on the post, the page's language and the reader's role, not on the reader; the same goes
for everything on a thread's page above the form. Both are kept in the process under a version that every change raises
(``Post.version``, ``Thread.version``), so nothing ever has to be dropped: an old version is just not asked for again.
What belongs to one reader, the tools on their own posts, is filled into marked places.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ict4society.discussions.addresses import post_address
from ict4society.discussions.models import Post, Thread
from ict4society.discussions.queries import (
    balance_of,
    latest_texts,
    page_count,
    page_of,
    posts_of_page,
)
from ict4society.discussions.states import ThreadState
from ict4society.foundation.panels import panels_of
from ict4society.foundation.richtext import plain
from ict4society.foundation.ui.shelf import Shelf
from ict4society.topics.queries import facilitates

Role = Literal["visitor", "member", "facilitator"]
EXCERPT = 140
"""Characters shown of a post that is answered."""

_posts: Shelf[str] = Shelf(8_000_000)
_threads: Shelf[ThreadFragment] = Shelf(8_000_000)


@dataclass(frozen=True, slots=True)
class ThreadFragment:
    """A page of a thread as all readers of one role see it."""

    head: SafeString
    body: str
    aside: SafeString
    authors: dict[int, list[int]]
    """Ids of the posts on which their author has tools, by author."""

    def __len__(self) -> int:
        return len(self.head) + len(self.body) + len(self.aside)


def role_of(user: Any, thread: Thread) -> Role:
    """Which tools the reader sees."""
    if not user.is_authenticated:
        return "visitor"
    return "facilitator" if facilitates(user, thread.topic) else "member"


def thread_fragment(thread: Thread, page: int, role: Role) -> ThreadFragment:
    """The page of the thread for that role, in the active language; rendered once for each version of the thread."""
    key = (thread.pk, thread.version, page, role, get_language())
    found = _threads.get(key)
    if found is None:
        found = _render_thread(thread, page, role)
        _threads.put(key, found, len(found))
    return found


def post_fragment(post: Post, role: Role, thread: Thread) -> str:
    """One post; ``post`` comes with its author, organisation and the post that it answers."""
    parent = post.parent
    parent_version = parent.version if parent else 0
    key = (post.pk, post.version, parent_version, thread.state, thread.revision, role, get_language())
    found = _posts.get(key)
    if found is None:
        found = _render_post(post, role, thread)
        _posts.put(key, found, len(found))
    return found


def with_own_tools(html: str, post_ids: list[int], thread: Thread) -> SafeString:
    """The fragment with the tools of an author on their own posts."""
    for post_id in post_ids:
        html = html.replace(_own_place(post_id), _own_tools(post_id, thread), 1)
    return mark_safe(html)  # noqa: S308 — rendered by our templates


def _own_place(post_id: int) -> str:
    return f"<!--own:{post_id}-->"


def _own_tools(post_id: int, thread: Thread) -> SafeString:
    tools = [("discussions:post_withdraw", _("Withdraw"))]
    if thread.state == ThreadState.OPEN:
        tools.insert(0, ("discussions:post_edit", _("Edit")))
    links = (
        format_html('<li><a class="ecl-link" href="{}">{}</a></li>', reverse(route, args=[post_id]), label)
        for route, label in tools
    )
    return mark_safe("".join(links))  # noqa: S308 — formatted above


def _render_post(post: Post, role: Role, thread: Thread) -> str:
    parent = post.parent
    gone = parent is not None and (parent.hidden_at is not None or parent.withdrawn_at is not None)
    context = {
        "post": post,
        "thread": thread,
        "role": role,
        "open": thread.state == ThreadState.OPEN,
        "parent": parent,
        "parent_url": _place_of(parent, post) if parent else "",
        "excerpt": _excerpt(plain(parent.text)) if parent and not gone else "",
        "own_place": mark_safe(_own_place(post.pk)),  # noqa: S308 — a comment with a number
    }
    return _render("discussions/_post.html", context)


def _place_of(parent: Post, post: Post) -> str:
    if page_of(parent.number) == page_of(post.number):
        return f"#post-{parent.number}"
    return reverse("discussions:post", args=[parent.pk])


def _excerpt(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= EXCERPT else folded[: EXCERPT - 1].rsplit(" ", 1)[0] + "…"


def _render_thread(thread: Thread, page: int, role: Role) -> ThreadFragment:
    posts = posts_of_page(thread, page)
    own: dict[int, list[int]] = defaultdict(list)
    for post in posts:
        if post.hidden_at is None and post.withdrawn_at is None:
            own[post.author_id].append(post.pk)
    summary, conclusion = latest_texts(thread)
    context = {
        "thread": thread,
        "role": role,
        "page": page,
        "pages": page_count(thread),
        "latest_url": post_address(thread.pk, thread.next_number - 1),
        "open": thread.state == ThreadState.OPEN,
        "summary": summary,
        "conclusion": conclusion,
        "balance": balance_of(thread),
        # The same for every reader, as everything in a fragment: what visitors may see.
        "panels": panels_of("discussions.thread", thread, AnonymousUser()),
        "posts": [mark_safe(post_fragment(post, role, thread)) for post in posts],  # noqa: S308 — our templates
    }
    return ThreadFragment(
        head=mark_safe(_render("discussions/_head.html", context)),  # noqa: S308 — our templates
        body=_render("discussions/_discussion.html", context),
        aside=mark_safe(_render("discussions/_aside.html", context)),  # noqa: S308 — our templates
        authors=dict(own),
    )


def _render(template: str, context: dict[str, Any]) -> str:
    # Times in the site's own zone: a fragment is for readers everywhere, and says its zone in the <time> element.
    with timezone.override(timezone.get_default_timezone()):
        return str(get_template(template, using="jinja2").render(context))
