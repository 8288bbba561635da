"""Every operation of the interface answers as its document says, whatever it is sent (schemathesis)."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from config.api import api
from ict4society.foundation.api import tokens
from tests.people.factory import facilitator, organisation, person, topic

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DOCUMENT = {**api.get_openapi_schema(path_prefix="/api/v1/"), "servers": []}
schema = schemathesis.openapi.from_dict(DOCUMENT)
JUDGED_BY_RULES = [positive_data_acceptance, negative_data_rejection]
"""What a document cannot say: well-formed requests are refused by the rules of the domain, and numbers written as words
are read as numbers."""


@pytest.fixture
def base_url(live_server, monkeypatch) -> str:
    """The interface over HTTP, with a token that may do everything a facilitator may."""
    boss = facilitator()
    known = {"everything": (boss, {"read", "write"})}
    monkeypatch.setattr(tokens, "_authenticators", [known.get])
    topic(parent=topic())
    organisation(representative=boss)
    person()
    return str(live_server.url)


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_operation(case, base_url):
    case.call_and_validate(
        base_url=base_url,
        headers={"Authorization": "Bearer everything"},
        excluded_checks=JUDGED_BY_RULES,
        timeout=20,
    )
