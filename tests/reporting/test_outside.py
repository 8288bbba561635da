"""Published collections arrive whole; what is odd in them is said; sources that differ stand side by side."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from ict4society.organisations.models import NaceCode, Organisation
from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.queries import published_values
from tests.data import DATA, needs_data
from tests.people import factory

Output = pytest.CaptureFixture[str]
SOURCES = DATA / "indicators"


@needs_data
def test_uk_gender_pay_gap(catalogue: dict[str, Indicator], capsys: Output) -> None:
    NaceCode.objects.get_or_create(revision="2", code="62", defaults={"label": "Computer programming"})
    call_command("import_indicators", str(SOURCES / "uk_gender_pay_gap"))
    said = capsys.readouterr().out
    assert "791 company-years of 502 organisations (502 new)" in said
    years = IndicatorValue.objects.values_list("organisation_id", "year").distinct()
    assert years.count() == 791
    gap = catalogue["UkDiffMeanHourly"]
    assert published_values(gap, 2021).count() == 475
    first = Organisation.objects.get(name="8X8 UK LIMITED")
    assert first.size_class == "large"
    assert [code.code[:2] for code in first.nace_codes.all()] == ["62"]
    assert published_values(gap, 2019).get(organisation=first).value == Decimal("0.26")
    assert "figures are blank" in said


@needs_data
def test_ranking_digital_rights(catalogue: dict[str, Indicator], capsys: Output) -> None:
    call_command("import_indicators", str(SOURCES / "rdr"))
    assert "27 organisations (27 new)" in capsys.readouterr().out
    scores = IndicatorValue.objects.filter(source="rdr")
    assert scores.exclude(indicator__section="RDR").count() == 1890
    assert scores.filter(state="not_applicable").exclude(value=None).count() == 0
    assert published_values(catalogue["RdrP05"], 2020).filter(state="zero").exists()
    total = published_values(catalogue["RdrTotal"], 2017).get(organisation__name="Apple")
    assert total.value == Decimal("0.35")


@needs_data
def test_swedish_climate_data(catalogue: dict[str, Indicator], capsys: Output) -> None:
    call_command("import_indicators", str(SOURCES / "sweden_company_climate"))
    said = capsys.readouterr().out
    assert "505 company-years of 146 organisations" in said
    assert said.count("is a placeholder") == 11
    assert said.count("no sector (NACE)") == 18
    assert said.count("without its method is not taken") == 40
    assert not IndicatorValue.objects.filter(indicator__key="Turnover", value=12345).exists()


@needs_data
def test_sources_that_differ_stand_side_by_side(
    catalogue: dict[str, Indicator], capsys: Output, client: Client
) -> None:
    call_command("import_indicators", str(SOURCES / "tech_ghg"))
    assert "28 conflicting" in capsys.readouterr().out
    scope3 = catalogue["GrossScope3GreenhouseGasEmissions"]
    assert IndicatorValue.objects.filter(indicator=scope3).count() == 112
    assert published_values(scope3, 2018).count() == 28
    report, cdp = IndicatorValue.objects.filter(
        indicator=scope3, organisation__name="SAP SE"
    ).order_by("value")  # fmt: skip
    assert (report.conflicting, cdp.conflicting, report.chosen, cdp.chosen) == (True, True, False, False)
    page = client.get(f"/reporting/values/{cdp.pk}/").text
    assert "Sources differ." in page
    assert "507,299" in page
    operator = factory.person(is_operator=True)
    client.force_login(operator)
    choose = f"/reporting/values/{cdp.pk}/choose/"
    assert client.get(choose).status_code == 200
    assert client.post(choose, {"reason": ""}).status_code == 422
    assert client.post(choose, {"reason": "It covers all fifteen categories."}).status_code == 303
    assert published_values(scope3, 2018).get(organisation__name="SAP SE").value == cdp.value
    assert "It covers all fifteen categories." in client.get(f"/reporting/values/{report.pk}/").text
    call_command("import_indicators", str(SOURCES / "tech_ghg"))
    again = capsys.readouterr().out
    assert "(0 new)" in again
    assert "0 changed, 27 conflicting" in again
    client.force_login(factory.person())
    assert client.post(choose, {"reason": "mine"}).status_code == 403


def test_anything_else_is_refused_with_a_sentence(catalogue: dict[str, Indicator], tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    for path in (other, tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(CommandError):
            call_command("import_indicators", str(path))
    assert not IndicatorValue.objects.exists()
