"""Mandates: given, asked for, offered by mail, ended."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from ict4society.accounts.actions.close import close_account
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.organisations.actions.invitation import accept_invitations_for, invite_colleague
from ict4society.organisations.actions.request import grant_request, request_mandate
from ict4society.organisations.invitation_links import invitation_path
from ict4society.organisations.models import Invitation, Mandate, MandateRequest
from tests.jobs import run_jobs
from tests.people.factory import mandate, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return person()


@pytest.fixture
def ours(boss):
    return organisation(representative=boss)


def events() -> list[str]:
    return [name.rpartition(".")[2] for name in EventRecord.objects.order_by("pk").values_list("name", flat=True)]


def mandates_page(organisation):
    return reverse("organisations:mandates", args=[organisation.slug])


def test_a_representative_gives_a_colleague_a_mandate(client, boss, ours):
    colleague = person()
    client.force_login(boss)
    day = timezone.localdate() + timedelta(days=30)
    sent = {"email": colleague.email.upper(), "role": "delegate", "until": day.isoformat()}
    assert client.post(mandates_page(ours), sent).status_code == 302
    given = Mandate.objects.get(user=colleague)
    assert given.is_active
    assert timezone.localtime(given.expires_at).date() == day
    assert events() == ["mandate_granted"]
    client.force_login(colleague)
    assert ours.name in client.get(reverse("organisations:mine")).content.decode()


@pytest.mark.parametrize("who", ["member", "delegate", "other_representative", "moderator"])
def test_nobody_else_gives_mandates(client, ours, who):
    people = {
        "member": person,
        "delegate": lambda: mandate(person(), ours).user,
        "other_representative": lambda: mandate(person(), organisation(), role="representative").user,
        "moderator": lambda: person(is_moderator=True),
    }
    client.force_login(people[who]())
    assert client.get(mandates_page(ours)).status_code == 403
    assert client.post(mandates_page(ours), {"email": person().email, "role": "delegate"}).status_code == 403
    assert Mandate.objects.filter(organisation=ours, role="delegate").count() == (who == "delegate")


def test_a_revoked_mandate_ends_at_once(client, boss, ours):
    given = mandate(person(), ours)
    client.force_login(boss)
    client.post(reverse("organisations:revoke", args=[ours.slug, given.pk]))
    given.refresh_from_db()
    assert not given.is_active
    assert events() == ["mandate_revoked"]
    assert client.post(reverse("organisations:revoke", args=[ours.slug, given.pk])).status_code == 404


def test_the_last_representative_stays(client, boss, ours):
    own = boss.mandates.get()
    client.force_login(boss)
    response = client.post(reverse("organisations:revoke", args=[ours.slug, own.pk]), follow=True)
    assert "would be without a representative" in response.content.decode()
    assert boss.mandates.get().is_active
    response = client.post(mandates_page(ours), {"email": boss.email, "role": "delegate"})
    assert response.status_code == 422
    assert boss.mandates.get().role == "representative"
    mandate(person(), ours, role="representative")
    assert client.post(reverse("organisations:revoke", args=[ours.slug, own.pk])).url == reverse("organisations:mine")
    assert not boss.mandates.get().is_active


def test_a_colleague_who_only_has_a_limited_mandate_given_up_by_themself(client, ours):
    given = mandate(person(), ours)
    client.force_login(given.user)
    client.post(reverse("organisations:revoke", args=[ours.slug, given.pk]))
    given.refresh_from_db()
    assert not given.is_active
    assert EventRecord.objects.get().payload["given_up"]


def test_delegates_do_not_end_other_peoples_mandates(client, boss, ours):
    client.force_login(mandate(person(), ours).user)
    response = client.post(reverse("organisations:revoke", args=[ours.slug, boss.mandates.get().pk]))
    assert response.status_code == 403
    assert boss.mandates.get().is_active


def test_a_mandate_of_another_organisation_is_not_found_here(client, boss, ours):
    elsewhere = mandate(person(), organisation())
    client.force_login(boss)
    assert client.post(reverse("organisations:revoke", args=[ours.slug, elsewhere.pk])).status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.is_active


def test_one_that_ran_out_can_be_given_again(client, boss, ours):
    colleague = person()
    ended = mandate(colleague, ours)
    Mandate.objects.filter(pk=ended.pk).update(expires_at=timezone.now() - timedelta(days=1))
    client.force_login(boss)
    assert client.post(mandates_page(ours), {"email": colleague.email, "role": "delegate"}).status_code == 302
    assert Mandate.objects.active().get(user=colleague).pk != ended.pk


@pytest.mark.parametrize("sent", [{"email": "none"}, {"role": "king"}, {"until": "2001-01-01"}, {"until": "tomorrow"}])
def test_faults_in_the_form(client, boss, ours, sent):
    client.force_login(boss)
    typed = {"email": person().email, "role": "delegate"} | sent
    response = client.post(mandates_page(ours), typed)
    assert response.status_code == 422
    assert typed["email"] in response.content.decode()


def test_a_member_asks_and_a_representative_says_yes(client, boss, ours):
    member = person()
    client.force_login(member)
    address = reverse("organisations:ask", args=[ours.slug])
    assert client.get(address).status_code == 200
    for _again in range(2):
        assert client.post(address, {"message": "I am the <b>secretary</b>."}).url == ours.get_absolute_url()
    asked = MandateRequest.objects.get()
    assert "You have asked for a mandate" in client.get(ours.get_absolute_url()).content.decode()
    client.force_login(boss)
    assert "I am the &lt;b&gt;secretary&lt;/b&gt;." in client.get(mandates_page(ours)).content.decode()
    answer = reverse("organisations:answer", args=[ours.slug, asked.pk])
    client.post(answer, {"role": "delegate"})
    assert Mandate.objects.active().get(user=member).role == "delegate"
    asked.refresh_from_db()
    assert asked.granted
    assert asked.decided_by == boss
    assert events() == ["mandate_requested", "mandate_granted"]
    assert client.post(answer, {"role": "delegate"}).status_code == 404
    client.force_login(member)
    response = client.post(address, {"message": ""})
    assert response.status_code == 422
    assert "already" in response.content.decode()


def test_a_representative_says_no(client, boss, ours):
    asked = MandateRequest.objects.create(organisation=ours, user=person())
    client.force_login(boss)
    client.post(reverse("organisations:answer", args=[ours.slug, asked.pk]), {"decline": "1"})
    asked.refresh_from_db()
    assert asked.decided_at
    assert not asked.granted
    assert events() == ["request_declined"]
    assert not Mandate.objects.filter(user=asked.user).exists()


def test_requests_are_answered_by_representatives_only(client, ours):
    asked = MandateRequest.objects.create(organisation=ours, user=person())
    client.force_login(asked.user)
    assert (
        client.post(reverse("organisations:answer", args=[ours.slug, asked.pk]), {"role": "delegate"}).status_code
        == 403
    )


def test_an_address_without_account_is_invited(client, boss, ours):
    client.force_login(boss)
    client.post(mandates_page(ours), {"email": "New@Example.net", "role": "delegate"})
    offered = Invitation.objects.get()
    assert offered.email == "new@example.net"
    assert events() == ["colleague_invited"]
    assert "new@example.net" not in str(EventRecord.objects.get().payload)
    assert "new@example.net" in client.get(mandates_page(ours)).content.decode()
    client.post(mandates_page(ours), {"email": "new@example.net", "role": "representative"})
    assert Invitation.objects.open().get().role == "representative"
    client.post(reverse("organisations:withdraw_invitation", args=[ours.slug, Invitation.objects.open().get().pk]))
    assert not Invitation.objects.open().exists()
    assert client.get(invitation_path(offered)).status_code == 404


def offer(boss, ours, email="new@example.net") -> Invitation:
    return invite_colleague(actor=Actor(boss, ours), organisation=ours, email=email, role="delegate")


def test_an_invitation_is_accepted_by_its_link(client, boss, ours):
    offered = offer(boss, ours)
    address = invitation_path(offered)
    assert ours.name in client.get(address).content.decode()
    assert client.post(address).status_code == 403
    member = person()
    client.force_login(member)
    assert client.post(address).url == ours.get_absolute_url()
    assert Mandate.objects.active().get(user=member).role == "delegate"
    other = person()
    client.force_login(other)
    assert client.post(address).status_code == 404
    assert not other.mandates.exists()


def test_a_changed_link_opens_nothing(client, boss, ours):
    address = invitation_path(offer(boss, ours))
    assert client.get(address[:-3] + "xx/").status_code == 404
    assert client.get(reverse("organisations:invitation", args=["1"])).status_code == 404


def test_an_old_invitation_opens_nothing(client, boss, ours):
    offered = offer(boss, ours)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert client.get(invitation_path(offered)).status_code == 404


def test_confirming_the_invited_address_gives_the_mandate(boss, ours):
    member = person()
    offer(boss, ours, member.email)
    assert [held.organisation for held in accept_invitations_for(member)] == [ours]
    assert Mandate.objects.active().get(user=member).role == "delegate"


def test_an_unconfirmed_address_gives_nothing(boss, ours):
    member = person()
    offer(boss, ours, member.email)
    member.emailaddress_set.update(verified=False)
    assert accept_invitations_for(member) == []
    assert not member.mandates.exists()


def test_nobody_acts_for_an_organisation_without_mandate(boss, ours):
    from ict4society.organisations.acting import ActingForm

    member = person()
    given = mandate(member, ours)
    form = ActingForm({"acting_as": str(ours.pk)}, user=member)
    assert form.is_valid()
    assert form.actor().organisation == ours
    Mandate.objects.filter(pk=given.pk).update(revoked_at=timezone.now())
    fresh = type(member).objects.get(pk=member.pk)
    form = ActingForm({"acting_as": str(ours.pk)}, user=fresh)
    assert not form.is_valid()
    assert "You have no mandate" in str(form.errors["acting_as"])
    with pytest.raises(ValueError, match="is_valid"):
        form.actor()
    assert ActingForm({"acting_as": ""}, user=fresh).is_valid()
    for nonsense in ("0", "-1", "abc", "9" * 40, "\x00"):
        assert not ActingForm({"acting_as": nonsense}, user=fresh).is_valid()


def test_the_invitation_is_mailed_with_its_link(client, boss, ours):
    client.force_login(boss)
    client.post(mandates_page(ours), {"email": "new@example.net", "role": "delegate"})
    run_jobs()
    [message] = [message for message in mail.outbox if message.to == ["new@example.net"]]
    assert message.subject == f"{ours.name} invites you to ICT4Society"
    address = re.search(r"https?://[^/]+(/organisations/invitations/\S+)", message.body).group(1)
    client.logout()
    page = client.get(address).content.decode()
    assert ours.name in page
    assert "/accounts/signup/?next=" in page


def test_joining_with_the_invited_address_gives_the_mandate(client, boss, ours):
    offer(boss, ours)
    run_jobs()
    mail.outbox.clear()
    sent = {"name": "New", "email": "new@example.net", "password1": "correct horse battery"}
    client.post("/accounts/signup/", sent)
    client.post(re.search(r"https?://[^/]+(/accounts/\S+)", mail.outbox[0].body).group(1))
    held = Mandate.objects.active().get(user__email="new@example.net")
    assert (held.organisation, held.role) == (ours, "delegate")


def test_everyone_concerned_is_told(client, boss, ours):
    member, second = person(), mandate(person(), ours, role="representative").user
    request = request_mandate(actor=Actor(member), organisation=ours, message="Please")
    run_jobs()
    assert told() == {boss.pk, second.pk}
    grant_request(actor=Actor(boss, ours), request=request, role="delegate")
    run_jobs()
    assert told() == {boss.pk, second.pk, member.pk}


def told() -> set[int]:
    from ict4society.notifications.models import Notification

    return set(Notification.objects.values_list("user_id", flat=True))


def test_a_closed_account_acts_for_nobody(boss, ours):
    member = mandate(person(), ours).user
    close_account(actor=Actor(member))
    run_jobs()
    assert not Mandate.objects.active().filter(user=member).exists()
