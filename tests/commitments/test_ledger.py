"""From a draft over progress, rebasing and assessments to the end, through the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ict4society.commitments.actions.assess import assess_commitment
from ict4society.commitments.actions.frame import FrameRefused
from ict4society.commitments.actions.hide import hide_commitment
from ict4society.commitments.actions.judge import refresh_all, refresh_standing
from ict4society.commitments.actions.remind import remind_owners
from ict4society.commitments.actions.report import report_progress
from ict4society.commitments.actions.withdraw import withdraw_commitment
from ict4society.commitments.models import Assessment, Commitment, Update
from ict4society.commitments.policies import can_view_commitment, commitments_visible_to
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Refused, can
from ict4society.foundation.subjects import Ref
from tests.commitments.conftest import Scene, voice
from tests.jobs import run_jobs
from tests.people import factory

Commit = Callable[..., Commitment]


def form(scene: Scene, **changes: Any) -> dict[str, Any]:
    return {
        "acting_as": scene.organisation.pk,
        "title": "Use less energy",
        "topic": scene.topic.pk,
        "kind": "indicator",
        "indicator": scene.indicator.pk,
        "baseline_year": 2020,
        "baseline_value": "100",
        "target_value": "40",
        "deadline": "2030-12-31",
        "interim": "2025: 60",
        "scope": "All our **sites**.",
        "language": "en",
        **changes,
    }


def test_from_a_draft_to_the_ledger(scene: Scene, client: Client) -> None:
    client.force_login(scene.owner)
    assert "Nordlys" in client.get("/commitments/new/").text
    response = client.post("/commitments/new/", {**form(scene), "idempotency_key": "k" * 20})
    assert response.status_code == 303
    again = client.post("/commitments/new/", {**form(scene), "idempotency_key": "k" * 20})
    assert again["Location"] == response["Location"]
    made = Commitment.objects.get()
    assert client.get(response["Location"]).status_code == 200
    assert Client().get(made.get_absolute_url()).status_code == 404
    assert client.post(response["Location"]).status_code == 303
    scene.publish_value(2025, 65)
    refresh_standing(made)
    visitor = Client()
    page = visitor.get(made.get_absolute_url())
    assert page.status_code == 200
    assert "Behind" in page.text
    assert "58%" in page.text  # (65 − 100)/(40 − 100)
    assert "60 MWh" in page.text
    assert "Use less energy" in visitor.get("/commitments/").text
    assert "Use less energy" in visitor.get("/commitments/", {"standing": "behind"}).text
    assert "Use less energy" not in visitor.get("/commitments/", {"standing": "met"}).text
    assert "Use less energy" in visitor.get("/commitments/feed/").text
    assert "Use less energy" in visitor.get(scene.organisation.get_absolute_url()).text
    assert "Use less energy" in visitor.get("/topics/environment/").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"deadline": "2020-12-31"}, "must lie in a year after the baseline (2020)"),
        ({"deadline": "2019-01-01"}, "must lie in a year after the baseline"),
        ({"deadline": "tomorrow"}, "Enter a valid date"),
        ({"target_value": "140", "direction": "at_most"}, "The target lies above the baseline"),
        ({"interim": "2031: 50"}, "lies outside the years"),
        ({"interim": "soon"}, "a year, a colon and a number"),
        ({"interim": "2025: 50\n2025: 60"}, "two interim targets for one year"),
        ({"interim": "2025: NaN"}, "too large"),
        ({"kind": "measure"}, "Say what is measured"),
        ({"kind": "indicator", "indicator": ""}, "Choose the indicator"),
        ({"target_value": ""}, "Enter a number"),
        ({"acting_as": ""}, "Only an organisation commits itself"),
        ({"acting_as": "999999"}, "no mandate"),
        ({"title": ""}, "required"),
    ],
)
def test_what_does_not_fit_is_said(scene: Scene, client: Client, changes: dict[str, str], message: str) -> None:
    client.force_login(scene.owner)
    response = client.post("/commitments/new/", form(scene, **changes))
    assert response.status_code == 422
    assert message in response.text
    assert not Commitment.objects.exists()


def test_rebasing_needs_a_reason_and_keeps_everything(commit: Commit, scene: Scene, client: Client) -> None:
    made = commit()
    ref = Ref("commitments.commitment", made.pk)
    citation = cite(ref, user=scene.owner, exact="from 100 MWh in 2020 to at most 40 MWh by 2030-12-31")
    scene.publish_value(2025, 65)
    refresh_standing(made)
    client.force_login(scene.owner)
    address = f"/commitments/{made.pk}/edit/"
    changed = {**form(scene, target_value="50", interim="", scope="All our sites."), "revision": 1}
    refused = client.post(address, changed)
    assert refused.status_code == 422
    assert "say why" in refused.text
    assert client.post(address, {**changed, "reason": "We bought a competitor."}).status_code == 303
    made.refresh_from_db()
    assert (made.standing, made.revision, made.target_value) == ("rebased", 2, 50)
    stale = client.post(address, {**changed, "reason": "Again."})
    assert stale.status_code == 409
    run_jobs()
    citation.refresh_from_db()
    assert citation.state == "changed"
    history = Client().get(f"/commitments/{made.pk}/history/").text
    assert "We bought a competitor." in history
    assert "40 MWh" in history
    report_progress(actor=scene.actor, commitment=made, year=2026, value=Decimal(60), text="Better.")
    made.refresh_from_db()
    assert (made.standing, made.is_rebased) == ("on_track", True)
    assert "Rebased 1 time" in Client().get(made.get_absolute_url()).text


def test_words_change_without_rebasing(commit: Commit, scene: Scene, client: Client) -> None:
    made = commit()
    client.force_login(scene.owner)
    values = {**form(scene, interim="", scope="All our sites, and what we rent."), "revision": 1}
    assert client.post(f"/commitments/{made.pk}/edit/", values).status_code == 303
    made.refresh_from_db()
    assert (made.revision, made.is_rebased) == (2, False)
    assert client.post(f"/commitments/{made.pk}/edit/", {**values, "revision": 2}).status_code == 303
    made.refresh_from_db()
    assert made.revision == 2


def test_published_values_count_before_updates(commit: Commit, scene: Scene) -> None:
    made = commit()
    report_progress(actor=scene.actor, commitment=made, year=2025, value=Decimal(90), text="Slow.")
    made.refresh_from_db()
    assert (made.standing, made.newest_value) == ("behind", 90)
    value = scene.publish_value(2025, 65)
    refresh_standing(made)
    made.refresh_from_db()
    assert (made.standing, made.newest_value) == ("on_track", 65)
    value.withdrawn_at = timezone.now()
    value.save()
    refresh_standing(made)
    made.refresh_from_db()
    assert (made.standing, made.newest_value) == ("behind", 90)


def test_a_milestone_and_progress_through_the_page(commit: Commit, scene: Scene, client: Client) -> None:
    zero, one = Decimal(0), Decimal(1)
    made = commit(kind="milestone", indicator=None, direction="at_least", baseline_value=zero, target_value=one)
    client.force_login(scene.owner)
    address = f"/commitments/{made.pk}/progress/"
    wrong = [{"year": "2019"}, {"year": "2031"}, {"value": "120"}, {"text": ""}, {"evidence_url": "nowhere at all"}]
    values = {
        "year": "2025",
        "value": "60",
        "text": "The first sites have it.",
        "evidence_url": "https://n.example/r.pdf",
    }
    for change in wrong:
        assert client.post(address, {**values, **change}).status_code == 422
    assert client.post(address, values).status_code == 303
    made.refresh_from_db()
    assert (made.standing, made.progress) == ("on_track", 0.6)
    page = client.get(made.get_absolute_url()).text
    assert "60%" in page
    assert "The first sites have it." in page
    passage = cite(Ref("commitments.update", Update.objects.get().pk), user=scene.owner, exact="first sites")
    assert passage.group == "enterprise"


def test_assessments_by_group(commit: Commit, scene: Scene, client: Client) -> None:
    made = commit()
    ngo, union, peer = voice("civil_society"), voice("trade_union"), voice("enterprise")
    client.force_login(ngo.user)
    address = f"/commitments/{made.pk}/assess/"
    values = {"acting_as": ngo.organisation_id, "verdict": "partly", "reason": "No word on rented capacity."}
    assert client.post(address, {**values, "reason": ""}).status_code == 422
    assert "counts for a stakeholder group" in client.post(address, {**values, "acting_as": ""}).text
    assert client.post(address, values).status_code == 303
    assert client.post(address, {**values, "verdict": "not"}).status_code == 303
    assess_commitment(actor=union, commitment=made, verdict="credible", reason="It was agreed with us.")
    assess_commitment(actor=Actor(factory.person()), commitment=made, verdict="credible", reason="Fine.")
    assert Assessment.objects.count() == 3
    log = EventRecord.objects.filter(name="commitments.assessment_given").order_by("pk")
    assert [record.payload["verdict_before"] for record in log][:2] == ["", "partly"]
    with pytest.raises(Refused, match="other stakeholder groups"):
        assess_commitment(actor=peer, commitment=made, verdict="not", reason="We are better.")
    client.force_login(scene.owner)
    own = client.post(address, {"acting_as": "", "verdict": "credible", "reason": "Ours."})
    assert own.status_code == 403
    text = Client().get(made.get_absolute_url()).text
    for label in ("Civil society", "Trade union", "Citizens", "No word on rented capacity."):
        assert label in text


def test_withdrawn_stays_listed(commit: Commit, scene: Scene, client: Client) -> None:
    made = commit()
    client.force_login(scene.owner)
    address = f"/commitments/{made.pk}/withdraw/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "The site was sold."}).status_code == 303
    visitor = Client()
    assert "The site was sold." in visitor.get("/commitments/").text
    assert "Withdrawn" in visitor.get(made.get_absolute_url()).text
    assert client.post(f"/commitments/{made.pk}/progress/", {"year": "2025", "text": "x"}).status_code == 403
    again = withdraw_commitment(actor=scene.actor, commitment=made, reason="Other.")
    assert again.reason == "The site was sold."


def test_reminders_go_out_once(commit: Commit, scene: Scene) -> None:
    made = commit()
    assert remind_owners(date(2026, 5, 1)) == 0
    assert [remind_owners(date(2026, 6, 5)), remind_owners(date(2026, 6, 6))] == [1, 0]
    assert [remind_owners(date(2030, 12, 5)), remind_owners(date(2031, 1, 2)), remind_owners(date(2031, 1, 3))] == [
        1,
        1,
        0,
    ]
    report_progress(actor=scene.actor, commitment=made, year=2026, value=Decimal(60), text="Done.")
    assert remind_owners(date(2027, 6, 5)) == 0
    run_jobs()
    from ict4society.notifications.models import Notification

    assert Notification.objects.filter(user=scene.owner).count() >= 3


def test_a_deadline_passes(commit: Commit, scene: Scene) -> None:
    made = commit(baseline_year=2018, deadline=date(2020, 12, 31))
    assert (made.standing, refresh_all()) == ("missed", 0)
    Commitment.objects.filter(pk=made.pk).update(standing="behind")
    assert refresh_all() == 1
    made.refresh_from_db()
    assert made.standing == "missed"


def test_a_joint_commitment_shows_everybody(commit: Commit, scene: Scene, client: Client) -> None:
    ngo = voice("civil_society")
    client.force_login(factory.person())
    assert client.get("/commitments/joint/new/").status_code == 403
    client.force_login(ngo.user)
    values = {
        "title": "Halve it by 2030",
        "topic": scene.topic.pk,
        "text": "Everyone.",
        "acting_as": ngo.organisation_id,
    }
    assert "Choose on whose behalf" in client.post("/commitments/joint/new/", {**values, "acting_as": ""}).text
    address = client.post("/commitments/joint/new/", values)["Location"]
    from ict4society.commitments.models import JointCommitment

    joint = JointCommitment.objects.get()
    edit = {"title": joint.title, "topic": scene.topic.pk, "text": "Everyone, with scope 3.", "version": 1}
    assert client.post(f"{address}edit/", edit).status_code == 303
    assert client.post(f"{address}edit/", edit).status_code == 409
    first, second = commit("First", joint=joint), commit("Second", joint=joint)
    withdraw_commitment(actor=scene.actor, commitment=second, reason="No.")
    text = Client().get(address).text
    assert all(words in text for words in ("First", "Second", "withdrawn: 1", "with scope 3"))
    assert "Halve it by 2030" in Client().get("/commitments/joint/").text
    assert "Halve it by 2030" in Client().get(first.get_absolute_url()).text


def test_a_facilitator_opens_the_discussion(commit: Commit, scene: Scene, client: Client) -> None:
    made = commit()
    client.force_login(factory.person())
    assert client.post(f"/commitments/{made.pk}/discuss/").status_code == 403
    client.force_login(factory.facilitator(scene.topic))
    first = client.post(f"/commitments/{made.pk}/discuss/")
    assert first.status_code == 303
    assert client.post(f"/commitments/{made.pk}/discuss/")["Location"] == first["Location"]
    assert "The discussion about this commitment" in Client().get(made.get_absolute_url()).text


def test_one_and_the_list_agree_for_every_role(commit: Commit, scene: Scene) -> None:
    from django.contrib.auth.models import AnonymousUser

    moderator = factory.person(is_moderator=True)
    draft, public, hidden, withdrawn = commit("Draft", draft=True), commit("Public"), commit("Hidden"), commit("Gone")
    operator = factory.person(is_operator=True)
    hide_commitment(hidden, Actor(operator), "Spam.")  # an operator keeps order too, as everywhere else
    withdraw_commitment(actor=scene.actor, commitment=withdrawn, reason="No.")
    seen = {}
    people = {
        "visitor": AnonymousUser(),
        "member": factory.person(),
        "facilitator": factory.facilitator(scene.topic),
        "moderator": moderator,
        "operator": operator,
        "owner": scene.owner,
    }
    for role, person in people.items():
        listed = set(commitments_visible_to(person).values_list("title", flat=True))
        for each in Commitment.objects.select_related("on_behalf_of", "topic"):
            assert can_view_commitment(person, each) == (each.title in listed), (role, each.title)
            assert can(person, "commitments.edit_commitment", each) == (
                role == "owner" and each.title in ("Draft", "Public")
            )
        seen[role] = listed
    everybody = {"Public", "Gone"}
    assert seen["owner"] == {"Draft", "Public", "Hidden", "Gone"}
    assert seen["moderator"] == seen["operator"] == {"Public", "Hidden", "Gone"}
    assert seen["visitor"] == seen["member"] == seen["facilitator"] == everybody
    assert draft.published_at is None
    assert public.published_at is not None


def test_lists_ask_as_much_for_many(
    commit: Commit, scene: Scene, client: Client, django_assert_max_num_queries: Any
) -> None:
    made = commit()
    client.get("/commitments/")
    with django_assert_max_num_queries(12) as one:
        client.get("/commitments/?a=1")
    for number in range(8):
        commit(f"Number {number}")
        report_progress(actor=scene.actor, commitment=made, year=2021 + number, value=Decimal(50), text="More.")
        assess_commitment(actor=voice("academia"), commitment=made, verdict="credible", reason="Yes.")
    with django_assert_max_num_queries(len(one)):
        client.get("/commitments/?a=2")
    with django_assert_max_num_queries(12):
        client.get(f"{made.get_absolute_url()}?a=1")


def test_a_frame_that_skips_the_form_is_refused_too(commit: Commit, scene: Scene) -> None:
    with pytest.raises(FrameRefused, match="after the baseline"):
        commit(deadline=date(2019, 1, 1))
    scene.indicator.value_type = "text"
    with pytest.raises(FrameRefused, match="no number"):
        commit()
