"""Rounds for tests, made through the actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ict4society.accounts.models import User
from ict4society.deliberation.actions.cast_vote import cast_vote
from ict4society.deliberation.actions.create_round import create_round
from ict4society.deliberation.actions.open_round import open_round
from ict4society.deliberation.actions.propose_statement import propose_statement
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.states import Choice
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from tests.people.factory import facilitator, mandate, organisation, person, topic


@dataclass
class Setting:
    """A round with its facilitator and statements."""

    round: Round
    facilitator: User
    statements: list[Statement] = field(default_factory=list)


def a_round(statements: int = 3, *, opened: bool = True, **values: Any) -> Setting:
    """A round on a topic of its own, its statements accepted."""
    about = topic()
    leader = facilitator(about)
    made = create_round(actor=Actor(leader), topic=about, title=values.pop("title", "Energy use"), **values)
    setting = Setting(made, leader)
    for number in range(1, statements + 1):
        setting.statements.append(a_statement(setting, f"{WORDS[number % len(WORDS)]} counts in case {number}"))
    if opened:
        setting.round = open_round(actor=Actor(leader), round_=made)
    return setting


WORDS = ("Water", "Energy", "Lifetime", "Repair", "Privacy", "Access", "Audit", "Minerals", "Labour", "Openness")


def a_statement(setting: Setting, text: str, author: User | None = None) -> Statement:
    """A statement; accepted when its author facilitates the round."""
    return propose_statement(actor=Actor(author or setting.facilitator), round_=setting.round, text=text)


def delegate(group: str = "enterprise") -> tuple[User, Organisation]:
    """A person with a mandate for an organisation of the group."""
    user, body = person(), organisation(group)
    mandate(user, body)
    return user, body


def vote(user: User, statement: Statement, choice: Choice = Choice.AGREE, body: Organisation | None = None) -> None:
    """A position, personally or for an organisation."""
    cast_vote(actor=Actor(user, body), statement=statement, choice=choice)
