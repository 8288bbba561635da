"""Edit, history, withdraw, hide; citations follow; who may what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ict4society.accounts.models import User
from ict4society.discussions.actions.conclude_thread import conclude_thread
from ict4society.discussions.actions.edit_post import StalePost, edit_post
from ict4society.discussions.actions.hide_post import hide_post, restore_post
from ict4society.discussions.actions.hide_thread import hide_thread, restore_thread
from ict4society.discussions.actions.withdraw_post import withdraw_post
from ict4society.discussions.citable import post_passage
from ict4society.discussions.listeners import citations_follow_post, citations_follow_thread
from ict4society.discussions.models import Post, Thread
from ict4society.discussions.policies import (
    can_view_post,
    can_view_thread,
    posts_visible_to,
    threads_visible_to,
)
from ict4society.discussions.search import post_document, thread_document
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Forbidden
from ict4society.foundation.subjects import Ref
from ict4society.organisations.models import Mandate
from tests.people import factory

Write = Callable[..., Post]


def test_editing_on_the_page(write: Write, member: User, client: Client) -> None:
    post = write("Before the edit.")
    client.force_login(member)
    address = f"/discussions/posts/{post.pk}/edit/"
    assert "Before the edit." in client.get(address).text
    values = {"text": "After the edit.", "reason": "A slip", "language": "fr", "revision": 1}
    sent = client.post(address, values)
    assert sent["Location"].endswith("#post-1")
    post.refresh_from_db()
    assert (post.text, post.revision, post.language) == ("After the edit.", 2, "fr")
    assert "edited" in client.get(f"/discussions/{post.thread_id}/").text
    history = client.get(f"/discussions/posts/{post.pk}/history/").text
    assert "A slip" in history
    assert "<del>Before</del>" in history
    same = client.post(address, {**values, "revision": 2})
    assert same.status_code == 303
    assert post.revisions.count() == 2


def test_a_stale_edit_shows_both_and_saves_on_the_new_revision(write: Write, member: User, client: Client) -> None:
    post = write("Original.")
    edit_post(actor=Actor(member), post=post, revision=1, text="From the other tab.")
    with pytest.raises(StalePost):
        edit_post(actor=Actor(member), post=post, revision=1, text="Late.")
    client.force_login(member)
    address = f"/discussions/posts/{post.pk}/edit/"
    stale = client.post(address, {"text": "From this tab.", "language": "en", "revision": 1})
    assert stale.status_code == 409
    assert "other" in stale.text
    assert "From this tab." in stale.text
    assert 'name="revision" value="2"' in stale.text
    assert client.post(address, {"text": "From this tab.", "language": "en", "revision": 2}).status_code == 303


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "y" * 20_001}, {"reason": "z" * 201}, {"language": "xx"}, {"revision": "x"}]
)
def test_errors_of_an_edit_lose_nothing(write: Write, member: User, client: Client, wrong: dict[str, str]) -> None:
    post = write()
    client.force_login(member)
    values = {"text": "Typed <em>anew</em>", "reason": "Because", "language": "en", "revision": "1", **wrong}
    refused = client.post(f"/discussions/posts/{post.pk}/edit/", values)
    assert refused.status_code == 422
    assert values["reason"] in refused.text
    assert "text" in wrong or "Typed &lt;em&gt;anew&lt;/em&gt;" in refused.text


def test_only_the_author_in_the_same_voice_in_an_open_thread(
    write: Write, thread: Thread, facilitator: User, client: Client
) -> None:
    organisation, speaker = factory.organisation(), factory.person()
    factory.mandate(speaker, organisation)
    post = write("For us.", actor=Actor(speaker, organisation))
    for actor in (Actor(factory.person()), Actor(facilitator), Actor(speaker)):
        with pytest.raises(Forbidden):
            edit_post(actor=actor, post=post, revision=1, text="Other words.")
        with pytest.raises(Forbidden):
            withdraw_post(actor=actor, post=post)
    client.force_login(speaker)
    mandate = Mandate.objects.get()
    mandate.delete()
    refused = client.post(
        f"/discussions/posts/{post.pk}/edit/", {"text": "After all.", "language": "en", "revision": 1}
    )
    assert refused.status_code == 422
    assert "After all." in refused.text
    assert client.post(f"/discussions/posts/{post.pk}/withdraw/").status_code == 403
    factory.mandate(speaker, organisation)
    conclude_thread(actor=Actor(facilitator), thread=thread, text="Done.")
    with pytest.raises(Forbidden):
        edit_post(actor=Actor(speaker, organisation), post=post, revision=1, text="Other words.")
    assert withdraw_post(actor=Actor(speaker, organisation), post=post).withdrawn_at


def test_withdrawing_on_the_page(write: Write, member: User, thread: Thread, client: Client) -> None:
    post = write("Taken back soon.")
    client.force_login(member)
    address = f"/discussions/posts/{post.pk}/withdraw/"
    assert "Taken back soon." in client.get(address).text
    assert client.post(address).status_code == 303
    assert client.post(address).status_code == 303
    thread.refresh_from_db()
    assert thread.post_count == 0
    assert client.get(address).status_code == 403
    assert client.get(f"/discussions/posts/{post.pk}/history/").status_code == 403
    client.force_login(factory.person(is_moderator=True))
    assert "Taken back soon." in client.get(f"/discussions/posts/{post.pk}/history/").text


def test_what_is_seen_is_what_may_be_seen(write: Write, thread: Thread, member: User, facilitator: User) -> None:
    moderator = factory.person(is_moderator=True)
    write("Shown."), write("Hidden."), write("Withdrawn.")
    posts = list(Post.objects.order_by("number"))
    hide_post(actor=Actor(moderator), post=posts[1], reason="Spam.")
    withdraw_post(actor=Actor(member), post=posts[2])
    readers = (AnonymousUser(), factory.person(), member, facilitator, moderator)
    for hidden in (False, True):
        if hidden:
            hide_thread(actor=Actor(moderator), thread=thread, reason="Spam.")
        for person in readers:
            every = Post.objects.select_related("thread")
            assert set(posts_visible_to(person)) == {each for each in every if can_view_post(person, each)}
            threads = Thread.objects.all()
            assert set(threads_visible_to(person)) == {each for each in threads if can_view_thread(person, each)}
        assert posts_visible_to(readers[0]).count() == (0 if hidden else 2)
        assert posts_visible_to(member).count() == (0 if hidden else 3)


def test_a_hidden_thread_is_gone_everywhere(write: Write, thread: Thread, client: Client) -> None:
    moderator, post = factory.person(is_moderator=True), write()
    hide_thread(actor=Actor(moderator), thread=thread, reason="Spam.")
    hide_thread(actor=Actor(moderator), thread=thread, reason="Spam.")
    client.force_login(factory.person())
    for route in ("", "reply/", "summary/", "summary/edit/", "conclude/", "reopen/", "edit/", "feed/"):
        assert client.get(f"/discussions/{thread.pk}/{route}").status_code == 404
    assert client.get(f"/discussions/posts/{post.pk}/").status_code == 404
    assert thread.title not in client.get("/discussions/").text
    assert thread.title not in client.get("/discussions/feed/").text
    post = Post.objects.select_related("thread").get()
    assert post_document(post) is None
    assert thread_document(post.thread) is None
    with pytest.raises(Forbidden):
        restore_thread(actor=Actor(factory.person()), thread=thread, reason="Please.")
    restore_thread(actor=Actor(moderator), thread=thread, reason="A mistake.")
    assert client.get(f"/discussions/{thread.pk}/").status_code == 200


def test_citations_follow_the_post(write: Write, member: User, thread: Thread) -> None:
    moderator, post = factory.person(is_moderator=True), write("We count *watt-hours* per request.")
    ref = Ref("discussions.post", post.pk)
    citation = cite(ref, user=member, exact="watt-hours per request")

    def follow() -> str:
        record = EventRecord.objects.filter(subject_kind="discussions.post").latest("pk")
        for _twice in range(2):
            citations_follow_post(record, record.event)  # type: ignore[arg-type]
        citation.refresh_from_db()
        return citation.state

    edit_post(actor=Actor(member), post=post, revision=1, text="We count joules.")
    assert follow() == "changed"
    assert citation.latest_revision == 2
    hide_post(actor=Actor(moderator), post=post, reason="Spam.")
    assert follow() == "withdrawn"
    restore_post(actor=Actor(moderator), post=post, reason="A mistake.")
    assert follow() == "changed"
    withdraw_post(actor=Actor(member), post=post)
    assert follow() == "withdrawn"
    states = [record.payload["state"] for record in EventRecord.objects.filter(name="citations.changed").order_by("pk")]
    assert states == ["changed", "withdrawn", "changed", "withdrawn"]


def test_hiding_the_thread_reaches_the_citations(write: Write, member: User, thread: Thread) -> None:
    citation = cite(Ref("discussions.post", write().pk), user=member, exact="per request")
    moderator = factory.person(is_moderator=True)
    for action, state in ((hide_thread, "withdrawn"), (restore_thread, "current")):
        action(actor=Actor(moderator), thread=thread, reason="Because.")
        record = EventRecord.objects.filter(subject_kind="discussions.thread").latest("pk")
        citations_follow_thread(record, record.event)  # type: ignore[arg-type]
        citation.refresh_from_db()
        assert citation.state == state


def test_passages(write: Write, member: User) -> None:
    post = write("We count *watt-hours*.")
    edited = edit_post(actor=Actor(member), post=post, revision=1, text="We count **joules**.")
    assert (post_passage(edited).text, post_passage(edited).revision) == ("We count joules.", 2)
    first = post_passage(edited, 1)
    assert (first.text, first.speaker, first.group, first.withdrawn) == (
        "We count watt-hours.",
        "Marta Member",
        "citizens",
        False,
    )
    with pytest.raises(LookupError):
        post_passage(edited, 7)
    gone = withdraw_post(actor=Actor(member), post=edited)
    assert (post_passage(gone, 1).text, post_passage(gone, 1).withdrawn) == ("", True)


def test_unknown_posts_are_not_found(client: Client, member: User) -> None:
    client.force_login(member)
    for number in (1, 10**17, 10**30):
        for route in ("", "edit/", "history/", "withdraw/"):
            assert client.get(f"/discussions/posts/{number}/{route}").status_code == 404
