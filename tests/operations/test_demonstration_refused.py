"""Where the demonstration is refused, and what an interrupted load leaves."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.operations.demonstration import load
from ict4society.operations.demonstration.people import plan_people
from tests.people.factory import person

pytestmark = pytest.mark.django_db


def test_it_is_refused_where_it_does_not_belong(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="does not belong"):
        call_command("demo")
    assert not User.objects.exists()


def test_it_is_not_mixed_with_real_people(settings: Any) -> None:
    settings.DEMONSTRATION = True
    somebody = person("Somebody Real")
    with pytest.raises(CommandError, match="not mixed"):
        call_command("demo")
    assert list(User.objects.all()) == [somebody]


def test_an_interrupted_load_leaves_nothing_and_can_be_repeated(settings: Any, tmp_path: Any, monkeypatch: Any) -> None:
    settings.DEMONSTRATION, settings.DATA_FOLDER = True, tmp_path
    now = timezone.now

    def plan_some(timeline: Any, community: Any) -> None:
        plan_people(timeline, community)
        timeline.plan(1, _interrupted)

    monkeypatch.setattr(load, "plan_everything", plan_some)
    with pytest.raises(KeyboardInterrupt):
        load.load_demonstration(lambda line: None)
    assert not User.objects.exists()
    assert not (tmp_path / "demonstration-accounts.txt").exists()
    assert timezone.now is now

    monkeypatch.setattr(load, "plan_everything", plan_people)
    assert load.load_demonstration(lambda line: None)
    assert User.objects.count() >= 120


def _interrupted() -> None:
    raise KeyboardInterrupt
