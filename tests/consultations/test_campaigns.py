"""Campaigns in a consultation: found after closing, never dropped, corrected by people with a reason."""

from __future__ import annotations

import pytest

from ict4society.consultations.actions.campaigns import find_campaigns
from ict4society.consultations.actions.move_stage import move_stage
from ict4society.consultations.models import Answer, Campaign, CampaignSearch, Consultation, Contribution
from ict4society.consultations.queries.campaigns import campaign_figures
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from tests.consultations.outcome_world import World, world
from tests.jobs import run_jobs
from tests.people import factory

pytestmark = pytest.mark.django_db

WATER = (
    "We ask that every data centre in the Union publish its use of water for each site and each year. "
    "Residents have a right to know what is taken from the river that they share."
)
NIGHT = (
    "Please do not move paid workers to night shifts because an algorithm says that demand is higher then. "
    "People who moderate content need rest and daylight like anybody else in this country."
)


def filled() -> World:
    """Six letters about water (one confidential), three about nights, and two people of their own mind."""
    made = world("open")
    question = made.question("long", "why")
    for number in range(6):
        visibility = "confidential" if number == 5 else "public"
        group = "civil_society" if number % 2 else "citizens"
        own = f" My own village number {number} has none." if number in (1, 5) else ""
        made.answer(question, made.contribution(visibility=visibility, group=group), text=WATER + own)
    for _ in range(3):
        made.answer(question, made.contribution(), text=NIGHT)
    made.answer(question, made.contribution(), text="Water is a matter of the region, and it should stay one, I think.")
    made.comment("A comment of its own that nobody else has written in these or similar words at all.")
    return made


def test_they_are_found_when_it_closes_counted_and_shown_with_what_each_says_besides() -> None:
    made = filled()
    assert not find_campaigns(made.consultation.pk)  # still open
    move_stage(actor=Actor(made.staff), consultation=made.consultation, stage=Stage.CLOSED)
    run_jobs()
    large, small = Campaign.objects.filter(consultation=made.consultation)
    assert (large.contributions, large.texts, small.contributions) == (6, 6, 3)
    assert large.groups == {"citizens": 3, "civil_society": 3}
    assert len(large.shared) == 2
    assert [entry["sentences"] for entry in large.own] == [["My own village number 1 has none."]]
    assert CampaignSearch.objects.get(consultation=made.consultation).texts == 11
    assert Answer.objects.count() == 10  # nothing is dropped
    figures = campaign_figures(made.consultation)
    assert [row["contributions"] for row in figures] == [6, 3]
    visitor = made.client()
    page = visitor.get(made.path("campaigns/")).content.decode()
    assert "50" in page  # the threshold
    one = visitor.get(made.path(f"campaigns/{large.number}/")).content.decode()
    assert "My own village number 1" in one
    assert "number 5" not in one  # said in confidence
    assert "A confidential contribution" in one


def test_looking_again_changes_nothing_until_something_is_said() -> None:
    made = filled()
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.CLOSED)
    assert find_campaigns(made.consultation.pk)
    before = list(Campaign.objects.values())
    assert not find_campaigns(made.consultation.pk)
    assert list(Campaign.objects.values()) == before
    question = made.consultation.questions.get()
    made.answer(question, made.contribution(channel="late"), text=WATER)
    assert find_campaigns(made.consultation.pk)
    assert sorted(Campaign.objects.values_list("number", "contributions")) == [(1, 7), (2, 3)]
    Contribution.objects.filter(channel="late").update(state="withdrawn")
    assert find_campaigns(made.consultation.pk)
    assert sorted(Campaign.objects.values_list("number", "contributions")) == [(1, 6), (2, 3)]
    Consultation.objects.filter(pk=made.consultation.pk).update(thresholds={"least_texts": 4})
    assert find_campaigns(made.consultation.pk)
    assert sorted(Campaign.objects.values_list("number", "contributions")) == [(1, 6)]


def test_one_who_pastes_a_text_everywhere_is_no_campaign() -> None:
    made = world("closed")
    by = made.contribution()
    for _ in range(4):
        made.comment(WATER, by=by)
    find_campaigns(made.consultation.pk)
    assert not Campaign.objects.exists()


def test_staff_merge_and_split_with_a_reason_that_survives_the_next_search() -> None:
    made = filled()
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.CLOSED)
    find_campaigns(made.consultation.pk)
    staff = made.client(made.staff)
    large = Campaign.objects.get(number=1)
    three = list(large.members.values_list("pk", flat=True)[:3])
    assert staff.post(made.path("campaigns/1/split/"), {"text": three, "reason": ""}).status_code == 422
    kept = staff.post(made.path("campaigns/1/split/"), {"text": [], "reason": "Another sender"})
    assert kept.status_code == 422
    assert "Another sender" in kept.content.decode()
    assert staff.post(made.path("campaigns/1/split/"), {"text": three, "reason": "Another sender"}).status_code == 303
    sizes = sorted(Campaign.objects.values_list("contributions", flat=True))
    assert sizes == [3, 3, 3]
    stale = staff.post(made.path("campaigns/1/split/"), {"text": three, "reason": "Again"})
    assert stale.status_code == 409
    numbers = list(Campaign.objects.values_list("number", flat=True))
    done = staff.post(made.path("campaigns/merge/"), {"campaign": numbers[:2], "reason": "One letter, two senders"})
    assert done.status_code == 303
    decided = sorted(Campaign.objects.values_list("contributions", "by_hand"))
    assert [each[0] for each in decided] == [3, 6]
    assert not find_campaigns(made.consultation.pk)  # what was decided is what would be found
    question = made.consultation.questions.get()
    made.answer(question, made.contribution(channel="late"), text="Something else that has nothing to do with it.")
    assert find_campaigns(made.consultation.pk)
    assert sorted(Campaign.objects.values_list("contributions", "by_hand")) == decided
    page = made.client().get(made.path("campaigns/")).content.decode()
    assert "One letter, two senders" in page
    assert EventRecord.objects.filter(name="consultations.campaign_split").count() == 1


def test_only_its_secretariat_decides() -> None:
    made = filled()
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.CLOSED)
    find_campaigns(made.consultation.pk)
    text = Campaign.objects.get(number=1).members.values_list("pk", flat=True)[0]
    for person in (factory.person(), factory.facilitator(factory.topic()), factory.person(is_moderator=True)):
        client = made.client(person)
        assert client.post(made.path("campaigns/1/split/"), {"text": [text], "reason": "x"}).status_code == 403
        assert client.post(made.path("campaigns/merge/"), {"campaign": [1, 2], "reason": "x"}).status_code == 403
    assert made.client().post(made.path("campaigns/merge/"), {"campaign": [1, 2]}).status_code in (302, 303)


def test_the_rules_are_parameters_of_the_consultation_and_printed_beside_the_result() -> None:
    made = filled()
    move_stage(actor=Actor(made.staff), consultation=made.consultation, stage=Stage.CLOSED)
    run_jobs()
    made.consultation.refresh_from_db()
    staff = made.client(made.staff)
    assert staff.get(made.path("outcome/rules/")).status_code == 200
    rules = {"threshold": "0.8", "least_words": "10", "least_texts": "4", "respond_to": ["why"]}
    changed = staff.post(made.path("outcome/rules/"), {**rules, "version": made.consultation.version})
    assert changed.status_code == 303
    run_jobs()
    assert list(Campaign.objects.values_list("contributions", flat=True)) == [6]
    assert "80" in made.client().get(made.path("campaigns/")).content.decode()
    stale = staff.post(made.path("outcome/rules/"), {**rules, "threshold": "0.3", "version": made.consultation.version})
    assert stale.status_code == 409
    assert "0.3" in stale.content.decode()
    assert staff.post(made.path("outcome/rules/"), {**rules, "threshold": "7", "version": 9}).status_code == 422
    assert made.client(factory.person()).get(made.path("outcome/rules/")).status_code == 403
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.FINAL)
    made.consultation.refresh_from_db()
    fixed = staff.post(made.path("outcome/rules/"), {**rules, "version": made.consultation.version})
    assert fixed.status_code == 409
