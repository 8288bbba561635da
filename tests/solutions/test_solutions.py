"""Providers describe solutions, organisations say that they use them; who sees what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.policy import Forbidden
from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import Notification
from ict4society.organisations.models import Organisation
from ict4society.solutions.actions.hide import hide_part, restore_part
from ict4society.solutions.actions.use import tell_use
from ict4society.solutions.actions.write import publish_solution, withdraw_solution
from ict4society.solutions.citable import solution_passage
from ict4society.solutions.models import Solution
from ict4society.solutions.policies import can_view_solution, solutions_visible_to
from ict4society.solutions.queries import solutions_for
from ict4society.solutions.search import solution_document
from ict4society.topics.models import Topic
from tests.jobs import run_jobs
from tests.people import factory
from tests.solutions.conftest import client_of, customer

Describe = Callable[..., Solution]


def form_data(area: Topic, firm: Organisation | None = None, **changes: Any) -> dict[str, Any]:
    data = {
        "name": "Repair Ledger",
        "summary": "Keeps a ledger of repairs.",
        "topic": area.pk,
        "description": "A *ledger*.",
        "website": "https://example.org/",
        "functions": ["circular", "reporting"],
        "languages": ["en", "fr"],
        "licence": "open_source",
        "source_url": "https://example.org/source",
        "price_model": "free",
        "accessibility": "partly",
        "data_location": "own",
        **({"acting_as": firm.pk} if firm else {}),
    }
    return {**data, **changes}


def test_from_the_form_to_the_list(area: Topic, firm: Organisation, provider: User) -> None:
    own = client_of(provider)
    wrong = own.post("/solutions/new/", form_data(area, firm, source_url="", functions=["magic"]))
    assert wrong.status_code == 422
    assert "Say where the source code" in wrong.text
    assert "Keeps a ledger of repairs." in wrong.text
    answer = own.post("/solutions/new/", form_data(area, firm, idempotency_key="k" * 16))
    assert own.post("/solutions/new/", form_data(area, firm, idempotency_key="k" * 16)).url == answer.url
    assert Client().get(answer.url).status_code == 404
    assert own.post(f"{answer.url}publish/").status_code == 303
    page = Client().get(answer.url).text
    for words in ("Open source", "Take-back, repair and reuse", "All sectors", "français", "On your own premises"):
        assert words in page
    edit = form_data(area, name="Repair Ledger 2", revision=1)
    assert own.post(f"{answer.url}edit/", edit).status_code == 303
    stale = own.post(f"{answer.url}edit/", form_data(area, name="My name", revision=1))
    assert stale.status_code == 409
    assert "My name" in stale.text
    assert "Repair Ledger 2" in stale.text
    assert "Repair Ledger 2" in Client().get(f"{answer.url}history/").text
    assert own.post(f"{answer.url}withdraw/", {"reason": "Sold."}).status_code == 303
    assert "Repair Ledger" not in Client().get("/solutions/").text
    assert "Sold." in Client().get(answer.url).text
    stranger = client_of(factory.person())
    assert "You act for no organisation yet" in stranger.get("/solutions/new/").text
    assert stranger.get(f"{answer.url}edit/").status_code == 403


def test_policy_agrees_with_itself_for_every_role(describe: Describe, provider: User, firm: Organisation) -> None:
    draft, public, hidden = describe("Draft", draft=True), describe("Public"), describe("Hidden")
    moderator = factory.person(is_moderator=True)
    hide_part(actor=Actor(moderator), part=hidden, reason="A fake.")
    expected = {
        "visitor": (AnonymousUser(), {public}),
        "outsider": (customer().user, {public}),
        "moderator": (moderator, {public, hidden}),
        "provider": (provider, {draft, public, hidden}),
    }
    for role, (user, seen) in expected.items():
        assert set(solutions_visible_to(user)) == seen, role
        rows = Solution.objects.all()
        assert {each for each in rows if can_view_solution(user, each)} == seen, role
    assert solution_document(draft) is None
    assert solution_document(Solution.objects.get(pk=hidden.pk)) is None
    with pytest.raises(LookupError):
        solution_passage(draft)
    with pytest.raises(Forbidden):
        describe("Personally", actor=Actor(provider))
    with pytest.raises(Forbidden):
        publish_solution(actor=customer(), solution=draft)


def test_users_say_what_for_with_their_interest(
    describe: Describe, provider: User, firm: Organisation, area: Topic
) -> None:
    solution, user = describe(), customer()
    address = f"/solutions/{solution.pk}/use/"
    client = client_of(user.user)
    sent = {"text": "For **invoices**.", "acting_as": user.organisation.pk, "since_year": 2024}
    assert client.post(address, {**sent, "since_year": 2999}).status_code == 422
    for _twice in range(2):
        assert client.post(address, {**sent, "interest": "We own a share."}).status_code == 303
    page = Client().get(f"/solutions/{solution.pk}/").text
    for words in ("<strong>invoices</strong>", "We own a share.", "interest declared", "without evidence"):
        assert words in page
    assert client_of(provider).post(address, {**sent, "acting_as": firm.pk}).status_code == 403
    assert client_of(factory.person()).get(address).status_code == 403
    assert list(solutions_for(AnonymousUser(), topics=[area.pk], organisations=[user.organisation.pk])) == [solution]
    assert not solutions_for(AnonymousUser(), functions=["training"])
    run_jobs()
    assert Notification.objects.filter(user=provider, text__contains="says how they use").exists()
    for slug in (user.organisation.slug, firm.slug):
        assert solution.name in Client().get(f"/organisations/{slug}/").text
    assert solution.name in Client().get(f"/topics/{area.slug}/").text
    hide_part(actor=Actor(factory.person(is_moderator=True)), part=solution.uses.get(), reason="Advertising.")
    assert "We own a share." not in Client().get(f"/solutions/{solution.pk}/").text
    assert not solutions_for(AnonymousUser(), organisations=[user.organisation.pk])
    restore_part(actor=Actor(factory.person(is_moderator=True)), part=solution.uses.get(), reason="It is none.")
    withdraw_solution(actor=Actor(provider, firm), solution=solution, reason="Over.")
    run_jobs()
    assert Notification.objects.filter(user=user.user, text__contains="withdrawn by its provider").exists()


def test_citations_follow_what_happens(describe: Describe, provider: User) -> None:
    solution = describe()
    citation = cite(Ref("solutions.solution", solution.pk), user=provider, exact="It reads invoices")
    moderator = Actor(factory.person(is_moderator=True))
    for act, state in ((hide_part, "withdrawn"), (restore_part, "current")):
        act(actor=moderator, part=solution, reason="A complaint.")
        run_jobs()
        citation.refresh_from_db()
        assert citation.state == state


def test_sectors_at_every_level(area: Topic, firm: Organisation, provider: User) -> None:
    """Searched without script, ticked, kept through errors, shown with their words on both pages, in one query each."""
    own = client_of(provider)
    searched = own.post(
        "/solutions/new/", form_data(area, firm, name="", sectors=["K"], nace_text="crop", find_nace="1")
    )
    assert searched.status_code == 200
    assert 'value="K" checked' in searched.text
    assert 'value="01.1"' in searched.text
    assert "error-summary" not in searched.text
    found = own.post("/solutions/sectors/", {"nace_text": "manufac"}, headers={"HX-Request": "true"}).text
    assert "<html" not in found
    assert 'name="sectors" value="C"' in found
    for sectors, words in (
        (["99.99"], "not known"),
        (["\0"], "not known"),
        ([str(n) for n in range(10, 22)], "at most 10"),
    ):
        refused = own.post("/solutions/new/", form_data(area, firm, sectors=sectors))
        assert refused.status_code == 422
        assert words in refused.text
    made = own.post("/solutions/new/", form_data(area, firm, sectors=["62.10", "01.1", "C", "64"])).url
    assert own.post(f"{made}publish/").status_code == 303
    assert 'value="62.10" checked' in own.get(f"{made}edit/").text
    pk = Solution.objects.get().pk
    for page in (Client().get(made).text, Client().get("/solutions/compare/", {"solution": pk}).text):
        for words in (
            "01.1",
            "Growing of non-perennial crops",
            "62.10",
            "Computer programming activities",
            "Manufacturing",
        ):
            assert words in page
    assert "sectors: 01.1, 62.10, 64, C" in Solution.objects.get().revisions.get().text
    again = own.post(f"{made}edit/", form_data(area, sectors=["62.10"], nace_text="x", find_nace="1", revision=1))
    assert again.status_code == 200
    assert Solution.objects.get().revision == 1


def test_facets_and_comparison(describe: Describe) -> None:
    describe("Beta", licence="open_source", functions=("carbon", "reporting"), sectors=("K",))
    describe("Alpha", functions=("dialogue",))
    made = [describe(f"Gamma {number}", functions=("training",)) for number in range(5)]
    tell_use(actor=customer(), solution=made[0], text="For all.")
    html = Client().get("/solutions/").text
    assert html.index(">Alpha<") < html.index(">Beta<")
    assert "Nobody can pay for a place" in html
    assert "Open source (1)" in html
    html = Client().get("/solutions/", {"sectors": "C"}).text
    assert ">Alpha<" in html  # no sector chosen means all of them
    assert ">Beta<" not in html
    describe("Delta", sectors=("62.10", "01"))
    for sector, found in {
        "K": "Beta Delta",
        "62": "Beta Delta",
        "62.10": "Beta Delta",
        "A": "Delta",
        "63": "Beta",
    }.items():
        html = Client().get("/solutions/", {"sectors": sector}).text
        names = {name for name in ("Alpha", "Beta", "Delta") if f">{name}<" in html}
        assert names == {"Alpha", *found.split()}, f"everything in {sector}, and what {sector} lies in"
    assert "K – Telecommunication, computer programming, information services (8)" in html
    assert "63 – " in html, "a deeper code of an address stands among the choices"
    for wrong in ("62.1\0", "99", "zz", "6", "." * 8):
        assert Client().get("/solutions/", {"sectors": wrong}).status_code == 200
    assert Client().get("/solutions/", {"functions": "<x>", "page": "0", "licence": "?"}).status_code == 200
    asked = [str(each.pk) for each in [*made, made[0]]] + ["x", "9" * 30, "-1"]
    table = Client().get("/solutions/compare/", {"solution": asked}).text
    assert table.count('<th scope="col">Gamma') == 4
    assert "the others are left out" in table
    assert 'data-label="Gamma 3"' in table
    assert "Take out" in table
    assert "Choose what to compare" in Client().get("/solutions/compare/").text
    assert Client().get("/solutions/compare/", {"solution": ["9" * 5000, "9" * 30]}).status_code == 200


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(
    describe: Describe, provider: User, django_assert_num_queries: Any, many: int
) -> None:
    for number in range(many):
        tell_use(actor=customer(), solution=describe(f"Solution {number}"), text="For all.")
        describe(f"Draft {number}", draft=True)
    client = Client()
    client.get("/solutions/")
    with django_assert_num_queries(3):
        client.get("/solutions/")
    client.force_login(provider)
    with django_assert_num_queries(7):
        client.get("/solutions/")


def test_programs_walk_the_same_way(describe: Describe, provider: User, firm: Organisation, area: Topic) -> None:
    from ict4society.accounts.actions.token import create_token

    def token(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    client, own, root = Client(), token(provider), "/api/v1/solutions/solutions"
    json: dict[str, Any] = {"content_type": "application/json"}
    body = {**form_data(area), "topic": "environment", "organisation": firm.pk}
    made = client.post(root, body, **json, **own)
    assert (made.status_code, made.json()["open_source"]) == (201, True)
    address = f"{root}/{made.json()['id']}"
    assert client.get(address).status_code == 404
    assert client.put(address, {**body, "name": "New", "revision": 1}, **json, **own).json()["revision"] == 2
    assert client.put(address, {**body, "name": "Newer", "revision": 1}, **json, **own).status_code == 409
    assert client.post(f"{address}/publish", **own).json()["state"] == "published"
    user = customer()
    use = {"text": "For all.", "organisation": user.organisation.pk}
    assert client.post(f"{address}/uses", use, **json, **token(user.user)).status_code == 201
    assert client.post(f"{address}/uses", {**use, "organisation": firm.pk}, **json, **own).status_code == 403
    assert len(client.get(f"{address}/uses").json()["items"]) == 1
    assert len(client.get(root, {"functions": "circular", "licence": "open_source"}).json()["items"]) == 1
    assert client.get(root, {"functions": "training"}).json()["items"] == []
    wrong = client.put(address, {**body, "sectors": ["62.1", "x"], "revision": 2}, **json, **own)
    assert (wrong.status_code, "sectors" in wrong.text) == (422, True)
    deeper = client.put(address, {**body, "sectors": ["62.1"], "revision": 2}, **json, **own)
    assert deeper.json()["sectors"] == ["62.1"]
    for sector, number in {"K": 1, "62": 1, "62.10": 1, "62.2": 0, "C": 0}.items():
        assert len(client.get(root, {"sectors": sector}).json()["items"]) == number
    assert client.post(f"{address}/withdraw", {}, **json, **own).json()["state"] == "withdrawn"
