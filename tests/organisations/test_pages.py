"""Lists, pages, verification, hiding and the interface for programs."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.urls import reverse
from django.utils import timezone

from ict4society.accounts.models import ApiToken
from ict4society.accounts.tokens import digest
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Forbidden, can
from ict4society.organisations.actions.hide import hide_organisation, restore_organisation
from ict4society.organisations.models import Organisation
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import organisations_to_verify
from tests.people.factory import mandate, organisation, person

pytestmark = pytest.mark.django_db
INDEX = "/organisations/"


def test_an_empty_list_says_so(client):
    assert "No organisations yet" in client.get(INDEX).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"Alpha", "Beta"}),
        ({"group": "academia"}, {"Beta"}),
        ({"country": "FR"}, {"Beta"}),
        ({"size": "large"}, {"Alpha"}),
        ({"verified": "on"}, {"Alpha"}),
        ({"q": "ALP"}, {"Alpha"}),
        ({"q": "chips"}, {"Beta"}),
        ({"q": "alpha", "group": "academia"}, set()),
        ({"group": "nonsense"}, {"Alpha", "Beta"}),
        ({"q": "100%_'\\"}, set()),
        ({"page": "nonsense"}, {"Alpha", "Beta"}),
        ({"page": "99"}, {"Alpha", "Beta"}),
    ],
)
def test_the_list_is_narrowed(client, query, shown):
    alpha = organisation(name="Alpha")
    beta = organisation("academia", name="Beta", about="We study chips.")
    Organisation.objects.filter(pk=alpha.pk).update(size_class="large")
    Organisation.objects.filter(pk=beta.pk).update(country="FR", verified_at=None)
    text = client.get(INDEX, query).content.decode()
    assert {name for name in ("Alpha", "Beta") if f">{name}<" in text} == shown


def test_htmx_gets_the_list_alone(client):
    organisation(name="Alpha")
    text = client.get(INDEX, {"q": "alp"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert ">Alpha<" in text


def test_the_list_goes_on_over_pages_and_keeps_the_filter(client):
    for number in range(31):
        organisation(name=f"Number {number:02}")
    text = client.get(INDEX, {"q": "Number"}).content.decode()
    assert "Number 29" in text
    assert "Number 30" not in text
    assert "q=Number&amp;page=2" in text
    assert "Number 30" in client.get(INDEX, {"q": "Number", "page": 2}).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(client, django_assert_num_queries):
    organisation()
    with django_assert_num_queries(2):
        client.get(INDEX)
    for _number in range(25):
        organisation()
    with django_assert_num_queries(2):
        client.get(INDEX)


def test_a_page_costs_the_same_for_few_and_many_people(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("ict4society.foundation.panels._functions", defaultdict(dict))
    ours = organisation(representative=person())
    with django_assert_num_queries(3):
        client.get(ours.get_absolute_url())
    for _number in range(20):
        mandate(person(), ours)
    with django_assert_num_queries(3):
        response = client.get(ours.get_absolute_url())
    assert f"organisation:{ours.pk}" in response.page_tags


def test_operators_verify_from_their_queue(client):
    waiting = organisation(name="Waiting")
    Organisation.objects.filter(pk=waiting.pk).update(verified_at=None)
    organisation(name="Verified")
    queue, verify = reverse("organisations:verification"), reverse("organisations:verify", args=[waiting.slug])
    for other in (person(), person(is_moderator=True)):
        client.force_login(other)
        assert client.get(queue).status_code == 403
        assert client.post(verify).status_code == 403
    client.force_login(person(is_operator=True))
    text = client.get(queue).content.decode()
    assert ">Waiting<" in text
    assert ">Verified<" not in text
    client.post(verify)
    client.post(verify)
    waiting.refresh_from_db()
    assert waiting.verified_how == "operator"
    assert not organisations_to_verify().exists()
    withdraw = reverse("organisations:withdraw_verification", args=[waiting.slug])
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, {"reason": ""}).status_code == 422
    client.post(withdraw, {"reason": "It is another one."})
    waiting.refresh_from_db()
    assert not waiting.is_verified
    names = [name.rpartition(".")[2] for name in EventRecord.objects.order_by("pk").values_list("name", flat=True)]
    assert names == ["organisation_verified", "verification_withdrawn"]


def test_moderators_hide_and_restore(client):
    representative, moderator = person(), person(is_moderator=True)
    ours = organisation(name="Hidden one", representative=representative)
    with pytest.raises(Forbidden):
        hide_organisation(ours, Actor(representative), "no")
    hide_organisation(ours, Actor(moderator), "Spam")
    assert client.get(ours.get_absolute_url()).status_code == 404
    assert "Hidden one" not in client.get(INDEX).content.decode()
    client.force_login(representative)
    assert "This page is hidden" in client.get(ours.get_absolute_url()).content.decode()
    assert (
        client.post(
            reverse("organisations:mandates", args=[ours.slug]), {"email": person().email, "role": "delegate"}
        ).status_code
        == 403
    )
    restore_organisation(Organisation.objects.get(pk=ours.pk), Actor(moderator), "Mistake")
    client.logout()
    assert client.get(ours.get_absolute_url()).status_code == 200


def test_the_policy_agrees_for_one_and_for_a_list():
    ours = organisation()
    hidden = organisation(hidden_at=timezone.now())
    readers = [person(), person(is_moderator=True), person(is_operator=True), mandate(person(), hidden).user]
    for reader in readers:
        listed = set(organisations_visible_to(reader))
        assert listed == {one for one in (ours, hidden) if can(reader, "organisations.view_organisation", one)}
    assert [hidden in organisations_visible_to(reader) for reader in readers] == [False, True, True, True]


def token_of(user, *scopes) -> dict[str, str]:
    ApiToken.objects.create(user=user, label="t", digest=digest(f"raw-{user.pk}"), hint="raw", scopes=list(scopes))
    return {"Authorization": f"Bearer raw-{user.pk}"}


def test_programs_read_organisations_and_their_own_mandates(client):
    member = person()
    ours = organisation(name="Alpha", representative=member, about="*words*")
    organisation(name="Nowhere", hidden_at=timezone.now())
    listed = client.get("/api/v1/organisations/").json()
    assert [row["name"] for row in listed["items"]] == ["Alpha"]
    assert client.get("/api/v1/organisations/", {"q": "nothing"}).json()["items"] == []
    one = client.get(f"/api/v1/organisations/{ours.slug}").json()
    assert one["about"] == "*words*"
    assert one["people"] == [{"id": member.pk, "name": str(member), "role": "representative"}]
    assert client.get("/api/v1/organisations/nowhere").status_code == 404
    assert client.get("/api/v1/organisations/mandates").status_code == 401
    own = client.get("/api/v1/organisations/mandates", headers=token_of(member, "read")).json()
    assert [row["organisation"]["id"] for row in own] == [ours.pk]


def test_unknown_organisation_is_a_404(client):
    for route in ("organisation", "edit", "mandates", "ask"):
        client.force_login(person())
        assert client.get(reverse(f"organisations:{route}", args=["nowhere"])).status_code == 404
