"""From a call to a partnership with an outcome; who sees what; why calls fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import Notification
from ict4society.organisations.models import Organisation
from ict4society.partnerships.actions.course import PartnersMissing, begin_partnership
from ict4society.partnerships.actions.hide import hide_call, restore_call
from ict4society.partnerships.actions.interest import InterestRefused, decide_interest, express_interest
from ict4society.partnerships.matching import Profile, fits, score
from ict4society.partnerships.models import Call
from ict4society.partnerships.policies import (
    agreements_visible_to,
    calls_visible_to,
    can_view_call,
    interests_visible_to,
)
from ict4society.partnerships.queries import calls_for, calls_like, calls_on
from ict4society.partnerships.search import call_document
from ict4society.topics.models import Topic
from tests.foundation.files import documents as made
from tests.jobs import run_jobs
from tests.partnerships.conftest import client_of, other
from tests.people import factory

Look = Callable[..., Call]


def form_data(area: Topic, firm: Organisation | None = None, **changes: Any) -> dict[str, Any]:
    data = {
        "title": "Repair together",
        "topic": area.pk,
        "text": "A *plan*.",
        "needs": ["expertise"],
        "offers": ["pilot"],
        "groups": ["civil_society", "academia"],
        "countries": ["BE", "FR"],
        "languages": ["en"],
        **({"acting_as": firm.pk} if firm else {}),
    }
    return {**data, **changes}


def test_from_a_call_to_an_outcome(area: Topic, firm: Organisation, author: User) -> None:
    own, partner = client_of(author), other()
    theirs = client_of(partner.user)
    wrong = own.post("/partnerships/new/", form_data(area, firm, needs=[], until="2020-01-01"))
    assert wrong.status_code == 422
    assert "This day is over." in wrong.text
    sent = form_data(area, firm, idempotency_key="k" * 16)
    url = own.post("/partnerships/new/", sent).url
    assert own.post("/partnerships/new/", sent).url == url
    assert Client().get(url).status_code == theirs.get(url).status_code == 404
    assert own.post(f"{url}edit/", form_data(area, title="Repair as one", revision=1)).status_code == 303
    stale = own.post(f"{url}edit/", form_data(area, title="My title", revision=1))
    assert stale.status_code == 409
    assert "My title" in stale.text
    assert "Repair as one" in stale.text
    own.post(f"{url}open/")
    page = Client().get(url).text
    for words in ("Expertise on the matter", "Civil society · Academia", "Belgium · France", "Sign in to express"):
        assert words in page
    message = {"message": "We repair <b>everything</b>.", "offers": ["expertise"], "acting_as": partner.organisation.pk}
    for _twice in range(2):
        assert theirs.post(f"{url}interest/", {**message, "idempotency_key": "i" * 16}).status_code == 303
    assert theirs.post(f"{url}interest/", message).status_code == 422  # one open for each organisation
    assert "We repair" not in Client().get(url).text
    assert "We repair &lt;b&gt;everything" in theirs.get(url).text
    call = Call.objects.get()
    answer = f"{url}interests/{call.interests.get().pk}/"
    assert client_of(other().user).get(answer).status_code == 404
    assert own.post(f"{url}begin/").status_code == 303
    call.refresh_from_db()
    assert call.state == "open"  # nobody is a partner yet
    assert own.post(answer, {"decision": "decline", "reason": ""}).status_code == 422
    assert own.post(answer, {"decision": "accept", "reason": "Welcome."}).status_code == 303
    assert own.post(answer, {"decision": "accept"}).status_code == 409
    assert partner.organisation.name in Client().get(url).text
    own.post(f"{url}begin/")
    theirs.post(f"{url}milestones/", {"title": "First café", "due": "2020-02-01"})
    assert "Late" in Client().get(url).text
    step = f"{url}milestones/{call.milestones.get().pk}/"
    assert theirs.post(step, {"state": "reached", "note": "40 people came."}).status_code == 303
    assert client_of(other().user).post(step, {"state": "dropped"}).status_code == 403
    assert theirs.post(f"{url}close/", {"outcome": ""}).status_code == 422
    assert theirs.post(f"{url}close/", {"outcome": "**300** phones repaired."}).status_code == 303
    page = Client().get(url).text
    for words in ("Completed", "<strong>300</strong> phones", "40 people came."):
        assert words in page
    run_jobs()
    told = " ".join(Notification.objects.filter(user=author).values_list("text", flat=True))
    assert "would like to be a partner" in told
    assert "is completed" in told
    told = " ".join(Notification.objects.filter(user=partner.user).values_list("text", flat=True))
    assert "You are a partner" in told
    for slug in (firm.slug, partner.organisation.slug):
        assert "Repair as one" in Client().get(f"/organisations/{slug}/").text
    assert "Repair as one" in Client().get(f"/topics/{area.slug}/").text
    assert "Repair as one" in Client().get(f"{url}history/").text


def test_agreements_are_for_partners_until_they_are_published(look: Look, author: User, firm: Organisation) -> None:
    call, partner, declined = look(), other(), other("academia")
    moderator = factory.person(is_moderator=True)
    asked = express_interest(actor=declined, call=call, message="Us too.")
    decide_interest(actor=Actor(author, firm), interest=asked, accept=False, reason="No.")
    decide_interest(
        actor=Actor(author, firm), interest=express_interest(actor=partner, call=call, message="We."), accept=True
    )
    theirs, url = client_of(partner.user), f"/partnerships/{call.pk}/"
    upload = made.upload(made.pdf("Our agreement"), "contract.pdf")
    assert theirs.post(f"{url}agreements/", {"title": "Contract", "file": upload}).status_code == 303
    agreement = call.agreements.get()
    file = next(part for part in theirs.get(url).text.split('"') if part.startswith("/files/"))
    readers = {"visitor": AnonymousUser(), "declined": declined.user, "moderator": moderator}
    for role, user in readers.items():
        client = client_of(user) if user.is_authenticated else Client()
        assert "Contract" not in client.get(url).text, role
        assert client.get(file).status_code == 404, role
        assert not agreements_visible_to(user), role
    assert client_of(author).get(file).status_code == theirs.get(file).status_code == 200
    publish = f"{url}agreements/{agreement.pk}/publish/"
    assert client_of(declined.user).post(publish, {"public": "1"}).status_code == 404
    theirs.post(publish, {"public": "1"})
    assert Client().get(file).status_code == 200
    theirs.post(publish, {"public": "0"})
    assert Client().get(file).status_code == 404
    theirs.post(publish, {"public": "1"})
    own, also = set(interests_visible_to(author)), set(interests_visible_to(declined.user))
    assert (len(own), also, set(interests_visible_to(moderator))) == (2, {asked}, set())
    hide_call(actor=Actor(moderator), call=call, reason="A complaint.")
    assert Client().get(file).status_code == 404


def test_policy_agrees_with_itself_for_every_role(look: Look, author: User, firm: Organisation) -> None:
    draft, public, hidden = look("Draft", draft=True), look("Public"), look("Hidden")
    moderator = factory.person(is_moderator=True)
    hide_call(actor=Actor(moderator), call=hidden, reason="Spam.")
    expected = {
        "visitor": (AnonymousUser(), {public}),
        "outsider": (other().user, {public}),
        "moderator": (moderator, {public, hidden}),
        "colleague": (author, {draft, public, hidden}),
    }
    for role, (user, seen) in expected.items():
        assert set(calls_visible_to(user)) == seen, role
        assert {each for each in Call.objects.all() if can_view_call(user, each)} == seen, role
    assert call_document(draft) is None
    assert call_document(Call.objects.get(pk=hidden.pk)) is None
    with pytest.raises(Forbidden):
        look("Personally", actor=Actor(author))
    with pytest.raises(Forbidden):
        express_interest(actor=Actor(author, firm), call=public, message="Ourselves.")


def test_partners_are_of_different_groups(look: Look, author: User, firm: Organisation) -> None:
    own, call = Actor(author, firm), look()
    with pytest.raises(InterestRefused):
        express_interest(actor=other("enterprise"), call=look(groups=("academia",)), message="We.")
    same = express_interest(actor=other("enterprise"), call=call, message="We.")
    decide_interest(actor=own, interest=same, accept=True)
    with pytest.raises(PartnersMissing):
        begin_partnership(actor=own, call=call)
    with pytest.raises(Forbidden):
        decide_interest(actor=other(), interest=same, accept=True)
    with pytest.raises(Conflict):
        decide_interest(actor=own, interest=same, accept=False, reason="After all.")
    joined = express_interest(actor=other("academia"), call=call, message="We.")
    client = client_of(joined.author)
    client.post(f"/partnerships/{call.pk}/interests/{joined.pk}/take-back/")
    joined.refresh_from_db()
    assert joined.state == "withdrawn"
    again = express_interest(actor=Actor(joined.author, joined.on_behalf_of), call=call, message="We, after all.")
    decide_interest(actor=own, interest=again, accept=True)
    assert begin_partnership(actor=own, call=call).state == "under_way"
    assert client_of(author).get(f"/partnerships/{call.pk}/edit/").status_code == 403
    assert list(calls_on(AnonymousUser(), organisations=[joined.on_behalf_of_id])) == [call]
    assert not calls_on(AnonymousUser(), topics=[call.topic_id + 1000])


def test_why_they_fit() -> None:
    call = Profile(
        topics=frozenset({1}),
        areas=frozenset({9}),
        needs=frozenset({"data", "law"}),
        offers=frozenset({"pilot"}),
        languages=frozenset({"fr"}),
        wanted_groups=frozenset({"academia"}),
        wanted_countries=frozenset({"BE"}),
    )
    seeker = Profile(
        topics=frozenset({2}),
        areas=frozenset({9}),
        offers=frozenset({"data", "law"}),
        country="BE",
        group="academia",
        languages=frozenset({"fr", "de"}),
    )
    reasons = fits(seeker, call)
    assert [reason.kind for reason in reasons] == ["need", "area", "group", "country", "language"]
    assert score(reasons) == 3 * 2 + 1 + 1 + 1 + 1
    assert fits(Profile(languages=frozenset({"fr"}), country="BE"), call) == []  # a language alone is no reason
    assert fits(Profile(topics=frozenset({1}), group="enterprise"), call) == []
    assert fits(Profile(topics=frozenset({1}), country="FR"), call) == []


def test_matches_are_shown_with_their_reasons(look: Look, author: User, area: Topic) -> None:
    seeker = other()
    mine = look("We seek a place", actor=seeker, needs=("pilot",), offers=("expertise",), topic=factory.topic("ethics"))
    call = look()
    assert [match.call for match in calls_like(mine, seeker.user)] == [call]
    assert [match.call for match in calls_for(seeker.user)] == [call]
    assert calls_for(AnonymousUser()) == calls_for(factory.person()) == []
    html = client_of(seeker.user).get("/partnerships/").text
    assert "They offer what you need: A place for a pilot" in html
    assert "A common language: English" in Client().get(f"/partnerships/{mine.pk}/").text
    chosen = Client().get("/partnerships/", {"need": "pilot", "country": "DE", "topic": "ethics"}).text
    assert "We seek a place" in chosen
    assert call.title not in chosen
    wrong = {"need": "<x>", "state": "draft", "country": "x", "page": "-1", "topic": "?"}
    assert Client().get("/partnerships/", wrong).status_code == 200
    citation = cite(Ref("partnerships.call", call.pk), user=author, exact="We have shops")
    moderator = Actor(factory.person(is_moderator=True))
    for act, state in ((hide_call, "withdrawn"), (restore_call, "current")):
        act(actor=moderator, call=call, reason="A complaint.")
        run_jobs()
        citation.refresh_from_db()
        assert citation.state == state


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(
    look: Look, author: User, django_assert_max_num_queries: Any, many: int
) -> None:
    partner = other()
    for number in range(many):
        express_interest(actor=partner, call=look(f"Call {number}"), message="We.")
        look(f"Draft {number}", draft=True)
        look(f"Theirs {number}", actor=other("academia"))
    client = Client()
    client.get("/partnerships/")
    with django_assert_max_num_queries(4):
        client.get("/partnerships/")
    client.force_login(author)
    with django_assert_max_num_queries(12):
        client.get("/partnerships/")


def test_programs_walk_the_same_way(author: User, firm: Organisation, area: Topic) -> None:
    def token(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    client, own, root = Client(), token(author), "/api/v1/partnerships/calls"
    json: dict[str, Any] = {"content_type": "application/json"}
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    body = {**form_data(area), "topic": "environment", "organisation": firm.pk, "until": until}
    created = client.post(root, body, **json, **own)
    assert (created.status_code, created.json()["state"]) == (201, "draft")
    address = f"{root}/{created.json()['id']}"
    assert client.get(address).status_code == 404
    assert client.put(address, {**body, "title": "New", "revision": 1}, **json, **own).json()["revision"] == 2
    assert client.put(address, {**body, "title": "Newer", "revision": 1}, **json, **own).status_code == 409
    assert client.post(f"{address}/open", **own).json()["state"] == "open"
    partner = other()
    theirs = token(partner.user)
    interest = {"message": "We.", "organisation": partner.organisation.pk}
    sent = client.post(f"{address}/interests", interest, **json, **theirs)
    assert sent.status_code == 201
    assert client.get(f"{address}/interests", **token(factory.person())).json()["items"] == []
    answer = f"{address}/interests/{sent.json()['id']}/answer"
    assert client.post(answer, {"decision": "accept"}, **json, **theirs).status_code in (403, 422)
    assert client.post(answer, {"decision": "accept"}, **json, **own).json()["state"] == "accepted"
    assert client.post(f"{address}/begin", **own).json()["state"] == "under_way"
    assert len(client.get(address).json()["partners"]) == 1
    assert len(client.get(root, {"need": "expertise", "topic": "environment"}).json()["items"]) == 1
    assert client.get(root, {"need": "law"}).json()["items"] == []
    assert client.post(f"{address}/withdraw", {}, **json, **own).status_code in (403, 409)
