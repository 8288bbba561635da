"""A small firm with a representative, and the shipped catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.reporting.actions.enter import Entry, record_values
from ict4society.reporting.actions.load import load_indicators
from ict4society.reporting.actions.publish import publish_report
from ict4society.reporting.actions.report import start_report
from ict4society.reporting.entry import Said
from ict4society.reporting.models import Indicator, Report
from tests.people import factory

SCOPE1 = "GrossScope1GreenhouseGasEmissions"
SCOPE2 = "GrossLocationBasedScope2GreenhouseGasEmissions"
SCOPE2_MARKET = "GrossMarketBasedScope2GreenhouseGasEmissions"


@pytest.fixture
def catalogue(db: None) -> dict[str, Indicator]:
    factory.topic("women-in-ict")
    factory.topic("footprint-of-ict")
    load_indicators()
    return {each.key: each for each in Indicator.objects.all()}


@pytest.fixture
def csr(db: None) -> User:
    return factory.person("Rita CSR")


@pytest.fixture
def firm(csr: User) -> Organisation:
    return factory.organisation("enterprise", representative=csr, name="Sixty Software", language="en")


@pytest.fixture
def actor(csr: User, firm: Organisation) -> Actor:
    return Actor(csr, firm)


@pytest.fixture
def report(actor: Actor, firm: Organisation, catalogue: dict[str, Indicator]) -> Report:
    return start_report(actor=actor, organisation=firm, year=2024)


Say = Callable[..., Any]


@pytest.fixture
def say(actor: Actor, report: Report, catalogue: dict[str, Indicator]) -> Say:
    """Enter values: ``say(SCOPE1="1240")``; a ``Said`` stands for itself."""

    def enter(*, reason: str = "", into: Report | None = None, by: Actor | None = None, **answers: Any) -> Any:
        entries = []
        for key, answer in answers.items():
            said = answer if isinstance(answer, Said) else Said(number=str(answer))
            entries.append(Entry(catalogue[key], said))
        return record_values(actor=by or actor, report=into or report, entries=entries, reason=reason)

    return enter


@pytest.fixture
def published(say: Say, actor: Actor, report: Report) -> Report:
    """Scope 1 and 2, third party assured and not; turnover; people."""
    say(
        **{
            SCOPE1: Said(number="1240", assurance="third_party", evidence_title="Annual report", evidence_page="12"),
            SCOPE2: Said(number="60", assurance="self"),
            "Turnover": Said(number="13000000", unit="EUR"),
            "NumberOfEmployees": Said(number="60", basis="heads_year_end"),
        }
    )
    return publish_report(actor=actor, report=report)


@pytest.fixture
def token() -> Callable[[User], dict[str, str]]:
    """The header of a new token of a person."""

    def make(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    return make
