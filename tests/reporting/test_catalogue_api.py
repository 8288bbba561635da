"""Operators extend the catalogue by program: the same rules as the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.reporting.models import Indicator, Report
from tests.people import factory
from tests.reporting.conftest import SCOPE1

Token = Callable[[User], dict[str, str]]
ROOT = "/api/v1/reporting/indicators"
JSON: dict[str, Any] = {"content_type": "application/json"}


@pytest.fixture
def body(catalogue: dict[str, Indicator]) -> dict[str, Any]:
    version = catalogue[SCOPE1].version
    return {
        "standard": version.standard.slug,
        "version": version.label,
        "key": "RepairedDevices",
        "labels": {"en": "Devices repaired", "de": "Reparierte Geräte"},
        "definition": "Devices that were repaired and given back.",
        "section": "B7",
        "value_type": "integer",
        "direction": "higher",
        "period": "duration",
    }


@pytest.fixture
def operator(db: None) -> User:
    return factory.person(is_operator=True)


def test_an_operator_adds_changes_and_retires_one(
    body: dict[str, Any], operator: User, token: Token, client: Client
) -> None:
    own = token(operator)
    key = {"HTTP_IDEMPOTENCY_KEY": "a" * 20}
    made = client.post(ROOT, body, **JSON, **own, **key)
    assert made.status_code == 201, made.content
    assert client.post(ROOT, body, **JSON, **own, **key).json()["id"] == made.json()["id"], "a repeat adds nothing"
    assert Indicator.objects.filter(key="RepairedDevices").count() == 1
    assert made.json()["labels"] == body["labels"]
    address = f"{ROOT}/{made.json()['id']}"
    assert client.get(address).json()["key"] == "RepairedDevices"
    retired = client.put(address, {**body, "labels": {"en": "Devices mended"}, "active": False}, **JSON, **own)
    assert (retired.status_code, retired.json()["labels"]) == (200, {"en": "Devices mended"})
    assert not Indicator.objects.get(key="RepairedDevices").active
    assert client.post(ROOT, body, **JSON, **own).status_code == 422, "the key is taken"


def test_nobody_else_does(body: dict[str, Any], token: Token, client: Client) -> None:
    pk = Indicator.objects.get(key=SCOPE1).pk
    for person in (factory.person(), factory.person(is_moderator=True)):
        assert client.post(ROOT, body, **JSON, **token(person)).status_code == 403
        assert client.put(f"{ROOT}/{pk}", body, **JSON, **token(person)).status_code == 403
    assert client.post(ROOT, body, **JSON).status_code == 401
    assert client.get(f"{ROOT}/999999999").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"version": "none"}, "version"),
        ({"key": "two words"}, "key"),
        ({"labels": {"de": "Nur deutsch"}}, "labels"),
        ({"labels": {"en": "Good", "english": "Bad"}}, "labels"),
        ({"value_type": "colour"}, "value_type"),
        ({"direction": "sideways"}, "direction"),
        ({"topic": "nowhere"}, "topic"),
        ({"dimension": "nothing"}, "dimension"),
        ({"formula": "1 +"}, ""),
        ({"formula": "Unknown / 2"}, ""),
        ({"definition": ""}, "definition"),
    ],
)
def test_bad_input_is_said_at_its_field(
    body: dict[str, Any], operator: User, token: Token, client: Client, wrong: dict[str, Any], field: str
) -> None:
    refused = client.post(ROOT, {**body, **wrong}, **JSON, **token(operator))
    assert refused.status_code == 422, refused.content
    assert field in refused.content.decode()
    assert not Indicator.objects.filter(key="RepairedDevices").exists()


def test_of_one_with_values_unit_and_type_stay(
    published: Report, body: dict[str, Any], operator: User, token: Token, client: Client
) -> None:
    found = Indicator.objects.get(key=SCOPE1)
    refused = client.put(f"{ROOT}/{found.pk}", {**body, "key": SCOPE1, "unit": "t"}, **JSON, **token(operator))
    assert refused.status_code == 422
    assert "has values already" in refused.content.decode()
