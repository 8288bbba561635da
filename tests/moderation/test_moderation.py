"""From a report to a decision, the author's way to another look, and what everybody sees of it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.actions.flag_subject import appeal_decision, flag_subject
from ict4society.moderation.models import Decision, Flag
from ict4society.moderation.policies import can_view_decision, decisions_visible_to
from ict4society.moderation.refused import DecisionRefused, FlagRefused
from ict4society.moderation.states import DecisionAction, FlagReason
from ict4society.notifications.models import Notification
from tests.jobs import run_jobs
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db
QUERIES = 5
"""Session, person, unread count and open cases (menu), cases, and one for each kind of subject (2)."""


@pytest.fixture
def author():
    return person("Author")


@pytest.fixture
def moderator():
    return person("Moderator", is_moderator=True)


@pytest.fixture
def post(author):
    thread = open_thread(actor=Actor(facilitator()), title="Thread", topic=topic(), language="en")
    return add_post(actor=Actor(author), thread=thread, text="Rude words.", language="en")


def ref(post) -> Ref:
    return Ref("discussions.post", post.pk)


def report(post, reporter=None, reason=FlagReason.HARASSMENT, text=""):
    return flag_subject(actor=Actor(reporter or person()), ref=ref(post), reason=reason, text=text)


def texts(user) -> list[str]:
    return [entry.text for entry in Notification.objects.filter(user=user)]


def test_a_decision_answers_all_reports_and_everybody_concerned_is_told(post, author, moderator):
    one, two = person("One"), person("Two")
    report(post, one)
    report(post, two, FlagReason.SPAM)
    run_jobs()
    assert any("Reported" in text for text in texts(moderator))
    decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.HIDE, reason="Insults are not allowed.")
    run_jobs()
    assert Post.objects.get(pk=post.pk).hidden_at is not None
    assert not Flag.objects.filter(decision=None).exists()
    assert "What you wrote was hidden by the moderators" in texts(author)
    for reporter in (one, two):
        assert "What you reported was hidden" in texts(reporter)


def test_keeping_changes_nothing_but_answers(post, author, moderator):
    reporter = person()
    report(post, reporter)
    decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.KEEP, reason="Harsh but fair.")
    run_jobs()
    assert Post.objects.get(pk=post.pk).hidden_at is None
    assert "What you reported was kept as it is" in texts(reporter)


def test_the_author_asks_for_another_look_and_another_moderator_takes_it(post, author, moderator):
    first = decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.HIDE, reason="Rude.")
    with pytest.raises(Forbidden):
        appeal_decision(actor=Actor(person()), decision=first, text="Let me in")
    appeal_decision(actor=Actor(author), decision=first, text="I quoted somebody.")
    assert appeal_decision(actor=Actor(author), decision=first, text="again") == Flag.objects.get()
    other = person(is_moderator=True)
    with pytest.raises(DecisionRefused, match="another moderator"):
        decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.KEEP, reason="No.")
    decide_subject(actor=Actor(other), ref=ref(post), action=DecisionAction.RESTORE, reason="It was a quote.")
    run_jobs()
    assert Post.objects.get(pk=post.pk).hidden_at is None
    assert "What you wrote is shown again" in texts(author)
    with pytest.raises(FlagRefused):
        appeal_decision(actor=Actor(author), decision=first, text="once more")


def test_the_only_moderator_may_look_again(post, author, moderator):
    first = decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.HIDE, reason="Rude.")
    appeal_decision(actor=Actor(author), decision=first, text="Please.")
    decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.RESTORE, reason="All right.")


def test_nobody_decides_about_their_own_words(post):
    post.author.is_moderator = True
    post.author.save()
    with pytest.raises(DecisionRefused, match="yourself"):
        decide_subject(actor=Actor(post.author), ref=ref(post), action=DecisionAction.KEEP, reason="Fine.")


def test_a_decision_needs_a_reason_and_a_role(post, moderator):
    with pytest.raises(DecisionRefused, match="reason"):
        decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.KEEP, reason="  ")
    with pytest.raises(Forbidden):
        decide_subject(actor=Actor(person()), ref=ref(post), action=DecisionAction.HIDE, reason="I say so.")
    assert not Decision.objects.exists()


@pytest.mark.parametrize("wrong", [Ref("accounts.person", 1), Ref("discussions.post", 0), Ref("nothing.known", 1)])
def test_only_what_one_sees_and_what_can_be_hidden_is_reported(wrong):
    with pytest.raises(FlagRefused):
        flag_subject(actor=Actor(person()), ref=wrong, reason=FlagReason.SPAM)


def test_reporting_twice_is_one_report(post):
    reporter = person()
    assert report(post, reporter) == report(post, reporter, FlagReason.SPAM)


def test_the_same_policy_for_one_and_for_the_list(post, author, moderator):
    reporter = person()
    report(post, reporter)
    decision = decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.HIDE, reason="Rude.")
    operator, suspended = person(is_operator=True), person(is_moderator=True, is_active=False)
    readers = (author, reporter, moderator, operator, suspended, person(), AnonymousUser())
    for reader in readers:
        assert decisions_visible_to(reader).filter(pk=decision.pk).exists() == can_view_decision(reader, decision)
    assert [can_view_decision(reader, decision) for reader in readers] == [True] * 4 + [False] * 3


class TestPages:
    def test_reporting(self, client, post):
        address = reverse("moderation:flag", args=["discussions.post", post.pk])
        assert client.get(address).status_code == 302
        client.force_login(person())
        assert "Insult, harassment or hate" in client.get(address).content.decode()
        response = client.post(address, {"reason": "spam", "text": ""})
        assert response.status_code == 302
        assert Flag.objects.get().reason == "spam"
        assert client.get("/moderation/flag/accounts.person/1/").status_code == 404
        assert client.get("/moderation/flag/discussions.post/99999999/").status_code == 404

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"reason": "other", "text": ""},
            {"reason": "nonsense", "text": "kept words"},
            {"reason": "spam", "text": "kept words " * 300},
            {"reason": "spam", "text": "kept words \u202e"},
        ],
    )
    def test_nothing_typed_is_lost(self, client, post, data):
        client.force_login(person())
        response = client.post(reverse("moderation:flag", args=["discussions.post", post.pk]), data)
        assert response.status_code == 422
        assert not Flag.objects.exists()
        if data.get("text"):
            assert "kept words" in response.content.decode()

    def test_html_is_shown_as_text(self, client, post, moderator):
        report(post, text="<script>alert(1)</script>")
        client.force_login(moderator)
        text = client.get(reverse("moderation:case", args=["discussions.post", post.pk])).content.decode()
        assert "&lt;script&gt;alert(1)" in text
        assert "Rude words." in text

    def test_deciding(self, client, post, moderator):
        flag = report(post)
        client.force_login(moderator)
        assert f"#{post.number}" in client.get(reverse("moderation:queue")).content.decode()
        case = reverse("moderation:case", args=["discussions.post", post.pk])
        assert client.get(reverse("moderation:flag_case", args=[flag.pk]))["Location"] == case
        assert client.post(case, {"action": "hide", "reason": ""}).status_code == 422
        assert client.post(case, {"action": "hide", "reason": "Insults."}).status_code == 302
        assert "Nothing waits" in client.get(reverse("moderation:queue")).content.decode()
        assert "Insults." in client.get(case).content.decode()

    @pytest.mark.parametrize("name", ["queue", "case"])
    def test_members_have_no_business_there(self, client, post, name):
        arguments = ["discussions.post", post.pk] if name == "case" else []
        client.force_login(person())
        assert client.get(reverse(f"moderation:{name}", args=arguments)).status_code == 403

    @pytest.mark.parametrize("number", [1, 30])
    def test_the_queue_costs_the_same(self, client, post, moderator, number, django_assert_num_queries):
        author = Actor(person())
        flag_subject(actor=author, ref=Ref("discussions.thread", post.thread_id), reason=FlagReason.SPAM)
        for _ in range(number):
            report(add_post(actor=author, thread=post.thread, text="x", language="en"))
        client.force_login(moderator)
        client.get(reverse("moderation:queue"))
        with django_assert_num_queries(QUERIES):
            client.get(reverse("moderation:queue"), {"page": "1"})
        assert client.get(reverse("moderation:queue"), {"page": "2"}).status_code == 200

    def test_the_log_names_nobody(self, client, post, author, moderator):
        reporter = person("Reporter")
        report(post, reporter)
        decision = decide_subject(
            actor=Actor(moderator), ref=ref(post), action=DecisionAction.HIDE, reason="Secret why"
        )
        response = client.get(reverse("moderation:decisions"))
        text = response.content.decode()
        assert "hidden" in text
        assert "Insult, harassment or hate" in text
        for secret in ("Secret why", "Rude words", "Author", "Reporter", "Moderator<"):
            assert secret not in text
        assert response.page_tags == ("decisions",)
        for reader, status in ((author, 200), (reporter, 200), (person(), 404)):
            client.force_login(reader)
            assert client.get(reverse("moderation:decision", args=[decision.pk])).status_code == status

    def test_the_author_appeals_on_the_page(self, client, post, author, moderator):
        decision = decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.HIDE, reason="Rude.")
        address = reverse("moderation:decision", args=[decision.pk])
        client.force_login(author)
        assert client.post(address, {"text": ""}).status_code == 422
        assert client.post(address, {"text": "I quoted."}).status_code == 302
        assert "Another look has been asked for" in client.get(address).content.decode()


def test_the_interface_for_programs(client, post, moderator, monkeypatch):
    from ict4society.foundation.api import tokens

    reporter = person()
    monkeypatch.setattr(tokens, "_authenticators", [{"w": (reporter, {"read", "write"})}.get])
    key = {"authorization": "Bearer w"}
    body = {"subject_kind": "discussions.post", "subject_id": post.pk, "reason": "spam"}
    made = client.post("/api/v1/moderation/flags", body, content_type="application/json", headers=key)
    assert made.status_code == 201
    assert client.get("/api/v1/moderation/flags", headers=key).json()["items"] == [made.json()]
    wrong = client.post(
        "/api/v1/moderation/flags", {**body, "reason": "other"}, content_type="application/json", headers=key
    )
    assert wrong.json()["errors"][0]["pointer"] == "#/text"
    decide_subject(actor=Actor(moderator), ref=ref(post), action=DecisionAction.KEEP, reason="Why not")
    (item,) = client.get("/api/v1/moderation/decisions").json()["items"]
    assert item["reasons"] == ["spam"]
    assert "Why not" not in str(item)
