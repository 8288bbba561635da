"""The map for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.foundation.actors import Actor
from ict4society.knowledge_map.models import Element
from tests.knowledge_map.scene import WORDS, Scene, draft, published
from tests.people.factory import person

BASE = "/api/v1/knowledge_map"


def token(user: Any, scopes: tuple[str, ...] = ("read", "write")) -> dict[str, str]:
    """The header of a new token."""
    made = create_token(actor=Actor(user), label="test", scopes=list(scopes), expires_at=None)
    raw = next(part for part in (made if isinstance(made, tuple) else (made,)) if isinstance(part, str))
    return {"Authorization": f"Bearer {raw}"}


def test_visitors_read_the_map_and_published_elements(made: Scene) -> None:
    element = published(made)
    unready = draft(made, "Not ready")
    shown = Client().get(f"{BASE}/map").json()
    assert shown["filled"] == 2
    assert {
        "topic": "life-cycle",
        "area": False,
        "dimension": "planet",
        "count": 1,
        "kinds": {"requirement": 1},
    } in shown["cells"]
    listed = Client().get(f"{BASE}/elements?topic=environment&kind=requirement").json()
    assert [item["id"] for item in listed["items"]] == [element.pk]
    detail = Client().get(f"{BASE}/elements/{element.pk}").json()
    assert detail["evidence"][0]["exact"] == WORDS
    assert detail["evidence"][0]["on_behalf_of"] == "Nordlys Telecom"
    assert Client().get(f"{BASE}/elements/{unready.pk}").status_code == 404


def test_a_facilitator_writes_with_a_token_and_others_may_not(made: Scene) -> None:
    headers = {**token(made.facilitator), "Idempotency-Key": "element-key-1"}
    client = Client()

    def post(path: str, body: dict[str, Any], who: dict[str, str] = headers) -> Any:
        return client.post(f"{BASE}{path}", body, content_type="application/json", headers=who)

    body = {"kind": "finding", "title": "A claim"}
    first, again = post("/elements", body), post("/elements", body)
    assert first.status_code == again.status_code == 201
    pk = first.json()["id"]
    assert again.json()["id"] == pk
    plain = token(made.facilitator)
    missing = post(f"/elements/{pk}/publication", {}, plain)
    assert missing.status_code == 422
    assert missing["Content-Type"] == "application/problem+json"
    cited = {"source": f"discussions.post:{made.post.pk}", "exact": WORDS, "stance": "supports"}
    assert post(f"/elements/{pk}/evidence", {**cited, "exact": "nobody said so"}, plain).status_code == 422
    assert post(f"/elements/{pk}/evidence", cited, plain).status_code == 201
    assert post(f"/elements/{pk}/places", {"topic": "life-cycle", "dimension": "planet"}, plain).status_code == 201
    assert post(f"/elements/{pk}/publication", {}, plain).json()["state"] == "published"
    assert post(f"/elements/{pk}/withdrawal", {"reason": ""}, plain).status_code == 422
    assert post(f"/elements/{pk}/withdrawal", {"reason": "outdated"}, plain).json()["state"] == "withdrawn"
    assert client.post(f"{BASE}/elements", body, content_type="application/json").status_code == 401
    assert post("/elements", body, token(person())).status_code == 403
    assert post("/elements", body, token(made.facilitator, ("read",))).status_code == 403
    assert Element.objects.count() == 1
