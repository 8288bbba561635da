"""The agenda: times follow, items move by mouse, keyboard and buttons, members propose, the chair decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.accounts.models import User
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.advance import announce_meeting, start_meeting
from ict4society.meetings.actions.hide import hide_material
from ict4society.meetings.actions.items import ItemValues, add_item, edit_item, link_item, remove_item
from ict4society.meetings.actions.review import decide_item, propose_item
from ict4society.meetings.models import AgendaItem, Material, Meeting
from ict4society.meetings.policies import items_visible_to, materials_visible_to
from ict4society.notifications.models import Notification
from ict4society.topics.models import Topic
from tests.jobs import run_jobs
from tests.meetings.conftest import Make, in_days
from tests.people import factory


def titles(meeting: Meeting) -> list[str]:
    rows = AgendaItem.objects.filter(meeting=meeting, state="approved").order_by("starts_at", "position")
    return [f"{row.starts_at.astimezone(meeting.zone):%H:%M} {row.title}" for row in rows if row.starts_at]


@pytest.fixture
def meeting(make: Make) -> Meeting:
    return make("announced", time_zone="UTC")


@pytest.fixture
def add(facilitator: User, meeting: Meeting) -> Callable[..., AgendaItem]:
    def item(title: str, minutes: int = 30, **values: Any) -> AgendaItem:
        given = ItemValues(title=title, minutes=minutes, **values)
        return add_item(actor=Actor(facilitator), meeting=meeting, values=given)

    return item


@pytest.fixture
def thread(area: Topic, facilitator: User) -> Thread:
    return open_thread(
        actor=Actor(facilitator), title="Repair before replacing", topic=area, introduction="Why?", language="en"
    )


def test_items_move_by_buttons_and_by_mouse(
    client: Client, meeting: Meeting, facilitator: User, add: Callable[..., AgendaItem]
) -> None:
    first, second, third = add("Welcome", 15), add("Repair", 60), add("Close", 10)
    assert titles(meeting) == ["08:00 Welcome", "08:15 Repair", "09:15 Close"]
    client.force_login(facilitator)
    address = f"/meetings/{meeting.pk}/agenda/"
    assert "08:15 Repair" in client.get(address).text
    client.post(address, {"move": f"{third.pk}:up", "order": [first.pk, second.pk, third.pk]})
    assert titles(meeting) == ["08:00 Welcome", "08:15 Close", "08:25 Repair"]
    client.post(address, {"order": [second.pk, first.pk, third.pk]})
    assert titles(meeting) == ["08:00 Repair", "09:00 Welcome", "09:15 Close"]
    for strange in ({"move": "x:up"}, {"move": f"{10**30}:down"}, {"order": ["a", str(10**17)]}, {"move": "1"}):
        assert client.post(address, strange).status_code == 303
    assert len(titles(meeting)) == 3
    client.force_login(factory.person())
    assert client.get(address).status_code == 403
    assert client.post(address, {"order": [third.pk]}).status_code == 403


def test_an_item_is_added_linked_and_given_speakers(
    client: Client, meeting: Meeting, facilitator: User, thread: Thread
) -> None:
    speaker, organisation = factory.person("Lena Speaker"), factory.organisation("trade_union", name="Union of Makers")
    client.force_login(facilitator)
    assert client.get(f"/meetings/{meeting.pk}/agenda/add/").status_code == 200
    data = {"title": "Repair", "kind": "item", "minutes": "45", "text": "*Why* not?", "language": "en"}
    assert client.post(f"/meetings/{meeting.pk}/agenda/add/", {**data, "minutes": "0"}).status_code == 422
    made = client.post(f"/meetings/{meeting.pk}/agenda/add/", {**data, "idempotency_key": "b" * 20})
    item = AgendaItem.objects.get()
    address = f"/meetings/items/{item.pk}/"
    assert made.headers["Location"] == address
    assert thread.title in client.get(address, {"q": "before repl"}).text
    assert "Nothing was found" in client.get(address, {"q": "no such thing"}).text
    client.post(f"{address}link/", {"ref": f"discussions.thread:{thread.pk}"})
    client.post(f"{address}link/", {"ref": "accounts.person:1"})
    assert item.links.count() == 1
    assert client.post(f"{address}speakers/", {"name": "", "member": "nobody"}).status_code == 422
    client.post(
        f"{address}speakers/",
        {
            "name": "L.",
            "member": f"https://example.org/accounts/people/{speaker.pk}/",
            "organisation": "union of makers",
        },
    )
    client.post(f"{address}speakers/", {"name": "Ada Guest", "organisation": "Far Away Ltd", "role": "keynote"})
    client.logout()
    page = client.get(f"/meetings/{meeting.pk}/").text
    for shown in (
        "08:00",
        "Lena Speaker",
        "Union of Makers",
        "Ada Guest",
        "Far Away Ltd",
        thread.title,
        "<em>Why</em>",
    ):
        assert shown in page
    assert meeting.title in client.get(f"/organisations/{organisation.slug}/").text
    hops = trail(Ref("discussions.thread", thread.pk), AnonymousUser())
    assert ("meetings.meeting", meeting.pk) in [(hop.target.ref.kind, hop.target.ref.id) for hop in hops]
    client.force_login(facilitator)
    client.post(f"{address}speakers/{item.speakers.get(name='Ada Guest').pk}/remove/")
    client.post(f"{address}unlink/", {"ref": f"discussions.thread:{thread.pk}"})
    assert (item.speakers.count(), item.links.count()) == (1, 0)
    assert client.post(f"{address}edit/", {**data, "title": "Right to repair", "version": "1"}).status_code == 303
    stale = client.post(f"{address}edit/", {**data, "title": "My words", "version": "1"})
    assert stale.status_code == 409
    assert "My words" in stale.text
    assert "Right to repair" in stale.text
    assert client.post(f"{address}remove/").status_code == 303
    assert not AgendaItem.objects.exists()


def test_a_member_proposes_an_item_from_a_thread(
    client: Client, meeting: Meeting, facilitator: User, thread: Thread
) -> None:
    member, other = factory.person(), factory.person()
    client.force_login(member)
    query = {"kind": "discussions.thread", "id": str(thread.pk)}
    assert meeting.title in client.get("/meetings/propose/", query).text
    address = f"/meetings/{meeting.pk}/agenda/propose/"
    opened = client.get(address, query)
    assert thread.title in opened.text
    data = {"title": "Repair first", "minutes": "20", "language": "en", "link": f"discussions.thread:{thread.pk}"}
    assert client.post(address, {**data, "title": ""}).status_code == 422
    assert client.post(address, {**data, "link": "accounts.person:1"}).status_code == 422
    assert client.post(address, data).status_code == 303
    run_jobs()
    assert "agenda item is proposed" in Notification.objects.filter(user=facilitator).latest("pk").text
    item = AgendaItem.objects.get()
    assert (item.state, item.starts_at) == ("proposed", None)
    assert client.post(address, {**data, "title": "On second thoughts"}).status_code == 303
    second = AgendaItem.objects.exclude(pk=item.pk).get()
    assert client.post(f"/meetings/items/{second.pk}/withdraw/").status_code == 303
    assert "On second thoughts" not in client.get(f"/meetings/{meeting.pk}/").text
    client.force_login(other)
    assert "Repair first" not in client.get(f"/meetings/{meeting.pk}/").text
    assert client.post(f"/meetings/items/{item.pk}/decision/", {"decision": "approve"}).status_code == 404
    client.force_login(facilitator)
    decision = f"/meetings/items/{item.pk}/decision/"
    assert thread.title in client.get(decision).text
    assert client.post(decision, {"decision": "decline", "reason": ""}).status_code == 422
    assert client.post(decision, {"decision": "approve", "reason": "Good."}).status_code == 303
    assert client.post(decision, {"decision": "decline", "reason": "No."}).status_code == 409
    run_jobs()
    assert "is approved" in Notification.objects.filter(user=member).latest("pk").text
    client.logout()
    assert "Repair first" in client.get(f"/meetings/{meeting.pk}/").text


def test_a_proposed_item_is_seen_by_its_author_and_the_chair_only(meeting: Meeting, facilitator: User) -> None:
    author = factory.person()
    item = propose_item(actor=Actor(author), meeting=meeting, values=ItemValues(title="Mine"))
    seen = {
        name: item in items_visible_to(person)
        for name, person in {
            "author": author,
            "chair": facilitator,
            "member": factory.person(),
            "visitor": AnonymousUser(),
            "moderator": factory.person(is_moderator=True),
        }.items()
    }
    assert seen == {"author": True, "chair": True, "member": False, "visitor": False, "moderator": False}
    with pytest.raises(Forbidden):
        decide_item(actor=Actor(author), item=item, approve=True)
    start_meeting(actor=Actor(facilitator), meeting=meeting)
    with pytest.raises(Forbidden):
        propose_item(actor=Actor(author), meeting=meeting, values=ItemValues(title="Too late"))


def test_slides_are_seen_by_everybody_when_the_chair_approves(
    client: Client, meeting: Meeting, facilitator: User
) -> None:
    member = factory.person()
    address = f"/meetings/{meeting.pk}/materials/add/"
    assert client.get(address).status_code == 302
    client.force_login(member)
    assert client.get(address).status_code == 200

    def upload(name: str = "slides.txt") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, b"What repair costs, and who pays for it.", "text/plain")

    bad = SimpleUploadedFile("evil.exe", b"MZ\x90\x00" * 30)
    data = {"title": "What repair costs", "language": "en"}
    assert client.post(address, {**data, "file": bad}).status_code == 422
    assert client.post(address, {**data, "file": upload()}).status_code == 303
    material = Material.objects.get()
    assert material.state == "proposed"
    from ict4society.foundation.files.store import files_of

    file = files_of(Ref("meetings.material", material.pk))[0].get_absolute_url()
    assert client.get(file).status_code == 200
    client.logout()
    assert client.get(file).status_code == 404
    assert data["title"] not in client.get(f"/meetings/{meeting.pk}/").text
    client.force_login(facilitator)
    decision = f"/meetings/materials/{material.pk}/decision/"
    assert client.get(decision).status_code == 200
    assert client.post(decision, {"decision": "approve"}).status_code == 303
    client.logout()
    assert data["title"] in client.get(f"/meetings/{meeting.pk}/").text
    assert client.get(file).status_code == 200
    moderator = factory.person(is_moderator=True)
    hide_material(actor=Actor(moderator), material=material, reason="Secret.")
    assert client.get(file).status_code == 404
    assert material in materials_visible_to(moderator)
    client.force_login(member)
    assert client.post(f"/meetings/materials/{material.pk}/withdraw/").status_code == 303
    assert Material.objects.get().state == "withdrawn"


def test_items_of_a_day_that_is_gone_move_to_the_first(make: Make, facilitator: User) -> None:
    from ict4society.meetings.actions.plan import Plan, edit_meeting

    meeting = make("draft", days=[in_days(30), in_days(31)], time_zone="UTC")
    first, second = meeting.days.all()
    actor = Actor(facilitator)
    add_item(actor=actor, meeting=meeting, values=ItemValues(title="On the second", day=second))
    add_item(actor=actor, meeting=meeting, values=ItemValues(title="On the first", day=first))
    meeting = announce_meeting(actor=actor, meeting=meeting)
    plan = Plan(title=meeting.title, days=[in_days(30)], topic=meeting.topic, time_zone="UTC", city="Brussels")
    edit_meeting(actor=actor, meeting=meeting, version=meeting.version, plan=plan)
    assert titles(meeting) == ["08:00 On the second", "08:30 On the first"] or titles(meeting) == [
        "08:00 On the first",
        "08:30 On the second",
    ]
    second.refresh_from_db()
    assert second.cancelled_at is not None


def test_what_was_on_the_agenda_stays_when_the_meeting_has_begun(
    add: Callable[..., AgendaItem], meeting: Meeting, facilitator: User, thread: Thread
) -> None:
    item = add("Repair")
    link_item(actor=Actor(facilitator), item=item, ref=Ref("discussions.thread", thread.pk))
    start_meeting(actor=Actor(facilitator), meeting=meeting)
    with pytest.raises(Conflict):
        remove_item(actor=Actor(facilitator), item=item)
    edited = edit_item(actor=Actor(facilitator), item=item, version=1, values=ItemValues(title="Repair, longer"))
    assert edited.version == 2
