"""What other programs read of a report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from ict4society.foundation.actors import Actor
from ict4society.reporting.actions.intake import import_table
from ict4society.reporting.actions.publish import publish_report
from ict4society.reporting.actions.report import start_report
from ict4society.reporting.entry import Said
from ict4society.reporting.models import Report
from tests.reporting.conftest import SCOPE1, Say

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XBRLI = "{http://www.xbrl.org/2003/instance}"


@pytest.fixture
def full(say: Say, actor: Actor, published: Report) -> Report:
    """With texts, choices, breakdowns, a negative and a formula-like text."""
    say(
        DescriptionOfMainBusinessRelationships=Said(text='=HYPERLINK("http://x")\nSecond <line> & more'),
        BasisForReporting=Said(text="IndividualMember"),
        UndertakingHasSetATargetWhichIsRelatedToAPolicy=Said(number="yes"),
        PercentageGapInPayBetweenFemaleAndMaleEmployees=Said(number="-2.5", unit="%"),
        EnergyConsumptionFromFuels=Said(number="7", breakdown="renewable"),
        AddressOfSite=Said(text="Rue Haute 1", breakdown="1"),
        ShareOfWomenInIctRoles=Said(number="31", unit="%"),
        TotalWaterConsumption=Said(state="withheld", reason="Leased rooms."),
    )
    return publish_report(actor=actor, report=published)


@pytest.fixture
def get(full: Report, client: Client) -> Callable[[str], Any]:
    return lambda code: client.get(f"/reporting/reports/{full.pk}/export/{code}/")


def test_tables_are_safe_and_come_back(get: Callable[[str], Any], full: Report, actor: Actor) -> None:
    content = get("csv").content
    rows = {(row["key"], row["breakdown"]): row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}
    assert rows["DescriptionOfMainBusinessRelationships", ""]["text"].startswith("'=")
    assert (rows[SCOPE1, ""]["value"], rows[SCOPE1, ""]["unit"]) == ("1240", "tCO2e")
    assert rows["TotalWaterConsumption", ""]["state"] == "withheld"
    other = start_report(actor=actor, organisation=full.organisation, year=2023)
    again = content.decode("utf-8-sig").replace(",2024,", ",2023,").encode()
    intake = import_table(actor=actor, report=other, file=io.BytesIO(again), name="report.csv")
    assert (intake.unknown, intake.refused) == (0, 0), intake.lines
    assert {row.indicator.key for row in other.values.all()} == {row.indicator.key for row in full.values.all()}
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(get("xlsx").content))
    assert book.active.max_row == len(rows) + 1


def test_xbrl_json(get: Callable[[str], Any]) -> None:
    document = json.loads(get("xbrl-json").content)
    assert document["documentInfo"]["documentType"] == "https://xbrl.org/2021/xbrl-json"
    facts = list(document["facts"].values())
    by_concept = {fact["dimensions"]["concept"]: fact for fact in facts}
    scope1 = by_concept[f"vsme:{SCOPE1}"]
    assert scope1["value"] == "1240"
    assert scope1["dimensions"]["unit"] == "utr:tCO2e"
    assert scope1["dimensions"]["period"] == "2024-01-01T00:00:00/2025-01-01T00:00:00"
    assert by_concept["vsme:NumberOfEmployees"]["dimensions"]["period"] == "2025-01-01T00:00:00"
    assert "unit" not in by_concept["vsme:PercentageGapInPayBetweenFemaleAndMaleEmployees"]["dimensions"]
    prefixes = set(document["documentInfo"]["namespaces"])
    for fact in facts:
        for name in (fact["dimensions"]["concept"], fact["dimensions"]["entity"]):
            assert name.partition(":")[0] in prefixes
    assert not any("ShareOfWomen" in concept for concept in by_concept)
    intensity = by_concept["vsme:Scope1AndScope2GreenhouseGasEmissionsIntensityValueLocationBased"]
    assert intensity["dimensions"]["unit"] == "utr:tCO2e/iso4217:EUR"


def test_inline_xbrl_holds_together(get: Callable[[str], Any]) -> None:
    content = get("ixbrl").content
    root = ET.fromstring(content)
    contexts = {each.get("id") for each in root.iter(f"{XBRLI}context")}
    units = {each.get("id") for each in root.iter(f"{XBRLI}unit")}
    numbers, texts = list(root.iter(f"{IX}nonFraction")), list(root.iter(f"{IX}nonNumeric"))
    assert len(numbers) > 5
    assert len(texts) >= 4
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for each in numbers + texts:
        assert each.get("contextRef") in contexts
    for each in numbers:
        assert each.get("unitRef") in units
        assert float(each.text or "") >= 0
    (negative,) = (each for each in numbers if each.get("sign") == "-")
    assert negative.text == "0.025"
    assert b"Second &lt;line&gt; &amp; more" in content
    declared = content.decode().split("<head")[0]
    for prefix in ("vsme", "iso4217", "utr"):
        assert f'xmlns:{prefix}="' in declared


def test_inline_xbrl_is_read_by_arelle(get: Callable[[str], Any], tmp_path: Any) -> None:
    """Its own schema for inline XBRL, offline: the taxonomy is not there, so only the structure is judged."""
    pytest.importorskip("arelle")
    from arelle import Cntlr

    path = tmp_path / "report.xhtml"
    path.write_bytes(get("ixbrl").content)
    controller = Cntlr.Cntlr(logFileName="logToBuffer")
    try:
        controller.webCache.workOffline = True
        controller.modelManager.validateDisclosureSystem = False
        model = controller.modelManager.load(str(path))
        said = [each["message"]["text"] for each in json.loads(controller.logHandler.getJson())["log"]]
        assert model is not None
        facts = model.facts
        # Everything that is not about the missing taxonomy would be a fault of ours.
        ours = [text for text in said if "xbrl.efrag.org" not in text and "vsme:" not in text]
        assert ours == []
        assert len(facts) > 10
    finally:
        controller.close()


def test_linked_data_and_pdf(get: Callable[[str], Any]) -> None:
    document = json.loads(get("jsonld").content)
    words = [each["dct:description"]["@value"] for each in document["qb:observation"]]
    assert "Scope 1 emissions 2024: 1,240 t CO₂e, reported, third party assured" in words
    answer = get("pdf")
    assert answer["Content-Type"] == "application/pdf"
    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "1,240" in text
    assert "Leased rooms." not in text or "withheld" in text
    assert get("docx").status_code == 404
