"""Profile, language, drafts, tokens, closing, export, roles."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from ict4society.accounts.actions import roles
from ict4society.accounts.actions.close import close_account
from ict4society.accounts.models import ApiToken, Draft, User
from ict4society.accounts.queries import draft_for
from ict4society.accounts.refused import AccountRefused
from ict4society.accounts.tokens import user_for_token
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Forbidden
from tests.people.factory import organisation, person

pytestmark = pytest.mark.django_db
PASSWORD = "a good long password"
PROFILE = {"name": "Ada", "about": "I <b>repair</b>.", "country": "FR", "language": "en", "time_zone": "Europe/Paris"}


def sign_in(client, member) -> None:
    """With the password, and confirmed once more, so that what is sensitive does not ask again."""
    client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.fixture
def member(client):
    user = person()
    sign_in(client, user)
    return user


def test_a_profile_is_edited_and_public(client, member):
    assert client.post(reverse("accounts:profile"), PROFILE).status_code == 302
    client.logout()
    text = client.get(reverse("accounts:person", args=[member.pk])).content.decode()
    assert "I &lt;b&gt;repair&lt;/b&gt;." in text
    assert "France" in text
    assert member.email not in text
    record = EventRecord.objects.get(name="accounts.profile_changed")
    assert "repair" not in json.dumps(record.payload)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"about": "x" * 2001},
        {"about": "a\u202eb"},
        {"country": "XX"},
        {"language": "tlh"},
        {"time_zone": "Mars/Olympus"},
        {"about": "null \x00"},
    ],
)
def test_faults_in_the_profile(client, member, change):
    response = client.post(reverse("accounts:profile"), PROFILE | change)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    member.refresh_from_db()
    assert member.name != "Ada"


def test_unknown_person_is_a_404(client):
    assert client.get("/accounts/people/999999/").status_code == 404
    assert client.get("/accounts/people/99999999999999999999999/").status_code == 404


def test_the_language_of_the_profile_counts_and_the_switch_changes_it(client, member):
    client.post(reverse("accounts:profile"), PROFILE | {"language": "de"})
    assert '<html lang="de"' in client.get("/topics/", headers={"Accept-Language": "fr"}).content.decode()
    client.post("/preferences/language/", {"language": "fr", "next": "/topics/"})
    member.refresh_from_db()
    assert member.language == "fr"
    assert '<html lang="fr"' in client.get("/topics/").content.decode()


def test_a_zone_that_nobody_knows_does_no_harm(client, member):
    User.objects.update(time_zone="Mars/Olympus")
    assert client.get("/topics/").status_code == 200


def test_a_draft_survives_the_browser(client, member):
    address = reverse("accounts:draft", args=["discussions.reply:12"])
    assert client.get(address).json() == {"fields": {}}
    sent = json.dumps({"fields": {"text": "Half a thought 🙂", "csrfmiddlewaretoken": "x"}})
    saved = client.put(address, sent, content_type="application/json", headers={"X-Draft-Address": "/discussions/12/"})
    assert saved.status_code == 204
    client.logout()
    sign_in(client, member)
    assert client.get(address).json() == {"fields": {"text": "Half a thought 🙂"}}
    assert draft_for(member, "discussions.reply:12") == {"text": "Half a thought 🙂"}
    page = client.get(reverse("accounts:drafts")).content.decode()
    assert "Half a thought 🙂" in page
    assert "Go on writing" in page
    other = person()
    client.force_login(other)
    assert client.get(address).json() == {"fields": {}}
    client.force_login(member)
    client.post(reverse("accounts:discard_draft", args=["discussions.reply:12"]))
    assert not Draft.objects.exists()


def test_a_draft_is_saved_without_script_and_leads_back(client, member):
    address = reverse("accounts:draft", args=["agenda.propose"])
    sent = {"title": "T", "text": "Words", "topics": ["1", "2"], "idempotency_key": "x"}
    response = client.post(address, sent, headers={"Referer": "http://testserver/agenda/new/?a=b"})
    assert response.url == "/agenda/new/?a=b"
    assert draft_for(member, "agenda.propose") == {"title": "T", "text": "Words", "topics": ["1", "2"]}
    assert client.post(address, sent, headers={"Referer": "https://evil.example/"}).url == reverse("accounts:drafts")
    assert client.delete(address).status_code == 204
    assert draft_for(member, "agenda.propose") is None


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("Not a place!", {"fields": {"text": "x"}}),
        ("a.b", {"fields": {"text": "x" * 100_001}}),
        ("a.b", {"fields": {f"f{n}": "x" for n in range(61)}}),
        ("a.b", {"fields": {"text": "null \x00"}}),
        ("a.b", {"fields": {"text": 5}}),
        ("a.b", {"fields": []}),
        ("a.b", []),
        ("a.b", None),
    ],
)
def test_what_is_no_draft_is_refused(client, member, place, body):
    text = json.dumps(body) if body is not None else "{"
    response = client.put(reverse("accounts:draft", args=[place]), text, content_type="application/json")
    assert response.status_code == 422
    assert response.json()["detail"]
    assert not Draft.objects.exists()


def test_there_are_at_most_a_hundred_drafts(client, member):
    Draft.objects.bulk_create(Draft(user=member, place=f"a.b:{n}", fields={}) for n in range(100))
    put = lambda place: client.put(  # noqa: E731
        reverse("accounts:draft", args=[place]), json.dumps({"fields": {"t": "x"}}), content_type="application/json"
    )
    assert put("a.c").status_code == 422
    assert put("a.b:7").status_code == 204


def test_lists_cost_the_same_for_one_and_for_many(client, member, django_assert_num_queries):
    for route, make in {
        "accounts:drafts": lambda n: Draft.objects.create(user=member, place=f"a.b:{n}", fields={"t": "x"}),
        "accounts:tokens": lambda n: ApiToken.objects.create(
            user=member, label="x", digest=str(n), hint="h", scopes=["read"]
        ),
    }.items():
        make(0)
        client.get(reverse(route))
        with django_assert_num_queries(4):
            client.get(reverse(route))
        for number in range(1, 15):
            make(number)
        with django_assert_num_queries(4):
            client.get(reverse(route))


def test_a_token_is_shown_once_and_opens_what_it_may(client, member):
    sent = {"label": "Import", "scopes": ["read"], "lifetime": "30", "idempotency_key": "abcdefgh-1234"}
    page = client.post(reverse("accounts:add_token"), sent)
    text = page.content.decode()
    raw = text.split('id="new-token">')[1].split("<")[0]
    assert page["Cache-Control"].startswith("max-age=0")
    token = ApiToken.objects.get()
    assert raw not in (token.digest, token.hint)
    assert timedelta(days=29) < token.expires_at - timezone.now() < timedelta(days=31)
    assert raw not in client.get(reverse("accounts:tokens")).content.decode()
    again = client.post(reverse("accounts:add_token"), sent, follow=True)
    assert raw not in again.content.decode()
    assert ApiToken.objects.count() == 1
    assert user_for_token(raw) == (member, frozenset({"read"}))
    token.refresh_from_db()
    assert token.last_used_at
    me = client.get("/api/v1/accounts/me", headers={"Authorization": f"Bearer {raw}"}).json()
    assert me["id"] == member.pk
    write = client.put("/api/v1/topics/nothing/follow", headers={"Authorization": f"Bearer {raw}"})
    assert write.status_code == 403
    client.post(reverse("accounts:revoke_token", args=[token.pk]))
    assert user_for_token(raw) is None
    assert client.get("/api/v1/accounts/me", headers={"Authorization": f"Bearer {raw}"}).status_code == 401


def test_tokens_of_others_expired_ones_and_nonsense_open_nothing(client, member):
    theirs = ApiToken.objects.create(user=person(), label="x", digest="d", hint="h", scopes=["read"])
    assert client.post(reverse("accounts:revoke_token", args=[theirs.pk])).status_code == 404
    from ict4society.accounts.tokens import digest

    own = ApiToken.objects.create(user=member, label="x", digest=digest("raw"), hint="h", scopes=["read"])
    assert user_for_token("raw")
    ApiToken.objects.filter(pk=own.pk).update(expires_at=timezone.now())
    assert user_for_token("raw") is None
    ApiToken.objects.filter(pk=own.pk).update(expires_at=None)
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert user_for_token("raw") is None
    assert user_for_token("") is None


@pytest.mark.parametrize("change", [{"label": ""}, {"scopes": []}, {"scopes": ["all"]}, {"lifetime": "9999"}])
def test_faults_in_the_form_of_a_token(client, member, change):
    sent = {"label": "Import", "scopes": ["read"], "lifetime": "30"} | change
    assert client.post(reverse("accounts:add_token"), sent).status_code == 422
    assert not ApiToken.objects.exists()


def test_a_closed_account_leaves_no_name_and_no_way_in(client, member):
    email = member.email
    ApiToken.objects.create(user=member, label="x", digest="d", hint="h", scopes=["read"])
    client.put(reverse("accounts:draft", args=["a.b"]), '{"fields": {"t": "x"}}', content_type="application/json")
    assert client.post(reverse("accounts:close"), {}).status_code == 422
    assert client.post(reverse("accounts:close"), {"understood": "on"}).url == "/"
    member.refresh_from_db()
    assert (member.name, member.about, member.is_active) == ("Former member", "", False)
    assert email not in json.dumps(list(User.objects.values()), default=str)
    assert not member.emailaddress_set.exists()
    assert not Draft.objects.exists()
    assert not ApiToken.objects.exists()
    assert client.get(reverse("accounts:settings")).status_code == 302
    sign_in(client, person())
    assert "has left the community" in client.get(reverse("accounts:person", args=[member.pk])).content.decode()
    assert client.post("/accounts/login/", {"login": email, "password": "a good long password"}).status_code in (
        302,
        422,
    )
    assert EventRecord.objects.filter(name="accounts.account_closed").exists()


def test_what_must_be_settled_first(client, member):
    organisation(representative=member, name="Ours")
    text = client.get(reverse("accounts:close")).content.decode()
    assert "only representative of Ours" in text
    with pytest.raises(AccountRefused, match="Ours"):
        close_account(actor=Actor(member))
    operator = person(is_operator=True)
    with pytest.raises(AccountRefused, match="only operator"):
        close_account(actor=Actor(operator))


def test_everything_kept_can_be_taken_away(client, member):
    organisation(representative=member, name="Ours")
    client.post(reverse("accounts:profile"), PROFILE)
    response = client.get(reverse("accounts:export"))
    assert response["Content-Disposition"].startswith("attachment")
    kept = json.loads(response.content)
    assert kept["profile"]["email"] == member.email
    assert kept["activity"][0]["name"] == "accounts.profile_changed"
    assert kept["mandates"][0]["organisation"] == "Ours"
    assert kept["topics_followed"] == []
    assert "password" not in response.content.decode()


def test_only_operators_change_roles(client):
    operator, other = person(is_operator=True), person()
    for who in (person(), person(is_moderator=True)):
        with pytest.raises(Forbidden):
            roles.appoint_moderator(actor=Actor(who), person=other)
        with pytest.raises(Forbidden):
            roles.suspend_account(actor=Actor(who), person=other, reason="no")
        client.force_login(who)
        assert client.get(reverse("accounts:people")).status_code == 403
    with pytest.raises(AccountRefused):
        roles.dismiss_operator(actor=Actor(operator), person=operator)
    client.force_login(operator)
    client.post(reverse("accounts:people"), {"email": other.email, "role": "operator"})
    other.refresh_from_db()
    assert other.is_operator
    assert client.post(reverse("accounts:people"), {"email": "no@example.org", "role": "operator"}).status_code == 422
    client.post(reverse("accounts:dismiss", args=[other.pk, "operator"]))
    other.refresh_from_db()
    assert not other.is_operator
    page = client.post(reverse("accounts:dismiss", args=[operator.pk, "operator"]), follow=True).content.decode()
    assert "only operator" in page
    names = EventRecord.objects.order_by("pk").values_list("name", "payload__role", "actor_id")
    expected = [
        ("accounts.role_appointed", "operator", operator.pk),
        ("accounts.role_dismissed", "operator", operator.pk),
    ]
    assert list(names) == expected


def test_a_suspended_account_is_shut_at_once_and_can_be_opened(client, member):
    from django.test import Client

    operator = person(is_operator=True)
    console = Client()
    console.force_login(operator)
    address = reverse("accounts:suspend", args=[member.pk])
    assert console.get(address).status_code == 200
    assert console.post(address, {"reason": ""}).status_code == 422
    console.post(address, {"reason": "Spam"})
    assert client.get(reverse("accounts:settings")).status_code == 302
    assert "Suspended" in console.get(reverse("accounts:people")).content.decode()
    console.post(reverse("accounts:reinstate", args=[member.pk]))
    sign_in(client, member)
    assert client.get(reverse("accounts:settings")).status_code == 200
    refused = console.post(reverse("accounts:suspend", args=[operator.pk]), {"reason": "Me"})
    assert refused.status_code == 422


def test_people_are_found_and_cost_the_same(client, django_assert_num_queries):
    operator = person(is_operator=True, name="Zoe Operator")
    client.force_login(operator)
    with django_assert_num_queries(5):
        client.get(reverse("accounts:people"))
    for _number in range(30):
        person()
    with django_assert_num_queries(5):
        client.get(reverse("accounts:people"))
    text = client.get(reverse("accounts:people"), {"q": "zoe"}).content.decode()
    assert "Zoe Operator" in text
    assert "Person " not in text.split("<table")[1].split("</table")[0]


def test_the_command_makes_operators(capsys):
    member = person()
    call_command("create_operator", member.email.upper())
    member.refresh_from_db()
    assert member.is_operator
    call_command("create_operator", "new@example.org", name="New One", password="a good long password")
    new = User.objects.get(email="new@example.org")
    assert new.is_operator
    assert new.check_password("a good long password")
    for arguments in (["none"], ["weak@example.org", "--name=Weak", "--password=short"]):
        with pytest.raises(CommandError):
            call_command("create_operator", *arguments)
    assert User.objects.count() == 2
