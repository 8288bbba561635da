"""Write in a thread: the form, with and without script, once, in whose name."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from ict4society.accounts.actions.draft import save_draft
from ict4society.accounts.models import Draft, User
from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.conclude_thread import conclude_thread
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Conflict
from ict4society.organisations.models import Mandate
from tests.people import factory

Write = Callable[..., Post]
HTMX = {"HTTP_HX_REQUEST": "true"}


def test_a_post_appears_at_its_address(thread: Thread, member: User, client: Client) -> None:
    client.force_login(member)
    sent = client.post(f"/discussions/{thread.pk}/reply/", {"text": "First **words**.", "acting_as": ""})
    assert (sent.status_code, sent["Location"]) == (303, f"/discussions/{thread.pk}/#post-1")
    html = client.get(f"/discussions/{thread.pk}/").text
    assert 'id="post-1"' in html
    assert "First <strong>words</strong>." in html
    assert "personally" in html
    post = Post.objects.get()
    assert post.revisions.get().text == "First **words**."
    assert post.group == "citizens"
    thread.refresh_from_db()
    assert (thread.post_count, thread.next_number) == (1, 2)
    assert client.get(f"/discussions/posts/{post.pk}/")["Location"] == sent["Location"]


def test_sent_twice_it_is_there_once(thread: Thread, member: User, client: Client) -> None:
    client.force_login(member)
    body = {"text": "Only once.", "idempotency_key": "d" * 32}
    first = client.post(f"/discussions/{thread.pk}/reply/", body)
    second = client.post(f"/discussions/{thread.pk}/reply/", body)
    assert first["Location"] == second["Location"]
    assert Post.objects.count() == 1
    assert EventRecord.objects.filter(name="discussions.post_added").count() == 1


def test_without_reload_the_page_gets_what_it_lacks(thread: Thread, member: User, write: Write, client: Client) -> None:
    write("Seen already.")
    write("Written meanwhile by someone else.", actor=Actor(factory.person()))
    client.force_login(member)
    sent = client.post(f"/discussions/{thread.pk}/reply/", {"text": "Mine.", "seen": "1"}, **HTMX)
    assert sent.status_code == 200
    assert "<html" not in sent.text
    assert "Seen already." not in sent.text
    assert sent.text.index("Written meanwhile") < sent.text.index("Mine.")
    assert 'hx-swap-oob="beforeend:#posts"' in sent.text
    assert 'name="seen" value="3"' in sent.text
    assert f"/discussions/posts/{Post.objects.get(number=3).pk}/edit/" in sent.text
    assert f"/discussions/posts/{Post.objects.get(number=2).pk}/edit/" not in sent.text


def test_on_a_full_page_the_browser_goes_on(thread: Thread, member: User, write: Write, client: Client) -> None:
    for number in range(50):
        write(f"Post {number}")
    client.force_login(member)
    sent = client.post(f"/discussions/{thread.pk}/reply/", {"text": "The 51st.", "seen": "50"}, **HTMX)
    assert (sent.status_code, sent["HX-Redirect"]) == (204, f"/discussions/{thread.pk}/?page=2#post-51")


def test_replying_and_quoting(thread: Thread, member: User, write: Write, client: Client) -> None:
    organisation = factory.organisation("academia", name="Delta Institute")
    speaker = factory.person("Sam Speaker")
    factory.mandate(speaker, organisation)
    first = write("One line.\n\nAnother line.", actor=Actor(speaker, organisation))
    client.force_login(member)
    form = client.get(f"/discussions/{thread.pk}/reply/?to={first.pk}&quote=1").text
    assert "&gt; **Delta Institute**, [#1]" in form
    assert "&gt; One line.\n&gt;\n&gt; Another line." in form
    part = client.get(f"/discussions/{thread.pk}/reply/?to={first.pk}", **HTMX).text
    assert part.lstrip().startswith('<section class="composer"')
    client.post(f"/discussions/{thread.pk}/reply/", {"text": "I agree.", "parent": first.pk})
    html = client.get(f"/discussions/{thread.pk}/").text
    assert "in reply to #1" in html
    assert "One line. Another line." in html


def test_the_parent_must_be_a_visible_post_of_this_thread(
    thread: Thread, member: User, write: Write, client: Client, facilitator: User
) -> None:
    first = write()
    client.force_login(member)
    for wrong in ("0", "x", str(first.pk + 999), str(10**30)):
        assert client.get(f"/discussions/{thread.pk}/reply/?to={wrong}").status_code == 404
    other = open_thread(actor=Actor(facilitator), title="Another", topic=thread.topic)
    assert client.get(f"/discussions/{other.pk}/reply/?to={first.pk}").status_code == 404
    with pytest.raises(Conflict):
        add_post(actor=Actor(member), thread=other, text="x", parent=first)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("", ""), ("   \n ", ""), ("x" * 20_001, "x" * 20_001), ("a\u202eb", "a\u202eb"), ("a\x00b", "")],
)
def test_errors_lose_nothing(thread: Thread, member: User, client: Client, text: str, kept: str) -> None:
    client.force_login(member)
    for headers in ({}, HTMX):
        refused = client.post(f"/discussions/{thread.pk}/reply/", {"text": text, "interest": "My employer."}, **headers)
        assert refused.status_code == 422
        assert kept in refused.text
        assert "My employer." in refused.text
    assert not Post.objects.exists()


def test_an_attack_is_shown_as_text(thread: Thread, member: User, client: Client) -> None:
    client.force_login(member)
    attack = "<script>alert(1)</script>\n\n![x](http://evil.example/p.png) [y](javascript:alert(1)) <b onclick=x>z</b>"
    client.post(f"/discussions/{thread.pk}/reply/", {"text": attack})
    html = client.get(f"/discussions/{thread.pk}/").text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert 'href="javascript:' not in html
    assert "<b onclick" not in html


def test_on_behalf_of_an_organisation_with_an_interest(thread: Thread, member: User, client: Client) -> None:
    organisation = factory.organisation("consumers", name="Fair Bytes")
    factory.mandate(member, organisation)
    client.force_login(member)
    assert "On behalf of Fair Bytes" in client.get(f"/discussions/{thread.pk}/").text
    body = {"text": "As Fair Bytes.", "acting_as": organisation.pk, "interest": "We sell <labels>."}
    client.post(f"/discussions/{thread.pk}/reply/", body)
    html = client.get(f"/discussions/{thread.pk}/").text
    assert "We sell &lt;labels&gt;." in html
    assert "Consumer organisation" in html
    assert Post.objects.get().group == "consumers"


def test_a_revoked_mandate_is_said_and_the_text_stays(thread: Thread, member: User, client: Client) -> None:
    organisation = factory.organisation()
    factory.mandate(member, organisation)
    client.force_login(member)
    Mandate.objects.update(revoked_at=timezone.now())
    refused = client.post(f"/discussions/{thread.pk}/reply/", {"text": "For them.", "acting_as": organisation.pk})
    assert refused.status_code == 422
    assert "For them." in refused.text
    assert "no mandate" in refused.text


def test_nobody_writes_in_a_concluded_thread(thread: Thread, member: User, facilitator: User, client: Client) -> None:
    client.force_login(member)
    conclude_thread(actor=Actor(facilitator), thread=thread, text="Done.")
    refused = client.post(f"/discussions/{thread.pk}/reply/", {"text": "Too late."})
    assert refused.status_code in (403, 409, 422)
    assert "Too late." in refused.text
    assert not Post.objects.exists()
    stale = Thread.objects.get(pk=thread.pk)
    stale.state = "open"
    with pytest.raises(Conflict):
        add_post(actor=Actor(member), thread=stale, text="A moment later.")


def test_an_expired_session_keeps_the_text(thread: Thread, member: User, client: Client) -> None:
    address = f"/discussions/{thread.pk}/reply/"
    sent = client.post(address, {"text": "Typed before the session ended."})
    assert sent.status_code == 302
    session = client.session
    kept = dict(session.items())
    client.force_login(member)
    session = client.session
    session.update({"unsent": kept["unsent"]})
    session.save()
    assert "Typed before the session ended." in client.get(address).text


def test_posting_discards_the_draft(thread: Thread, member: User, client: Client) -> None:
    save_draft(actor=Actor(member), place=f"discussions.reply:{thread.pk}", fields={"text": "Unsent"})
    client.force_login(member)
    page = client.get(f"/discussions/{thread.pk}/").text
    assert f'name="draft_place" value="discussions.reply:{thread.pk}"' in page
    client.post(f"/discussions/{thread.pk}/reply/", {"text": "Sent.", "draft_place": f"discussions.reply:{thread.pk}"})
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_many_write_at_once(thread: Thread) -> None:
    people = [factory.person() for _number in range(4)]

    def talk(person: User) -> None:
        try:
            for number in range(5):
                add_post(actor=Actor(person), thread=thread, text=f"{number}")
        finally:
            connection.close()

    threads = [threading.Thread(target=talk, args=(person,)) for person in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    assert list(Post.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 21))
    thread.refresh_from_db()
    assert (thread.post_count, thread.next_number, thread.version) == (20, 21, 21)


def test_a_reply_costs_few_queries(thread: Thread, member: User, client: Client, django_assert_num_queries) -> None:
    client.force_login(member)
    client.post(f"/discussions/{thread.pk}/reply/", {"text": "Warm.", "idempotency_key": "a" * 32})
    # session, person, thread, mandates; savepoint, key, post, event, notify, job, key, release; draft
    with django_assert_num_queries(9):
        client.post(f"/discussions/{thread.pk}/reply/", {"text": "Counted.", "idempotency_key": "b" * 32})
