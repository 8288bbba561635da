"""A result is computed while people vote."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.actions.propose_statement import propose_statement
from ict4society.foundation.actors import Actor
from tests.deliberation.rounds import Setting, a_round, vote
from tests.people import factory

pytestmark = pytest.mark.django_db


def test_who_comes_to_the_round_in_between_is_counted_the_next_time() -> None:
    setting = a_round(2)
    vote(factory.person(), setting.statements[0])
    result = computed_while(setting, lambda: vote(factory.person(), setting.statements[0]))
    assert result.votes_counted == 1
    assert compute_result(setting.round.pk).votes_counted == 2


def test_so_is_a_vote_on_a_statement_that_came_in_between() -> None:
    setting = a_round(2)
    voter = factory.person()
    vote(voter, setting.statements[0])

    def more() -> None:
        actor = Actor(setting.facilitator)
        made = propose_statement(actor=actor, round_=setting.round, text="Minerals are traced to the mine.")
        vote(voter, made)

    assert computed_while(setting, more).votes_counted == 1
    assert compute_result(setting.round.pk).votes_counted == 2


def computed_while(setting: Setting, happens: Any) -> Any:
    """The result, when something happens after units and statements were read and before the votes are."""
    done = False

    def before_the_votes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal done
        if not done and "SELECT v.participant_id, v.statement_id" in sql:
            done = True
            happens()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(before_the_votes):
        result = compute_result(setting.round.pk)
    assert done
    return result
