"""The work on reports, approaches and requests for data, by programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.accounts.models import User
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Report
from tests.people import factory
from tests.reporting.conftest import SCOPE1

Token = Callable[[User], dict[str, str]]
ROOT = "/api/v1/reporting"
JSON: dict[str, Any] = {"content_type": "application/json"}
REFUSED = (403, 422)
"""Without the right, or without the mandate that it needs."""


def test_head_colleagues_files_and_imports(
    published: Report, csr: User, firm: Organisation, token: Token, client: Client
) -> None:
    own, colleague, stranger = token(csr), factory.person("Carl Colleague"), token(factory.person())
    factory.mandate(colleague, firm, role="delegate")
    report = f"{ROOT}/reports/{published.pk}"
    head = {"revision": published.revision, "starts_on": "2024-01-01", "ends_on": "2024-12-31", "summary": "Better."}
    head |= {"starts_on": published.starts_on.isoformat(), "ends_on": published.ends_on.isoformat()}
    assert client.put(report, head, **JSON, **stranger).status_code in REFUSED
    assert client.put(report, head, **JSON, **own).json()["summary"] == "Better."
    assert client.put(report, {**head, "summary": "Other."}, **JSON, **own).status_code == 409

    ask = {"section": "B3", "colleague": colleague.pk}
    assert client.post(f"{report}/sections", ask, **JSON, **stranger).status_code in REFUSED
    assert client.post(f"{report}/sections", {**ask, "section": "Z9"}, **JSON, **own).status_code == 422
    asked = client.post(f"{report}/sections", ask, **JSON, **own)
    assert [each["section"] for each in asked.json()] == ["B3"], asked.content
    value = published.values.get(indicator__key=SCOPE1)
    files = f"{ROOT}/values/{value.pk}/files"
    paper = {"file": SimpleUploadedFile("bill.txt", b"Gas: 1240 t")}
    assert client.post(files, paper, **stranger).status_code in REFUSED
    bill = client.post(files, {"file": SimpleUploadedFile("bill.txt", b"Gas: 1240 t")}, **token(colleague))
    assert bill.status_code == 201, bill.content
    assert [each["name"] for each in client.get(files).json()] == ["bill.txt"]
    other = published.values.get(indicator__key="Turnover")
    outside = client.post(
        f"{ROOT}/values/{other.pk}/files", {"file": SimpleUploadedFile("b.txt", b"x")}, **token(colleague)
    )
    assert outside.status_code in REFUSED, "only the sections asked for"
    assert client.delete(f"{report}/sections/{asked.json()[0]['id']}", **own).status_code == 204

    table = b"key,year,value,unit\nGrossScope1GreenhouseGasEmissions,%d,=1+1,t\n" % published.year
    taken = client.post(f"{report}/imports", {"kind": "table", "file": SimpleUploadedFile("t.csv", table)}, **own)
    assert taken.status_code == 201, taken.content
    assert taken.json()["refused"] >= 1, "a formula is no number"
    assert client.get(f"{ROOT}/imports/{taken.json()['id']}", **stranger).status_code == 404
    assert client.post(f"{report}/imports", {"kind": "table"}, **own).status_code == 422


def test_approaches(firm: Organisation, csr: User, token: Token, catalogue: Any, client: Client) -> None:
    own, stranger = token(csr), token(factory.person())
    parts = {
        "policy": {"text": "We promise.", "grade": "yes"},
        "process": {"text": "Some steps.", "grade": "partial"},
        "review": {"grade": "not_applicable"},
    }
    body = {"organisation": firm.pk, "topic": "women-in-ict", "parts": parts, "publish": True}
    assert client.put(f"{ROOT}/policies", body, **JSON, **stranger).status_code in REFUSED
    assert client.put(f"{ROOT}/policies", {**body, "topic": "nothing"}, **JSON, **own).status_code == 404
    wrong = {**body, "parts": {"policy": {"grade": "splendid"}}}
    assert client.put(f"{ROOT}/policies", wrong, **JSON, **own).status_code == 422
    saved = client.put(f"{ROOT}/policies", body, **JSON, **own)
    assert saved.status_code == 200, saved.content
    assert saved.json()["score"] == (1 + 0.5 + 0 + 0) / 4, "what does not apply is left out"
    assert client.get(f"{ROOT}/policies", {"organisation": firm.pk}).json()["items"] == [saved.json()]


def test_requests_for_data(firm: Organisation, csr: User, token: Token, catalogue: Any, client: Client) -> None:
    buyer = factory.person("Bea Buyer")
    asker = factory.organisation("enterprise", representative=buyer, name="Large Telecom")
    theirs, own = token(buyer), token(csr)
    body = {"asker": asker.pk, "asked": firm.pk, "year": 2025, "indicators": [SCOPE1]}
    assert client.post(f"{ROOT}/requests", body, **JSON, **own).status_code in REFUSED
    assert client.post(f"{ROOT}/requests", {**body, "indicators": ["No"]}, **JSON, **theirs).status_code == 422
    made = client.post(f"{ROOT}/requests", body, **JSON, **theirs)
    assert made.status_code == 201, made.content
    address = f"{ROOT}/requests/{made.json()['id']}"
    assert client.get(address, **token(factory.person())).status_code == 404
    assert client.post(f"{address}/answer", {"accept": False}, **JSON, **own).status_code == 422
    declined = client.post(f"{address}/answer", {"accept": False, "cap": True}, **JSON, **own).json()
    assert (declined["state"], "value-chain cap" in declined["reason"]) == ("declined", True)
    assert client.post(f"{address}/withdraw", **theirs).status_code == 409
