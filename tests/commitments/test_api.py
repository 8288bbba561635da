"""Commitments for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from ict4society.commitments.models import Commitment
from tests.commitments.conftest import Scene, voice

JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/commitments/"


def body(scene: Scene, **changes: Any) -> dict[str, Any]:
    return {
        "organisation": scene.organisation.pk,
        "title": "Use less energy",
        "topic": "environment",
        "kind": "indicator",
        "indicator": scene.indicator.pk,
        "baseline_year": 2020,
        "baseline_value": 100,
        "target_value": 40,
        "deadline": "2030-12-31",
        "interim": {"2025": 60},
        **changes,
    }


def test_the_life_of_a_commitment(scene: Scene, client: Client, token: Any) -> None:
    own, ngo = token(scene.owner), voice("civil_society")
    other = token(ngo.user)
    once = {"HTTP_IDEMPOTENCY_KEY": "k" * 16}
    made = client.post(ROOT, body(scene), **JSON, **own, **once)
    assert (made.status_code, made.json()["standing"]) == (201, "no_data")
    assert client.post(ROOT, body(scene), **JSON, **own, **once).json()["id"] == made.json()["id"]
    address = f"{ROOT}{made.json()['id']}"
    shown = client.get(address).json()
    assert (shown["interim"], shown["baseline"]["value"]) == ([{"year": 2025, "value": "60", "source": ""}], "100")
    progress = {"year": 2025, "value": 55, "text": "Done."}
    assert client.post(f"{address}/progress", progress, **JSON, **other).status_code in (403, 422)
    assert client.post(f"{address}/progress", progress, **JSON, **own).json()["standing"] == "on_track"
    verdict = {"organisation": ngo.organisation_id, "verdict": "partly", "reason": "Scope 3 is missing."}
    standing = client.post(f"{address}/assessment", verdict, **JSON, **other).json()
    assert standing["groups"] == [{"group": "civil_society", "credible": 0, "partly": 1, "not_credible": 0}]
    assert standing["values"] == [{"year": 2025, "value": "55", "source": "update"}]
    edit = {**body(scene, target_value=50), "revision": 1}
    assert client.put(address, edit, **JSON, **own).status_code == 422
    assert client.put(address, {**edit, "reason": "Bought."}, **JSON, **own).json()["standing"] == "rebased"
    assert client.put(address, {**edit, "reason": "Bought."}, **JSON, **own).status_code == 409
    assert client.post(f"{address}/withdraw", {"reason": ""}, **JSON, **own).status_code == 422
    assert client.post(f"{address}/withdraw", {"reason": "Sold."}, **JSON, **own).json()["state"] == "withdrawn"
    listed = client.get(ROOT, {"standing": "withdrawn"}).json()["items"]
    assert [each["reason"] for each in listed] == ["Sold."]
    assert client.get(f"{ROOT}joint").json()["items"] == []


def test_drafts_and_wrong_input(scene: Scene, client: Client, token: Any) -> None:
    own = token(scene.owner)
    draft = client.post(ROOT, body(scene, publish=False), **JSON, **own).json()
    assert client.get(f"{ROOT}{draft['id']}").status_code == 404
    assert client.get(f"{ROOT}{draft['id']}", **own).json()["state"] == "draft"
    wrong: tuple[dict[str, Any], ...] = (
        {"deadline": "2019-12-31"},
        {"target_value": None},
        {"target_value": 1e30},
        {"interim": {"1": 1}},
        {"topic": "none"},
        {"indicator": 10**12},
        {"kind": "guess"},
        {"organisation": 10**9},
    )
    for change in wrong:
        refused = client.post(ROOT, body(scene, **change), **JSON, **own)
        assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json"), change
    assert client.post(ROOT, body(scene), **JSON).status_code == 401
    assert Commitment.objects.count() == 1
