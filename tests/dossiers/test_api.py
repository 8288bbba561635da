"""Dossiers for programs."""

from __future__ import annotations

import json

from django.test import Client

from ict4society.dossiers.actions.compose import create_dossier
from ict4society.dossiers.actions.items import add_elements
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.dossiers.verification import verify_text
from tests.knowledge_map.scene import Scene, published
from tests.knowledge_map.test_api import token
from tests.people.factory import person

BASE = "/api/v1/dossiers"


def test_reading_and_reporting(made: Scene) -> None:
    dossier = create_dossier(actor=made.actor, title="Footprint", summary="s", language="en")
    client = Client()
    assert client.get(f"{BASE}/footprint", headers=token(made.facilitator)).status_code == 404
    add_elements(actor=made.actor, dossier=dossier, elements=[published(made)])
    publish_dossier(actor=made.actor, dossier=dossier)
    assert client.get(f"{BASE}/").json()["items"][0]["slug"] == "footprint"
    assert client.get(f"{BASE}/footprint").json()["latest_version"] == 1
    versions = client.get(f"{BASE}/footprint/versions").json()["items"]
    record = client.get(f"{BASE}/footprint/versions/1")
    assert record["Content-Type"] == "application/ld+json"
    assert verify_text(record.content.decode()).digest == versions[0]["digest"]
    assert client.get(f"{BASE}/footprint/versions/2").status_code == 404
    report = json.dumps({"recipient": "CEN", "state": "acknowledged"})
    kind = "application/json"
    assert client.post(f"{BASE}/footprint/uptake", report, content_type=kind).status_code == 401
    assert (
        client.post(f"{BASE}/footprint/uptake", report, content_type=kind, headers=token(person())).status_code == 403
    )
    headers = token(made.facilitator)
    assert client.post(f"{BASE}/footprint/uptake", report, content_type=kind, headers=headers).status_code == 201
    bad = json.dumps({"recipient": "CEN", "state": "acknowledged", "link": "ftp://x"})
    assert client.post(f"{BASE}/footprint/uptake", bad, content_type=kind, headers=headers).status_code == 422
    assert [item["state"] for item in client.get(f"{BASE}/footprint/uptake").json()["items"]] == ["acknowledged"]
