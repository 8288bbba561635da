"""A thread's page shows the rounds that belong to it, as visitors may see them."""

from __future__ import annotations

import pytest
from django.test import Client

from ict4society.deliberation.actions.close_round import close_round
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from tests.deliberation.rounds import a_round, open_round
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_a_round_appears_beside_its_thread_when_it_opens(thread: Thread, client: Client) -> None:
    address = f"/discussions/{thread.pk}/"
    setting = a_round(opened=False, title="Chargers for all", subject=Ref("discussions.thread", thread.pk))
    run_jobs()
    assert "Chargers for all" not in client.get(address).content.decode()
    opened = open_round(actor=Actor(setting.facilitator), round_=setting.round)
    run_jobs()
    assert "Chargers for all" in client.get(address).content.decode()
    close_round(actor=Actor(setting.facilitator), round_=opened)
    run_jobs()
    assert "closed, 0 participants" in client.get(address).content.decode()
