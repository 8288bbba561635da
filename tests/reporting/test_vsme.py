"""EFRAG's template: every fact of the filled sample arrives; what cannot be read changes nothing."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.reporting.actions.intake import import_template
from ict4society.reporting.models import Indicator, IndicatorValue, Intake, Report
from tests.data import DATA, needs_data

SAMPLE = DATA / "vsme" / "VSME-Digital-Template-Sample-1.3.0.xlsx"


def facts_of_the_sample() -> set[tuple[str, str]]:
    """Counted apart from our reader, by openpyxl alone: (data point, cell) of everything that is filled in."""
    import csv
    import warnings

    import openpyxl

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(SAMPLE, data_only=True, read_only=True)
    names = ("General Information", "Environmental Disclosures", "Social Disclosures", "Governance Disclosures")
    filled = {
        (name, cell.row, cell.column): cell.coordinate
        for name in names
        for row in book[name].iter_rows()
        for cell in row
        if cell.value not in (None, "", "-")
    }
    with (DATA / "vsme" / "vsme_datapoints.csv").open() as file:
        known = {row["id"] for row in csv.DictReader(file)}
    found = set()
    for name, defined in book.defined_names.items():
        key, _underscore, member = name.partition("_")
        if key not in known or member == "unit":
            continue
        for sheet, place in defined.destinations:
            left, top, right, bottom = openpyxl.utils.range_boundaries(place)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (coordinate := filled.get((sheet, row, column))) is not None:
                        found.add((key, f"{sheet}!{coordinate}"))
    return found


@needs_data
def test_every_fact_of_the_filled_sample_arrives(
    actor: Actor, firm: Organisation, catalogue: dict[str, Indicator], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_vsme", str(SAMPLE), organisation=firm.slug)
    assert "0 unknown, 0 refused" in capsys.readouterr().out
    intake = Intake.objects.get()
    assert (intake.unknown, intake.refused) == (0, 0), [line for line in intake.lines if line["outcome"] != "taken"]
    taken = {(line["indicator"], line["place"]) for line in intake.lines if line["outcome"] == "taken"}
    report = Report.objects.get()
    assert (report.year, str(report.starts_on), report.currency, report.state) == (2026, "2026-01-01", "EUR", "draft")
    missing = facts_of_the_sample() - taken
    # What is left: rows of tables without a name (the template's own FALSE and 0), the further lines and boxes of a
    # set (one value for all), and each amount of waste and material once: its unit says whether it is mass or volume.
    rows = {"SiteLocatedInABiodiversitySensitiveArea", "SiteLocatedNearABiodiversitySensitiveArea"}
    sets = {
        "NaceSectorClassificationCodes",
        "ListOfOmittedDisclosuresDeemedToBeClassifiedOrSensitiveInformation",
        "SustainabilityIssueAddressedByPracticePolicyAndOrFutureInitiative",
        "TypeOfContentCoveredByTheCodeOfConductOrHumanRightsPolicyForItsOwnWorkforce",
        "TypeOfHumanRightRelatedToTheConfirmedIncident",
    }
    pairs = ("Mass", "Volume", "WeightOfMaterialUsed")
    left = {key for key, _place in missing if key not in rows | sets and not any(pair in key for pair in pairs)}
    assert left == set()
    own = {
        (row.indicator.key, row.breakdown): row
        for row in IndicatorValue.objects.filter(source="own").select_related("indicator")
    }
    assert own["GrossScope1GreenhouseGasEmissions", ""].value == 100
    assert own["GrossScope1GreenhouseGasEmissions", "base year"].value == 150
    assert own["EnergyConsumptionFromFuels", "renewable"].value == Decimal("6.3750051")
    assert own["NumberOfEmployees", ""].basis == "fte_average"
    assert own["PercentageGapInPayBetweenFemaleAndMaleEmployees", ""].value == Decimal("0.1")
    assert own["NumberOfEmployeesForCountryOfEmploymentContract", "Italy"].value == 140
    assert own["AreaOfSiteInBiodiversitySensitiveArea", "1"].value == Decimal("0.12")  # 1,200 m² in hectares
    assert own["TotalWasteGeneratedMass", ""].value == Decimal("7951.2")  # kilograms in tonnes
    assert own["WeightOfMaterialUsed", "1"].value == Decimal("1.5")
    assert own["VolumeOfMaterialUsed", "2"].value == 800
    assert own["BasisForReporting", ""].text == "ConsolidatedMember"
    content = own["TypeOfContentCoveredByTheCodeOfConductOrHumanRightsPolicyForItsOwnWorkforce", ""].text.split()
    assert (len(content), content[0]) == (5, "ChildLabourMember")
    assert own["UndertakingHasConfirmedHumanRightsIncidentsInItsOwnWorkforce", ""].value == 0
    assert len(own["NaceSectorClassificationCodes", ""].text.splitlines()) == 2
    assert not any(row.is_public for row in own.values())
    before = {row.pk: row.revision for row in IndicatorValue.objects.all()}
    with SAMPLE.open("rb") as file:
        import_template(actor=actor, organisation=firm, file=file, name="again.xlsx")
    assert {row.pk: row.revision for row in IndicatorValue.objects.all()} == before
    with pytest.raises(CommandError, match="no organisation"):
        call_command("import_vsme", str(SAMPLE), organisation="nobody")


def workbook(parts: dict[str, bytes] | None = None) -> bytes:
    """A workbook with one cell, and further parts."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["key", "value"])
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held, "a") as archive:
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return held.getvalue()


def formulas() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["key", "value"])
    book.active.append(["Turnover", "=1+1"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


HOSTILE: dict[str, Any] = {
    "formulas.xlsx": (formulas, "formulas"),
    "plain.xlsx": (workbook, "template"),
    "external.xlsx": (lambda: workbook({"xl/externalLinks/externalLink1.xml": b"<x/>"}), ""),
    "macro.xlsx": (lambda: workbook({"xl/vbaProject.bin": b"x"}), ""),
    "text.xlsx": (lambda: b"PK\x03\x04 not a workbook", ""),
    "empty.csv": (lambda: b"", "empty"),
    "wrong.csv": (lambda: b"name,amount\r\nx,1\r\n", "columns"),
    "binary.csv": (lambda: bytes(range(256)), ""),
    "cells.csv": (lambda: b"key,value\r\n=cmd|x,1\r\nTurnover,=1+1\r\nHoursWorked,-5\r\n", "lines"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_a_sentence_and_change_nothing(name: str, csr: User, report: Report, client: Client) -> None:
    make, said = HOSTILE[name]
    client.force_login(csr)
    kind = "vsme" if name == "plain.xlsx" else "table"
    sent = {"kind": kind, "file": SimpleUploadedFile(name, make())}
    answer = client.post(f"/reporting/reports/{report.pk}/import/", sent)
    if said == "lines":
        assert answer.status_code == 302 or answer.status_code == 303, answer.text
        intake = Intake.objects.get()
        assert (intake.taken, intake.unknown, intake.refused) == (0, 1, 2)
    else:
        assert answer.status_code == 422
        assert said in answer.text
        assert not Intake.objects.exists()
    assert not IndicatorValue.objects.exists()


@needs_data
def test_bomb(csr: User, report: Report, client: Client) -> None:
    client.force_login(csr)
    bomb = (DATA / "hostile" / "bomb-200MB.zip").read_bytes()
    sent = {"kind": "vsme", "file": SimpleUploadedFile("bomb.xlsx", bomb)}
    assert client.post(f"/reporting/reports/{report.pk}/import/", sent).status_code == 422
    assert not IndicatorValue.objects.exists()
