"""Discussions for programs: threads, posts, writing and editing them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.edit_post import edit_post
from ict4society.discussions.actions.withdraw_post import withdraw_post
from ict4society.discussions.addresses import post_address
from ict4society.discussions.forms import PostEditForm, PostForm
from ict4society.discussions.models import Post, PostRevision, Thread
from ict4society.discussions.policies import can_view_wording, posts_visible_to
from ict4society.discussions.queries import latest_texts, revisions_of, thread_for, threads
from ict4society.foundation.api import (
    Page,
    PageQuery,
    idempotency_key,
    paginate,
    read_scope,
    validated,
    write_scope,
)
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, get_visible
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for
from ict4society.topics.models import Topic

router = Router(tags=["discussions"])
LARGEST_ID = 2**63 - 1


class VoiceOut(Schema):
    """Who speaks, and for whom."""

    author: int
    author_name: str
    organisation: int | None
    organisation_name: str
    group: str = Field(description="Stakeholder group at the time of writing; empty when none was declared.")
    interest: str


class ThreadOut(Schema):
    """A thread in a list."""

    id: int
    url: str
    title: str
    topic: str
    language: str
    state: str
    posts: int
    voice: VoiceOut
    created_at: datetime
    last_activity_at: datetime


class ThreadDetailOut(ThreadOut):
    """A thread with what stands at its top, in Markdown."""

    introduction: str
    summary: str | None
    summary_version: int | None
    conclusion: str | None


class PostOut(Schema):
    """A post. A hidden or withdrawn one keeps its number and has no text."""

    id: int
    url: str
    thread: int
    number: int
    parent: int | None
    revision: int
    language: str
    text: str | None = Field(description="Markdown; null when hidden or withdrawn.")
    html: str | None
    withdrawn: bool
    voice: VoiceOut | None
    created_at: datetime
    edited_at: datetime | None


class RevisionOut(Schema):
    """What a post said at one time."""

    number: int
    text: str
    reason: str
    created_at: datetime


class PostIn(Schema):
    """What to write."""

    text: str
    parent: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of the post that this answers.")
    organisation: int | None = Field(None, description="Id of the organisation for which you speak.")
    interest: str = ""


class PostEditIn(Schema):
    """What it says from now on, and on which revision that is based."""

    revision: int
    text: str
    language: str
    reason: str = ""


class ThreadQuery(PageQuery):
    """Filters of the list."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    language: str = Field("", max_length=12)
    state: Literal["", "open", "concluded"] = ""


def voice_out(contribution: Any) -> VoiceOut:
    """Who speaks in a contribution that comes with its author and organisation."""
    organisation = contribution.on_behalf_of
    return VoiceOut(
        author=contribution.author_id,
        author_name=contribution.author.name,
        organisation=contribution.on_behalf_of_id,
        organisation_name=organisation.name if organisation else "",
        group=contribution.group,
        interest=contribution.interest,
    )


def _thread_values(thread: Thread) -> dict[str, Any]:
    return {
        "id": thread.pk,
        "url": reverse("discussions:thread", args=[thread.pk]),
        "title": thread.title,
        "topic": thread.topic.slug,
        "language": thread.language,
        "state": thread.state,
        "posts": thread.post_count,
        "voice": voice_out(thread),
        "created_at": thread.created_at,
        "last_activity_at": thread.last_activity_at,
    }


def _thread_out(thread: Thread) -> ThreadOut:
    return ThreadOut(**_thread_values(thread))


def _post_out(post: Post) -> PostOut:
    gone = post.hidden_at is not None or post.withdrawn_at is not None
    return PostOut(
        id=post.pk,
        url=post_address(post.thread_id, post.number),
        thread=post.thread_id,
        number=post.number,
        parent=post.parent_id,
        revision=post.revision,
        language=post.language,
        text=None if gone else post.text,
        html=None if gone else post.html,
        withdrawn=gone,
        voice=None if gone else voice_out(post),
        created_at=post.created_at,
        edited_at=post.edited_at,
    )


def _post(request: HttpRequest, post_id: int) -> Post:
    return get_visible(posts_visible_to(request.user).select_related("thread", "author", "on_behalf_of"), pk=post_id)


@router.get("/threads", auth=read_scope(optional=True), response=Page[ThreadOut])
def list_threads(request: HttpRequest, query: Query[ThreadQuery]) -> Page[Any]:
    """Threads, newest first."""
    topic = get_visible(Topic.objects.all(), slug=query.topic) if query.topic else None
    rows = threads(request.user, topic=topic, language=query.language, state=query.state)
    return paginate(rows, query, order=("-pk",), shape=_thread_out)


@router.get("/threads/{thread_id}", auth=read_scope(optional=True), response=ThreadDetailOut)
def show_thread(request: HttpRequest, thread_id: int) -> ThreadDetailOut:
    """A thread with its introduction, living summary and conclusion."""
    thread = thread_for(request.user, thread_id)
    summary, conclusion = latest_texts(thread)
    return ThreadDetailOut(
        **_thread_values(thread),
        introduction=thread.introduction,
        summary=summary.text if summary else None,
        summary_version=summary.version if summary else None,
        conclusion=conclusion.text if conclusion else None,
    )


@router.get("/threads/{thread_id}/posts", auth=read_scope(optional=True), response=Page[PostOut])
def list_posts(request: HttpRequest, thread_id: int, page: Query[PageQuery]) -> Page[Any]:
    """The posts of a thread, in the order in which they were written."""
    thread = thread_for(request.user, thread_id)
    rows = posts_visible_to(request.user).filter(thread_id=thread.pk).select_related("author", "on_behalf_of")
    return paginate(rows, page, order=("number", "pk"), shape=_post_out)


@router.post("/threads/{thread_id}/posts", auth=write_scope(), response={201: PostOut})
def create_post(request: HttpRequest, thread_id: int, body: PostIn) -> Status[PostOut]:
    """Write in a thread."""
    thread = thread_for(request.user, thread_id)
    parent = None
    if body.parent is not None:
        answerable = posts_visible_to(request.user).filter(thread_id=thread.pk, withdrawn_at=None)
        parent = get_visible(answerable, pk=body.parent)
    form = PostForm(
        {"text": body.text, "acting_as": body.organisation or "", "interest": body.interest}, user=request.user
    )
    text = validated(form)["text"]

    def act() -> Ref:
        return Ref("discussions.post", add_post(actor=form.actor(), thread=thread, text=text, parent=parent).pk)

    ref = once(form.actor(), idempotency_key(request), act)
    return Status(201, _post_out(_post(request, ref.id)))


@router.get("/posts/{post_id}", auth=read_scope(optional=True), response=PostOut)
def show_post(request: HttpRequest, post_id: int) -> PostOut:
    """One post."""
    return _post_out(_post(request, post_id))


@router.put("/posts/{post_id}", auth=write_scope(), response=PostOut)
def update_post(request: HttpRequest, post_id: int, body: PostEditIn) -> PostOut:
    """Edit your post. 409 when it moved on since the revision that you name."""
    post = _post(request, post_id)
    values = validated(PostEditForm(body.dict()))
    edit_post(actor=actor_for(request.user, post.on_behalf_of_id), post=post, **values)
    return _post_out(_post(request, post_id))


@router.delete("/posts/{post_id}", auth=write_scope(), response=PostOut)
def delete_post(request: HttpRequest, post_id: int) -> PostOut:
    """Withdraw your post: a notice stays in its place."""
    post = _post(request, post_id)
    withdraw_post(actor=actor_for(request.user, post.on_behalf_of_id), post=post)
    return _post_out(_post(request, post_id))


@router.get("/posts/{post_id}/history", auth=read_scope(optional=True), response=list[RevisionOut])
def show_history(request: HttpRequest, post_id: int) -> list[PostRevision]:
    """Every revision, newest first."""
    post = _post(request, post_id)
    if not can_view_wording(request.user, post):
        raise Forbidden
    return revisions_of(post)
