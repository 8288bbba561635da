"""Reporting for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from tests.people import factory
from tests.reporting.conftest import SCOPE1, SCOPE2

Token = Callable[[User], dict[str, str]]
ROOT = "/api/v1/reporting"


def test_a_program_reports_a_year(
    csr: User, firm: Organisation, catalogue: dict[str, Indicator], token: Token, client: Client
) -> None:
    auth = token(csr)

    def post(path: str, body: dict[str, Any], **headers: str) -> Any:
        return client.post(f"{ROOT}{path}", body, content_type="application/json", **auth, **headers)

    head = {"organisation": firm.pk, "year": 2024}
    made = post("/reports", head, HTTP_IDEMPOTENCY_KEY="r" * 32)
    assert made.status_code == 201, made.text
    assert post("/reports", head, HTTP_IDEMPOTENCY_KEY="r" * 32).json()["id"] == made.json()["id"]
    assert post("/reports", head).status_code == 422
    report = f"/reports/{made.json()['id']}"
    entered = post(
        f"{report}/values",
        {
            "values": [
                {"indicator": SCOPE1, "value": "1.5", "unit": "ktCO2e", "assurance": "self"},
                {"indicator": SCOPE2, "value": "500"},
                {"indicator": "PercentageGapInPayBetweenFemaleAndMaleEmployees", "value": "9.5", "unit": "%"},
            ]
        },
    )
    assert entered.status_code == 200, entered.text
    said = {each["indicator"]: each for each in entered.json()}
    assert float(said[SCOPE1]["value"]) == 1500
    assert said["TotalGrossLocationBasedScope1AndScope2GHGEmissions"]["source"] == "derived"
    assert said["PercentageGapInPayBetweenFemaleAndMaleEmployees"]["unit"] == "fraction"
    for wrong in (
        {"indicator": "Nothing", "value": "1"},
        {"indicator": SCOPE1, "value": "-1"},
        {"indicator": SCOPE1, "value": "1", "unit": "MWh"},
        {"indicator": SCOPE1, "value": "1\u202e"},
        {"indicator": SCOPE1, "value": "1", "assurance": "community"},
        {"indicator": SCOPE1, "value": "1", "evidence_url": "javascript:alert(1)"},
        {"indicator": SCOPE1, "value": "7" * 60},
    ):
        answer = post(f"{report}/values", {"values": [{"indicator": SCOPE2, "value": "9"}, wrong]})
        assert answer.status_code == 422, answer.text
    assert IndicatorValue.objects.get(indicator__key=SCOPE2).value == 500
    assert client.get(f"{ROOT}/values").json()["items"] == []
    assert client.get(f"{ROOT}{report}").status_code == 404
    assert post(f"{report}/publish", {}).json()["version"] == 1
    listed = client.get(f"{ROOT}/values", {"indicator": SCOPE1, "year": 2024}).json()["items"]
    assert listed[0]["words"] == "Scope 1 emissions 2024: 1,500 t CO₂e, reported, self-checked"
    assert client.get(f"{ROOT}/reports", {"organisation": firm.pk}).json()["items"][0]["state"] == "published"
    changed = {"values": [{"indicator": SCOPE1, "value": "2", "unit": "ktCO2e", "revision": 1}]}
    assert post(f"{report}/values", changed).status_code == 422
    assert post(f"{report}/values", {**changed, "reason": "A plant was missing."}).status_code == 200
    assert post(f"{report}/values", {**changed, "reason": "Again."}).status_code == 409
    value = f"/values/{listed[0]['id']}"
    assert post(f"{value}/withdraw", {"reason": "Not ours."}).json()["withdrawn_at"]
    assert client.get(f"{ROOT}{value}").json()["withdrawn_at"]


def test_checks_come_from_others(published: Report, csr: User, token: Token, client: Client) -> None:
    value = published.values.get(indicator__key=SCOPE2)
    body = {"verdict": "confirms", "reason": "Invoices.", "revision": 1}
    path = f"{ROOT}/values/{value.pk}/check"

    def check(user: User, **more: Any) -> int:
        return client.post(path, {**body, **more}, content_type="application/json", **token(user)).status_code

    assert check(csr) == 403
    ngo, member = factory.organisation("civil_society"), factory.person()
    factory.mandate(member, ngo)
    assert check(member, organisation=ngo.pk, verdict="maybe") == 422
    assert check(member, organisation=ngo.pk, revision=7) == 409
    assert check(member, organisation=ngo.pk) == 200
    assert value.checks.get().group == "civil_society"


@pytest.mark.usefixtures("catalogue")
def test_the_catalogue_in_pages(client: Client) -> None:
    first = client.get(f"{ROOT}/indicators", {"standard": "vsme", "limit": 100}).json()
    second = client.get(f"{ROOT}/indicators", {"standard": "vsme", "limit": 100, "cursor": first["next"]}).json()
    assert len(first["items"]) + len(second["items"]) == 143
    assert len(first["items"][0]["labels"]) == 24
