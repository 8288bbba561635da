"""Units, numbers, hints, formulas, derived values, the cap; pages cost the same with one and with many rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused
from ict4society.organisations.models import Organisation
from ict4society.reporting.actions.publish import publish_report
from ict4society.reporting.actions.report import start_report
from ict4society.reporting.entry import Said, ValueRefused, understand
from ict4society.reporting.formulas import FormulaWrong, compute, keys_of
from ict4society.reporting.hints import hints_for
from ict4society.reporting.models import DataRequest, Indicator, IndicatorValue, Policy, Report
from ict4society.reporting.numbers import NumberUnclear, read_number
from ict4society.reporting.states import REPORT_TRANSITIONS, REQUEST_TRANSITIONS
from tests.people import factory
from tests.reporting.conftest import SCOPE1, SCOPE2, SCOPE2_MARKET, Say


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12,5", "12.5"),
        ("1,240", "1240"),
        ("1.240,5", "1240.5"),
        ("1\u202f240", "1240"),
        ("1'240.5", "1240.5"),
        ("−3", "-3"),
        ("0.1", "0.1"),
        (".5", "0.5"),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "twelve", "1e99", "NaN", "inf", "1-2", "=1+1", "9" * 40, "1,2.3,4x"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(NumberUnclear):
        read_number(typed)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(typed: str) -> None:
    indicator = Indicator(key="X", value_type="decimal", unit="MWh", labels={"en": "X"})
    try:
        made = understand(indicator, Said(number=typed, state="estimated"))
    except ValueRefused:
        return
    assert made.value is not None
    assert made.value >= 0


@pytest.mark.parametrize(
    ("number", "unit", "stored"),
    [("12.5", "MWh", "12.5"), ("45000", "MJ", "12.5"), ("12500", "kWh", "12.5"), ("0.0125", "GWh", "12.5")],
)
def test_units_are_converted(number: str, unit: str, stored: str) -> None:
    indicator = Indicator(key="X", value_type="decimal", unit="MWh", labels={"en": "X"})
    assert understand(indicator, Said(number=number, unit=unit)).value == Decimal(stored)
    with pytest.raises(ValueRefused, match="not a unit"):
        understand(indicator, Said(number="1", unit="kgCO2e"))


def test_hints_never_block(say: Say, actor: Actor, firm: Organisation, report: Report) -> None:
    before = start_report(actor=actor, organisation=firm, year=2023)
    gap = "PercentageGapInPayBetweenFemaleAndMaleEmployees"
    say(into=before, **{SCOPE1: "1240", gap: Said(number="9", unit="%"), "HoursWorked": "90000"})
    say(**{SCOPE1: "1240000", gap: Said(number="0.1", unit="%"), "HoursWorked": "0"})
    last = {row.indicator.key: row for row in before.values.select_related("indicator")}
    now = {row.indicator.key: row for row in report.values.select_related("indicator")}
    said = {key: " ".join(hints_for(row.indicator, row, last.get(key))) for key, row in now.items()}
    assert "about a thousand times" in said[SCOPE1]
    assert "If you meant 10 %" in said[gap]
    assert "not collected" in said["HoursWorked"]
    say(EmployeeTurnoverRate=Said(number="1000", unit="%"))
    rate = report.values.get(indicator__key="EmployeeTurnoverRate")
    assert "more than 100" in hints_for(rate.indicator, rate)[0]
    with pytest.raises(ValueRefused, match="negative"):
        say(NumberOfEmployees="-5")


def test_formulas_are_sums_and_quotients_only() -> None:
    assert sorted(keys_of("(A + B) / C * 200000")) == ["A", "B", "C"]
    assert compute("(A + B) / C", {"A": Decimal(1), "B": Decimal(2), "C": Decimal(4)}) == Decimal("0.75")
    assert compute("A / B", {"A": Decimal(1), "B": Decimal(0)}) is None
    for wrong in ("__import__('os')", "A ** 9", "A if B else C", "f(A)", "A.b", "[A]", "A +", "'x'", "(" * 300):
        with pytest.raises(FormulaWrong):
            keys_of(wrong)


def test_derived_values_inherit_the_weakest_check_and_never_mix(say: Say, report: Report) -> None:
    say(
        **{
            SCOPE1: Said(number="10", assurance="third_party"),
            SCOPE2: Said(number="5", assurance="self", state="estimated"),
            SCOPE2_MARKET: Said(number="1", assurance="third_party"),
            "HoursWorked": Said(number="400000"),
            "NumberOfRecordableWorkRelatedAccidentsInTheReportingPeriod": "3",
            "WomenInIctRoles": Said(number="10", basis="heads_year_end"),
            "PeopleInIctRoles": Said(number="40", basis="fte_average"),
        }
    )
    derived = {row.indicator.key: row for row in report.values.filter(source="derived").select_related("indicator")}
    located = derived["TotalGrossLocationBasedScope1AndScope2GHGEmissions"]
    assert (located.value, located.assurance, located.state) == (15, "self", "estimated")
    market = derived["TotalGrossMarketBasedScope1AndScope2GHGEmissions"]
    assert (market.value, market.assurance, market.state) == (11, "third_party", "reported")
    assert derived["RateOfRecordableWorkRelatedAccidentsInTheReportingPeriod"].value == Decimal("1.5")
    assert "ShareOfWomenInIctRoles" not in derived  # heads are not divided by full-time equivalents
    say(TotalGrossMarketBasedScope1AndScope2GHGEmissions=Said(number="12"))
    assert not report.values.filter(source="derived", indicator=market.indicator).exists()


def test_one_value_of_a_cell_counts(published: Report) -> None:
    value = published.values.get(indicator__key=SCOPE1)
    assert value.chosen
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.create(
            organisation=value.organisation,
            indicator=value.indicator,
            year=value.year,
            source="other",
            state="reported",
            value=1,
            chosen=True,
        )


def test_the_cap_of_the_value_chain(
    csr: User, firm: Organisation, catalogue: dict[str, Indicator], client: Client
) -> None:
    buyer = factory.person()
    large = factory.organisation("enterprise", representative=buyer)
    client.force_login(buyer)
    page = f"/reporting/organisations/{firm.slug}/ask/"
    assert client.get(page).status_code == 200
    asked = [catalogue[SCOPE1].pk, catalogue["GenderDiversityRatioInGovernanceBody"].pk]
    sent = {"asker": large.pk, "year": 2024, "indicators": asked, "message": "For our report."}
    made = client.post(page, sent)
    request = DataRequest.objects.get()
    assert made["Location"] == f"/reporting/requests/{request.pk}/"
    client.force_login(csr)
    assert "1 indicator lies beyond the value-chain cap" in client.get(made["Location"]).text
    assert client.post(made["Location"], {"decline": "1"}).status_code == 422
    assert client.post(made["Location"], {"decline_cap": "1"}).status_code == 303
    client.force_login(buyer)
    assert "more than the value-chain cap allows" in client.get(made["Location"]).text
    assert client.get("/reporting/requests/").status_code == 200
    client.post(f"/reporting/requests/{request.pk}/take-back/")
    request.refresh_from_db()
    assert request.state == "declined"
    client.force_login(factory.person())
    assert client.get(made["Location"]).status_code == 404
    assert client.get(page).status_code == 403


def test_an_approach_is_graded_by_stated_criteria(csr: User, firm: Organisation, client: Client) -> None:
    topic = factory.topic("e-privacy")
    client.force_login(csr)
    page = f"/reporting/organisations/{firm.slug}/policies/{topic.slug}/"
    assert client.get(f"/reporting/organisations/{firm.slug}/policies/").status_code == 200
    assert "Is there a public, written commitment" in client.get(page).text
    grades = {"policy": "yes", "responsibility": "partial", "process": "no", "scope": "not_applicable", "review": "no"}
    sent: dict[str, Any] = {"language": "en", "publish": "1"}
    sent |= {f"{part}_grade": grade for part, grade in grades.items()}
    refused = client.post(page, sent)
    assert refused.status_code == 422
    assert "describe it or give the evidence" in refused.text
    sent |= {"policy_text": "We never sell data.", "responsibility_evidence_url": "https://firm.example/dpo"}
    done = client.post(page, sent)
    assert done.status_code == 303
    policy = Policy.objects.get()
    stale = client.post(page, {**sent, "revision": "1", "policy_text": "We promise to sell no data."})
    assert stale.status_code == 303
    stale = client.post(page, {**sent, "revision": "1", "policy_text": "Mine."})
    assert stale.status_code == 409
    assert "Mine." in stale.text
    assert "promise" in stale.text
    client.logout()
    shown = client.get(f"/reporting/policies/{policy.pk}/").text
    assert "38%" in shown  # (1 + ½ + 0 + 0) / 4
    assert "e-privacy" in client.get(f"/reporting/organisations/{firm.slug}/").text or topic.name in shown


def test_operators_extend_the_catalogue(catalogue: dict[str, Indicator], csr: User, client: Client) -> None:
    client.force_login(csr)
    assert client.get("/reporting/indicators/add/").status_code == 403
    client.force_login(factory.person(is_operator=True))
    assert client.get("/reporting/indicators/add/").status_code == 200
    version = catalogue["HoursWorked"].version_id
    sent = {
        "version": version,
        "key": "HoursTrained",
        "label": "Hours of training",
        "labels": "fr: Heures de formation",
        "definition": "All of them.",
        "section": "ICT",
        "value_type": "decimal",
        "unit": "h",
        "direction": "higher",
        "period": "duration",
        "formula": "HoursWorked / Nothing",
        "active": "on",
    }
    assert "There is no indicator" in client.post("/reporting/indicators/add/", sent).text
    made = client.post("/reporting/indicators/add/", {**sent, "formula": ""})
    assert made.status_code == 303
    row = Indicator.objects.get(key="HoursTrained")
    assert row.labels["fr"] == "Heures de formation"
    assert client.get(f"/reporting/indicators/{row.pk}/edit/").status_code == 200
    renamed = client.post(f"/reporting/indicators/{row.pk}/edit/", {**sent, "formula": "", "label": "Training"})
    assert renamed.status_code == 303
    assert "Training" in client.get("/reporting/indicators/?q=trained").text


@pytest.mark.parametrize(
    "address",
    [
        "/reporting/",
        "/reporting/indicators/",
        "{indicator}",
        "{organisation}",
        "{report}",
        "/reporting/?q=Soft",
    ],
)
def test_pages_cost_the_same_with_one_and_with_many(
    address: str, say: Say, actor: Actor, published: Report, catalogue: dict[str, Indicator], client: Client
) -> None:
    path = {
        "{indicator}": f"/reporting/indicators/{catalogue[SCOPE1].pk}/",
        "{organisation}": f"/reporting/organisations/{published.organisation.slug}/",
        "{report}": f"/reporting/reports/{published.pk}/",
    }.get(address, address)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    client.get(path)
    one = cost()
    for year in (2020, 2021, 2022, 2023):
        report = start_report(actor=actor, organisation=published.organisation, year=year)
        say(into=report, **{SCOPE1: str(year), SCOPE2: "3", "HoursWorked": "4"})
        publish_report(actor=actor, report=report)
    say(EmployeesWhoLeft="3", SuppliersAssessed="40")
    publish_report(actor=actor, report=published)
    assert cost() <= max(one, 12)
    assert one <= 12


def test_years_and_periods_are_sensible(actor: Actor, firm: Organisation, report: Report) -> None:
    from datetime import date

    with pytest.raises(Refused, match="this year already"):
        start_report(actor=actor, organisation=firm, year=2024)
    for year, starts, ends in (
        (2023, date(2023, 12, 31), date(2023, 1, 1)),
        (2023, date(2021, 1, 1), date(2021, 12, 31)),
        (2023, date(2020, 1, 1), date(2023, 12, 31)),
    ):
        with pytest.raises(Refused):
            start_report(actor=actor, organisation=firm, year=year, starts_on=starts, ends_on=ends)
    assert set(REPORT_TRANSITIONS) == {"draft", "published"}
    assert set(REQUEST_TRANSITIONS) == {"open", "accepted", "declined", "withdrawn"}


def test_hostile_addresses_are_answered(
    csr: User, report: Report, catalogue: dict[str, Indicator], client: Client
) -> None:
    client.force_login(csr)
    question = f"/reporting/reports/{report.pk}/questions/{catalogue[SCOPE1].pk}/"
    for path, status in (
        (f"{question}?breakdown=%00x", 200),
        (f"{question}?breakdown={'y' * 5000}", 200),
        (f"/reporting/reports/{10**30}/fill/", 404),
        (f"/reporting/reports/{report.pk}/fill/%00/", 404),
        ("/reporting/indicators/?q=%00&topic=%00&standard=%00&page=99999999999999999999", 200),
        ("/reporting/indicators/?q=%25%5F&standard=x", 200),
        ("/reporting/?q=%00&year=99999&page=-1", 200),
        (f"/reporting/organisations/{report.organisation.slug}/?labels=%00", 200),
        ("/api/v1/reporting/values?indicator=%00", 400),
        ("/api/v1/reporting/indicators?standard=%00", 400),
        (f"/api/v1/reporting/values/{10**30}", 404),
    ):
        assert client.get(path).status_code == status, path
    for name in ("answer", "breakdown", "method", "reason", "evidence_title"):
        assert client.post(question, {"answer": "1", name: "a\x00b"}).status_code in (303, 422)
    assert client.post(f"/reporting/reports/{report.pk}/fill/B3/", {"why": "\x00"}).status_code == 303
