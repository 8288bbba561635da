"""Storing an imported round: who may, what it refuses, what it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from ict4society.deliberation.actions.import_round import ImportRefused, Outcome, import_round
from ict4society.deliberation.consensus import to_csv, to_json_text
from ict4society.deliberation.export import result_csv, result_json
from ict4society.deliberation.imports import read_votes
from ict4society.deliberation.models import Round, RoundResult, Statement, Vote
from ict4society.deliberation.queries.assessment import assess_stored_round
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.policy import Forbidden
from ict4society.foundation.subjects import Ref
from tests.deliberation.rounds import a_round
from tests.deliberation.test_round_commands import small
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db


def test_real_votes_in_seconds_and_every_page_shows_them(consultation: Path) -> None:
    done = import_round(imported=read_votes(consultation), slug="ai-white-paper")
    assert (done.outcome, done.participants, done.statements, done.votes) == (Outcome.CREATED, 1214, 55, 57_852)
    result = assess_stored_round(done.round)
    stored = RoundResult.objects.get()
    assert result_json(stored.result) == to_json_text(result)
    assert result_csv(stored.result) == to_csv(result)
    assert json.loads(to_json_text(result)) == stored.result
    client = Client()
    page = client.get(reverse("deliberation:results", args=["ai-white-paper"])).content.decode()
    assert "Consumer citizen" in page
    assert page.count('class="verdict') == 20
    assert client.get(reverse("deliberation:round", args=["ai-white-paper"])).status_code == 200
    assert client.get(reverse("deliberation:statement", args=["ai-white-paper", 1])).status_code == 200
    chart = client.get(reverse("deliberation:opinion_map", args=["ai-white-paper"])).content.decode()
    assert "participants" in chart
    assert stored.opinion_map is not None
    assert sum(group["size"] for group in stored.opinion_map["groups"]) == stored.opinion_map["participants"]


def test_a_repeated_import_changes_nothing(tmp_path: Path) -> None:
    folder = small(tmp_path / "round")
    first = import_round(imported=read_votes(folder), slug="small")
    before = list(Vote.objects.order_by("pk").values())
    again = import_round(imported=read_votes(folder, title="Another title"), slug="small")
    assert (first.outcome, again.outcome) == (Outcome.CREATED, Outcome.UNCHANGED)
    assert list(Vote.objects.order_by("pk").values()) == before
    assert Round.objects.get().title == "round"


def test_a_cited_round_is_not_replaced(tmp_path: Path) -> None:
    folder = small(tmp_path / "round")
    import_round(imported=read_votes(folder), slug="small")
    statement = Statement.objects.get()
    cite(Ref("deliberation.statement", statement.pk), user=person(), exact=statement.text)
    small(folder, votes="p1,s1,0\n")
    with pytest.raises(ImportRefused, match="cited"):
        import_round(imported=read_votes(folder), slug="small", replace=True)
    assert Vote.objects.count() == 2


def test_a_round_of_the_community_is_not_replaced(tmp_path: Path) -> None:
    setting = a_round(1)
    with pytest.raises(ImportRefused, match="of this community"):
        import_round(imported=read_votes(small(tmp_path / "round")), slug=setting.round.slug, replace=True)


def test_who_may_import(tmp_path: Path) -> None:
    imported = read_votes(small(tmp_path / "round"))
    for user in (person(), facilitator(topic())):
        with pytest.raises(Forbidden):
            import_round(actor=Actor(user), imported=imported, slug="small")
    assert import_round(actor=Actor(facilitator()), imported=imported, slug="small").outcome is Outcome.CREATED
