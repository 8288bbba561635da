"""The page of a thread: stored fragments, the reader's own, pages, balance; with a real thread of 337 posts."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.events import ProfileChanged
from ict4society.accounts.models import User
from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.conclude_thread import conclude_thread
from ict4society.discussions.actions.edit_post import edit_post
from ict4society.discussions.actions.hide_post import hide_post, restore_post
from ict4society.discussions.actions.withdraw_post import withdraw_post
from ict4society.discussions.listeners import posts_show_the_organisation, posts_show_the_person
from ict4society.discussions.models import Post, Thread
from ict4society.discussions.queries import balance_of
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.organisations.events import OrganisationEdited
from ict4society.organisations.models import Organisation
from tests.data import DATA, needs_data
from tests.people import factory

Write = Callable[..., Post]
FIRST_QUERIES = 8


def test_every_change_is_seen_at_once_by_every_role(
    thread: Thread, write: Write, member: User, facilitator: User, client: Client
) -> None:
    moderator = factory.person(is_moderator=True)
    first = write("The first text.")
    reply = write("An answer.", parent=first, actor=Actor(factory.person()))
    address = f"/discussions/{thread.pk}/"

    def pages() -> list[str]:
        seen = []
        for person in (None, member, facilitator, moderator):
            client.logout()
            if person:
                client.force_login(person)
            seen.append(client.get(address).text)
        return seen

    assert all("The first text." in html for html in pages())
    edited = edit_post(actor=Actor(member), post=first, revision=1, text="The second text.", reason="Clearer.")
    assert all("The first text." not in html and html.count("The second text.") == 2 for html in pages())
    hide_post(actor=Actor(moderator), post=edited, reason="Spam.")
    assert all("second text" not in html and "A moderator has hidden this post." in html for html in pages())
    assert all("1 post" in html for html in pages())
    restore_post(actor=Actor(moderator), post=edited, reason="A mistake.")
    assert all(html.count("The second text.") == 2 for html in pages())
    withdraw_post(actor=Actor(member), post=edited)
    assert all("second text" not in html and "has withdrawn this post" in html for html in pages())
    conclude_thread(actor=Actor(facilitator), thread=thread, text="We **agree**.")
    assert all("We <strong>agree</strong>." in html and 'id="composer"' not in html for html in pages())
    assert reply.number == 2


def test_a_new_name_is_seen(thread: Thread, write: Write, member: User, client: Client) -> None:
    organisation = factory.organisation(name="Old Name Ltd")
    factory.mandate(member, organisation)
    write(), write(actor=Actor(member, organisation))
    address = f"/discussions/{thread.pk}/"
    html = client.get(address).text
    assert "Marta Member" in html
    assert "Old Name Ltd" in html
    User.objects.filter(pk=member.pk).update(name="Marta Married")
    posts_show_the_person(EventRecord(), ProfileChanged(user_id=member.pk, fields=["name"]))
    Organisation.objects.filter(pk=organisation.pk).update(name="New Name Ltd")
    edited = OrganisationEdited(organisation.pk, before={"name": "Old Name Ltd"}, after={"name": "New Name Ltd"})
    posts_show_the_organisation(EventRecord(), edited)
    html = client.get(address).text
    assert "Marta Married" in html
    assert "Marta Member" not in html
    assert "New Name Ltd" in html
    assert "Old Name Ltd" not in html


def test_tools_by_role(thread: Thread, write: Write, member: User, facilitator: User, client: Client) -> None:
    mine, other = write(), write(actor=Actor(factory.person()))
    address = f"/discussions/{thread.pk}/"
    html = client.get(address).text
    assert "/edit/" not in html
    assert "/moderation/flag/" not in html
    assert "Sign in to write" in html
    client.force_login(member)
    html = client.get(address).text
    assert f"/discussions/posts/{mine.pk}/edit/" in html
    assert f"/discussions/posts/{other.pk}/edit/" not in html
    assert f"/moderation/flag/discussions.post/{other.pk}/" in html
    assert f"/rounds/draw/?source=discussions.post:{other.pk}" in html
    assert "/map/evidence/new/" not in html
    assert f"/discussions/{thread.pk}/conclude/" not in html
    client.force_login(facilitator)
    html = client.get(address).text
    assert f"/map/evidence/new/?source=discussions.post:{other.pk}&amp;revision=1" in html
    assert f"/discussions/{thread.pk}/conclude/" in html
    assert "<!--own:" not in client.get(address).text.replace("<!--own:", "", 2)


def test_the_composer_is_nobody_elses(thread: Thread, member: User, client: Client) -> None:
    organisation = factory.organisation(name="Private Matters")
    factory.mandate(member, organisation)
    client.force_login(member)
    first = client.get(f"/discussions/{thread.pk}/").text
    assert "On behalf of Private Matters" in first
    keys = {client.get(f"/discussions/{thread.pk}/").text.split('idempotency_key" value="')[1][:32] for _n in range(2)}
    assert len(keys) == 2
    client.force_login(factory.person())
    other = client.get(f"/discussions/{thread.pk}/").text
    assert "Private Matters" not in other
    for place in ("__key__", "__seen__", "__thread__", "<!--csrf-->"):
        assert place not in other


def test_pages_of_fifty(thread: Thread, write: Write, client: Client) -> None:
    for number in range(51):
        write(f"Text of number {number + 1}")
    address = f"/discussions/{thread.pk}/"
    first, second = client.get(address).text, client.get(address, {"page": "2"}).text
    assert 'id="post-50"' in first
    assert 'id="post-51"' not in first
    assert 'id="post-51"' in second
    for odd in ("0", "-1", "99", "x", "9" * 40):
        assert client.get(address, {"page": odd}).status_code == 200


def test_one_group_dominates(thread: Thread, write: Write, client: Client) -> None:
    organisation = factory.organisation("enterprise")
    speaker = factory.person()
    factory.mandate(speaker, organisation)
    for _number in range(6):
        write(actor=Actor(speaker, organisation))
    for _number in range(4):
        write()
    assert balance_of(thread).dominant == ""
    address = f"/discussions/{thread.pk}/"
    assert "dominates" not in client.get(address).text
    write(actor=Actor(speaker, organisation))
    balance = balance_of(thread)
    assert (balance.dominant, balance.total) == ("Enterprise", 11)
    assert balance.counts == [("Enterprise", 7), ("Citizens", 4)]
    html = client.get(address).text
    assert "One group dominates this discussion" in html
    assert "64% of the 11 posts" in html


def test_nine_posts_do_not_dominate(thread: Thread, write: Write) -> None:
    for _number in range(9):
        write()
    assert balance_of(thread).dominant == ""
    write()
    assert balance_of(thread).dominant == "Citizens"


@pytest.mark.parametrize("many", [1, 50])
def test_a_page_costs_the_same_for_one_and_for_many_posts(
    thread: Thread, write: Write, member: User, client: Client, django_assert_num_queries: Any, many: int
) -> None:
    for number in range(many):
        write(f"Text {number}", actor=Actor(member if number % 2 else factory.person()))
    address = f"/discussions/{thread.pk}/"
    # Nothing stored yet: thread, posts, introduction, author and organisation, summary, conclusion, balance
    with django_assert_num_queries(FIRST_QUERIES):
        client.get(address)
    client.force_login(member)
    client.get(address)
    # From stored fragments: session, person, thread, facilitation, mandates, unread notifications
    with django_assert_num_queries(4):
        client.get(address)


@needs_data
def test_a_real_thread_of_337_posts(thread: Thread, client: Client) -> None:
    with gzip.open(DATA / "discussion" / "comments.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    ((proposal, most),) = Counter(row["proposal_id"] for row in rows).most_common(1)
    assert most == 337
    rows = [row for row in rows if row["proposal_id"] == proposal]
    people: dict[int, User] = {}
    made: dict[int, Post] = {}
    for row in rows:
        if row["author"] not in people:
            people[row["author"]] = factory.person(f"Person {row['author']}")
        parent = made.get(row["parent_id"])
        made[row["id"]] = add_post(actor=Actor(people[row["author"]]), thread=thread, text=row["body"], parent=parent)
    assert {post.language for post in made.values()} <= {"ca", "es", "pt", "fr", "it", "en", "ro"} | {thread.language}
    address = f"/discussions/{thread.pk}/"
    seen = "".join(client.get(address, {"page": str(page)}).text for page in range(1, 8))
    assert seen.count('<article class="post"') == 337
    assert "Page 7 of 7" in seen
    answered = [row for row in rows if row["parent_id"] in made]
    assert seen.count("in reply to #") == len(answered)
    last = made[rows[-1]["id"]]
    assert client.get(f"/discussions/posts/{last.pk}/")["Location"] == f"{address}?page=7#post-337"
