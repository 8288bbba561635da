"""The pages of rounds, through HTTP."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ict4society import deliberation
from ict4society.accounts.models import User
from ict4society.deliberation.actions.close_round import close_due_rounds, close_round
from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.models import Participant, Round, Spokesperson, Statement, Vote
from ict4society.deliberation.policies import rounds_visible_to, statements_visible_to
from ict4society.deliberation.states import ROUND_TRANSITIONS, STATEMENT_TRANSITIONS, Choice, RoundState, StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import can
from ict4society.organisations.models import Mandate
from tests.deliberation.rounds import Setting, a_round, a_statement, delegate, vote
from tests.people.factory import facilitator, mandate, organisation, person, topic

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & “quotes”"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, setting: Setting, *more: object) -> str:
    return reverse(f"deliberation:{name}", args=[setting.round.slug, *more])


def filled(**changes: object) -> dict[str, object]:
    """What the form of a new round sends."""
    values: dict[str, object] = {
        "title": "Repair",
        "description": "*What* we want",
        "language": "en",
        "results_shown": "after_vote",
        "members_propose": "on",
        "closes_at": "",
        "min_groups": 3,
        "min_group_size": 5,
        "agreement_threshold": 0.6,
        "quantile": 0.1,
        "opposition_threshold": 0.25,
        "block_probability": 0.5,
        "oppose_probability": 0.9,
        "prior": 0.5,
        "z": 1.645,
        "subject": "",
        "version": 0,
    }
    return values | changes


def test_a_facilitator_prepares_opens_edits_and_closes_a_round() -> None:
    about = topic()
    client = signed_in(facilitator(about))
    assert client.get(reverse("deliberation:new") + f"?topic={about.slug}").status_code == 200
    answer = client.post(reverse("deliberation:new"), filled(topic=about.pk, idempotency_key="a" * 20))
    again = client.post(reverse("deliberation:new"), filled(topic=about.pk, idempotency_key="a" * 20))
    made = Round.objects.get()
    assert answer.status_code == again.status_code == 302
    assert (made.slug, made.state, made.description_html) == ("repair", "draft", "<p><em>What</em> we want</p>\n")
    page = client.get(answer["Location"]).content.decode()
    assert "In preparation" in page
    assert Client().get(answer["Location"]).status_code == 404
    client.post(reverse("deliberation:open", args=["repair"]))
    assert Round.objects.get().state == RoundState.OPEN
    edited = client.post(reverse("deliberation:edit", args=["repair"]), {"title": "Repair it", "version": 2})
    assert edited.status_code == 302
    made.refresh_from_db()
    assert (made.title, made.members_propose) == ("Repair it", False)
    client.post(reverse("deliberation:close", args=["repair"]))
    made.refresh_from_db()
    assert made.state == RoundState.CLOSED
    assert client.post(reverse("deliberation:close", args=["repair"])).status_code == 302  # says that it is closed
    assert client.post(reverse("deliberation:edit", args=["repair"]), {"title": "No", "version": 4}).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 161),
        ("title", "turned \u202e round"),
        ("description", "x" * 5001),
        ("results_shown", "never"),
        ("language", "tlh"),
        ("topic", 99_999),
        ("closes_at", "2001-01-01T10:00"),
        ("quantile", 0.7),
        ("min_groups", 0),
        ("z", "nan"),
        ("oppose_probability", 0.1),
    ],
)
def test_errors_lose_nothing(field: str, value: object) -> None:
    about = topic()
    client = signed_in(facilitator(about))
    sent = filled(topic=about.pk, description=HOSTILE) | {field: value}
    answer = client.post(reverse("deliberation:new"), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert field == "description" or "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert not Round.objects.exists()


def test_a_stale_edit_shows_both() -> None:
    setting = a_round(opened=False, description="Theirs once")
    client = signed_in(setting.facilitator)
    url = address("edit", setting)
    sent = filled(topic=setting.round.topic_id, version=setting.round.version)
    assert client.post(url, sent | {"description": "First words"}).status_code == 302
    stale = client.post(url, sent | {"description": "Second words"})
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "First" in page
    assert "Second" in page
    Round.objects.get(description="First words")


def test_roles() -> None:
    """Who facilitates another topic, or none, manages nothing here."""
    setting = a_round(opened=False)
    others = [person(), facilitator(topic()), person(is_moderator=True)]
    for user in others:
        client = signed_in(user)
        assert client.get(address("round", setting)).status_code == 404
        assert client.post(address("open", setting)).status_code == 404
    signed_in(setting.facilitator).post(address("open", setting))
    for user in others:
        client = signed_in(user)
        assert client.post(address("close", setting)).status_code == 403
        assert client.get(address("edit", setting)).status_code == 403
        number = setting.statements[0].number
        assert client.post(address("reject", setting, number), {"reason": "no"}).status_code == 403
        assert client.post(address("accept", setting, number)).status_code == 403
    assert signed_in(person()).get(reverse("deliberation:new")).status_code == 403
    assert Client().get(reverse("deliberation:new")).status_code == 302


def test_lists_and_single_objects_agree() -> None:
    """``visible_to`` and the pages give the same answer for every role."""
    draft, opened = a_round(opened=False, title="Draft"), a_round(title="Open")
    author = person()
    proposed = a_statement(opened, "Something quite different about elephants", author)
    everybody = [None, author, person(), draft.facilitator, opened.facilitator, facilitator(None)]
    for user in everybody:
        from django.contrib.auth.models import AnonymousUser

        reader = user or AnonymousUser()
        client = signed_in(user) if user else Client()
        visible = set(rounds_visible_to(reader).values_list("pk", flat=True))
        for setting in (draft, opened):
            seen = client.get(address("round", setting)).status_code == 200
            assert seen == (setting.round.pk in visible)
            assert not can(reader, "deliberation.manage_round", setting.round) or seen
        statements = set(statements_visible_to(reader).values_list("pk", flat=True))
        for setting in (draft, opened):
            for statement in Statement.objects.filter(round=setting.round):
                seen = client.get(address("statement", setting, statement.number)).status_code == 200
                assert seen == (statement.pk in statements)
        assert (proposed.pk in statements) == (user in (author, opened.facilitator, everybody[-1]))


@pytest.mark.parametrize("rounds", [1, 9])
def test_the_list_costs_the_same_for_many(rounds: int, django_assert_num_queries: object) -> None:
    for number in range(rounds):
        found = a_round(1, title=f"Round {number}")
        vote(person(), found.statements[0])
        compute_result(found.round.pk)
    client = Client()
    client.get(reverse("deliberation:index"))
    with django_assert_num_queries(2):  # type: ignore[operator]
        page = client.get(reverse("deliberation:index")).content.decode()
    assert page.count("1 participant") == rounds


@pytest.mark.parametrize("statements", [1, 30])
def test_a_round_costs_the_same_for_many(statements: int, django_assert_max_num_queries: object) -> None:
    setting = a_round(statements)
    user, body = delegate()
    for statement in setting.statements[: statements // 2]:
        vote(user, statement, Choice.AGREE, body)
    compute_result(setting.round.pk)
    client = signed_in(user)
    client.get(address("round", setting))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(address("round", setting)).status_code == 200


def test_taking_positions_one_after_the_other() -> None:
    setting = a_round(3)
    user = person()
    client = signed_in(user)
    for done in range(3):
        page = client.get(address("round", setting)).content.decode()
        assert f"{done} of 3" in page
        number = int(page.split("/statements/")[1].split("/")[0])
        answer = client.post(address("vote", setting, number), {"position": "agree", "next": "round"})
        assert answer.status_code == 302
        assert f"after={number}" in answer["Location"]
        after = client.get(answer["Location"]).content.decode()
        assert "You agree" in after
    assert "You have taken a position on every statement" in client.get(address("round", setting)).content.decode()
    assert Vote.objects.filter(choice=1).count() == 3


def test_htmx_gets_the_next_statement_alone() -> None:
    setting = a_round(2)
    client = signed_in(person())
    headers = {"HX-Request": "true"}
    number = setting.statements[0].number
    answer = client.post(address("vote", setting, number), {"position": "pass", "next": "round"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.lstrip().startswith('<section id="board"')
    assert setting.statements[1].text in page
    assert "<html" not in page
    refused = client.post(address("vote", setting, number), {"position": "maybe", "next": "round"}, headers=headers)
    assert refused.status_code == 422
    assert setting.statements[0].text in refused.content.decode()


def test_acting_for_an_organisation_is_remembered_and_a_lost_mandate_loses_no_choice() -> None:
    setting = a_round(3)
    user, body = delegate()
    client = signed_in(user)
    first, second, third = (statement.number for statement in setting.statements)
    client.post(address("vote", setting, first), {"position": "agree", "acting_as": body.pk, "next": "round"})
    assert Participant.objects.get().organisation == body
    page = client.get(address("statement", setting, second)).content.decode()
    assert f'value="{body.pk}" selected' in page
    Mandate.objects.update(revoked_at=timezone.now())
    refused = client.post(address("vote", setting, second), {"position": "disagree", "acting_as": body.pk})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "no mandate" in page
    assert page.count('value="disagree" aria-pressed="true"') == 1
    assert Vote.objects.count() == 1
    assert client.get(address("round", setting)).status_code == 200
    assert Spokesperson.objects.get().organisation == body
    assert client.post(address("vote", setting, third), {"position": "agree"}).status_code == 302


def test_two_organisations_in_one_round_are_refused_with_their_names() -> None:
    setting = a_round(2)
    user, first = delegate()
    second = organisation(name="Second Voice")
    mandate(user, second)
    client = signed_in(user)
    number = setting.statements[0].number
    client.post(address("vote", setting, number), {"position": "agree", "acting_as": first.pk})
    refused = client.post(address("vote", setting, number), {"position": "agree", "acting_as": second.pk})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert first.name in page
    assert "Second Voice" in page


def test_colleagues_see_who_gave_the_last_position() -> None:
    setting = a_round(1)
    user, body = delegate()
    colleague = person("Ines Colleague")
    mandate(colleague, body)
    vote(colleague, setting.statements[0], Choice.PASS, body)
    vote(user, setting.statements[0], Choice.AGREE, body)
    vote(colleague, setting.statements[0], Choice.PASS, body)
    url = address("statement", setting, 1)
    assert "Ines Colleague" in signed_in(colleague).get(url).content.decode()
    assert "Ines Colleague" in signed_in(user).get(url).content.decode()
    assert "Ines Colleague" not in signed_in(person()).get(url).content.decode()
    assert "Ines Colleague" not in Client().get(url).content.decode()


def test_visitors_are_sent_to_sign_in() -> None:
    setting = a_round(1)
    answer = Client().post(address("vote", setting, 1), {"position": "agree"})
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert not Vote.objects.exists()


@pytest.mark.parametrize("rule", ["always", "after_vote", "after_close"])
def test_results_are_shown_when_the_rules_allow(rule: str) -> None:
    setting = a_round(2, results_shown=rule)
    voter = person()
    for _ in range(3):
        vote(person(), setting.statements[0])
        vote(person(), setting.statements[1])
    vote(voter, setting.statements[0])
    compute_result(setting.round.pk)
    marker = "Too few groups"

    def seen(client: Client, number: int) -> bool:
        return marker in client.get(address("statement", setting, number)).content.decode()

    for client, first, second in (
        (Client(), rule == "always", rule == "always"),
        (signed_in(voter), rule != "after_close", rule == "always"),
        (signed_in(setting.facilitator), rule == "always", rule == "always"),
    ):
        assert (seen(client, 1), seen(client, 2)) == (first, second)
        results = client.get(address("results", setting)).content.decode()
        assert (results.count('class="verdict')) == first + second
        overview = client.get(address("round", setting)).content.decode()
        assert overview.count('class="verdict') == first + second
        assert client.get(address("results_json", setting)).status_code == (200 if rule == "always" else 403)
    close_round(actor=Actor(setting.facilitator), round_=setting.round)
    assert seen(Client(), 1)
    assert Client().get(address("results_csv", setting)).status_code == 200


def test_downloads_and_filter() -> None:
    setting = a_round(2)
    for _ in range(3):
        vote(person(), setting.statements[0])
    compute_result(setting.round.pk)
    close_round(actor=Actor(setting.facilitator), round_=setting.round)
    client = Client()
    answer = client.get(address("results_json", setting))
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["round"] == setting.round.slug
    assert [row["id"] for row in answer.json()["statements"]] == ["1", "2"]
    assert b"insufficient" in client.get(address("results_csv", setting)).content
    assert (
        setting.statements[0].text in client.get(address("results", setting) + "?verdict=insufficient").content.decode()
    )
    assert (
        "No statement has this verdict"
        in client.get(address("results", setting) + "?verdict=consensus").content.decode()
    )
    assert client.get(address("results", setting) + "?verdict=nonsense&page=zzz").status_code == 200


def test_proposing_and_deciding() -> None:
    setting = a_round(1)
    author = person()
    client = signed_in(author)
    url = address("propose", setting)
    assert client.get(url).status_code == 200
    sent = {"text": "Repair manuals must be public", "language": "en", "idempotency_key": "k" * 12}
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    made = Statement.objects.get(state=StatementState.PROPOSED)
    assert made.text not in Client().get(address("round", setting)).content.decode()
    leader = signed_in(setting.facilitator)
    assert made.text in leader.get(address("round", setting)).content.decode()
    assert leader.post(address("reject", setting, made.number), {"reason": ""}).status_code == 422
    made.refresh_from_db()
    assert made.state == StatementState.PROPOSED
    leader.post(address("reject", setting, made.number), {"reason": "Too vague <b>"})
    assert "Too vague &lt;b&gt;" in client.get(address("statement", setting, made.number)).content.decode()
    leader.post(address("accept", setting, made.number))
    made.refresh_from_db()
    assert (made.state, made.reason) == (StatementState.ACCEPTED, "")
    leader.post(address("accept", setting, made.number))  # a second click is told so, and changes nothing
    assert made.text in Client().get(address("round", setting)).content.decode()


@pytest.mark.parametrize(
    "text", ["", "x" * 281, "a \u202e b", "Energy counts in case 1", "energy counts in  CASE 1 too"]
)
def test_statements_that_cannot_be_proposed(text: str) -> None:
    setting = a_round(1)
    answer = signed_in(person()).post(address("propose", setting), {"text": text, "language": "en"})
    assert answer.status_code == 422
    assert Statement.objects.count() == 1


def test_what_resembles_can_be_proposed_knowingly() -> None:
    setting = a_round(1)
    sent = {"text": "Energy counts in case 1 too", "language": "en"}
    client = signed_in(person())
    assert "resembles" in client.post(address("propose", setting), sent).content.decode()
    assert client.post(address("propose", setting), sent | {"distinct": "on"}).status_code == 302


def test_rounds_that_take_no_proposals() -> None:
    setting = a_round(1, members_propose=False)
    client = signed_in(person())
    assert client.get(address("propose", setting)).status_code == 403
    assert signed_in(setting.facilitator).get(address("propose", setting)).status_code == 200


def test_rounds_close_at_their_end() -> None:
    due, later = a_round(1), a_round(1, title="Later", closes_at=timezone.now() + timedelta(days=1))
    Round.objects.filter(pk=due.round.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    assert close_due_rounds() == 1
    assert close_due_rounds() == 0
    due.round.refresh_from_db()
    later.round.refresh_from_db()
    assert (due.round.state, later.round.state) == (RoundState.CLOSED, RoundState.OPEN)
    assert due.round.closed_at == due.round.closes_at


@pytest.mark.parametrize("path", ["nothing-here/", "nothing-here/results/", "nothing-here/opinion-map/"])
def test_unknown_rounds(path: str) -> None:
    assert Client().get(f"/rounds/{path}").status_code == 404


def test_unknown_statements() -> None:
    setting = a_round(1)
    assert Client().get(address("statement", setting, 999)).status_code == 404
    assert Client().get(address("statement", setting, 10**30)).status_code == 404


def test_the_opinion_map() -> None:
    setting = a_round(6)
    for number in range(12):
        user = person()
        for place, statement in enumerate(setting.statements):
            vote(user, statement, Choice.AGREE if (number < 6) == (place < 3) else Choice.DISAGREE)
    compute_result(setting.round.pk)
    url = address("opinion_map", setting)
    assert "when the round is closed" in Client().get(url).content.decode()
    close_round(actor=Actor(setting.facilitator), round_=setting.round)
    page = Client().get(url).content.decode()
    assert page.count('class="opinion-map__a"') == 6 + 1
    assert page.count('class="opinion-map__b"') == 6 + 1
    small = a_round(1, title="Small")
    close_round(actor=Actor(small.facilitator), round_=small.round)
    compute_result(small.round.pk)
    assert "Too small for a map" in Client().get(address("opinion_map", small)).content.decode()


@pytest.mark.parametrize(
    ("enum", "transitions"), [(RoundState, ROUND_TRANSITIONS), (StatementState, STATEMENT_TRANSITIONS)]
)
def test_the_readme_draws_the_transitions_of_the_code(enum: type, transitions: dict) -> None:
    text = (Path(deliberation.__file__).parent / "README.md").read_text()
    for state, following in transitions.items():
        rows = [line.split("|") for line in text.splitlines() if line.startswith(f"| {state.value} |")]
        drawn = {word.strip() for row in rows for word in row[2].split(",")} - {"–"}
        assert drawn == {target.value for target in following}, state


def test_a_session_that_ends_while_choosing_loses_no_choice() -> None:
    """Sent signed out, signed in, and the statement is there again with the button still pressed."""
    setting = a_round(1)
    user = person()
    client = Client()
    answer = client.post(address("vote", setting, 1), {"position": "disagree", "next": "round"})
    signed = client.post(answer["Location"], {"login": user.email, "password": "a good long password"})
    back = client.get(signed["Location"])
    assert back.status_code == 200
    assert 'value="disagree" aria-pressed="true"' in back.content.decode()
    assert not Vote.objects.exists()
    assert client.get(address("vote", setting, 1))["Location"] == address("statement", setting, 1)


@pytest.mark.parametrize("name", ["open", "close", "accept", "reject"])
def test_nothing_is_decided_by_following_a_link(name: str) -> None:
    setting = a_round(1, opened=name != "open")
    more = [1] if name in {"accept", "reject"} else []
    assert signed_in(setting.facilitator).get(address(name, setting, *more)).status_code == 302
    state = setting.round.state
    setting.round.refresh_from_db()
    assert setting.round.state == state
