"""A small firm's first report, and an organisation that checks a figure, in a client without a browser."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.subjects import Ref
from ict4society.organisations.models import Organisation
from ict4society.reporting.actions.publish import publish_report
from ict4society.reporting.entry import Said
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.queries import published_values
from tests.jobs import run_jobs
from tests.people import factory
from tests.reporting.conftest import SCOPE1, SCOPE2, Say


def test_the_first_report_of_a_small_firm(
    csr: User, firm: Organisation, catalogue: dict[str, Indicator], client: Client
) -> None:
    client.force_login(csr)
    assert client.get(f"/reporting/organisations/{firm.slug}/start/").status_code == 200
    head = {"year": "2024", "starts_on": "2024-01-01", "ends_on": "2024-12-31", "currency": "EUR", "language": "en"}
    started = client.post(f"/reporting/organisations/{firm.slug}/start/", head)
    report = Report.objects.get()
    assert started["Location"] == f"/reporting/reports/{report.pk}/fill/"
    again = client.post(f"/reporting/organisations/{firm.slug}/start/", head)
    assert again.status_code == 422
    assert f"/reporting/reports/{report.pk}/fill/" in again.text

    overview = client.get(f"/reporting/reports/{report.pk}/fill/").text
    assert "B3" in overview
    assert "RDR-G" not in overview  # asked of large enterprises only
    energy = catalogue["EnergyConsumptionFromElectricity"]
    scope1 = catalogue[SCOPE1]
    table = f"/reporting/reports/{report.pk}/fill/B3/"
    assert client.get(table).status_code == 200
    wrong = client.post(
        table, {f"i{scope1.pk}-answer": "-5", f"i{energy.pk}-answer": "45000", f"i{energy.pk}-unit": "MJ"}
    )
    assert wrong.status_code == 422
    assert "This cannot be negative." in wrong.text
    assert 'value="45000"' in wrong.text
    assert not IndicatorValue.objects.exists()
    sent = {f"i{scope1.pk}-answer": "12", f"i{energy.pk}-answer": "45000", f"i{energy.pk}-unit": "MJ"}
    assert client.post(table, sent).status_code == 303
    assert "45000 MJ = 12.5 MWh" in client.get(table).text
    assert IndicatorValue.objects.get(indicator=energy).value == Decimal("12.5")

    people = catalogue["NumberOfEmployees"]
    question = f"/reporting/reports/{report.pk}/questions/{people.pk}/"
    assert client.get(question).status_code == 200
    refused = client.post(question, {"answer": "-60"})
    assert "A number of people cannot be negative." in refused.text
    proof = SimpleUploadedFile("payroll.txt", b"60 people on 31 December")
    saved = client.post(question, {"answer": "60", "basis": "heads_year_end", "file": proof, "next": "1"})
    assert saved.status_code == 303
    assert saved["Location"] != question
    withheld = catalogue["TotalWaterConsumption"]
    page = f"/reporting/reports/{report.pk}/questions/{withheld.pk}/"
    assert "Say why the value is withheld" in client.post(page, {"state": "withheld"}).text
    client.post(page, {"state": "withheld", "reason": "The landlord does not say."})

    assert client.get(f"/reporting/reports/{report.pk}/publish/").status_code == 200
    done = client.post(f"/reporting/reports/{report.pk}/publish/")
    assert done["Location"] == f"/reporting/reports/{report.pk}/"
    client.logout()
    shown = client.get(done["Location"]).text
    assert "heads, at the end of the year" in shown
    assert "The landlord does not say." in shown
    assert client.get(f"/reporting/organisations/{firm.slug}/?labels=fr").status_code == 200
    assert firm.name in client.get("/reporting/").text
    assert firm.name in client.get(f"/reporting/indicators/{scope1.pk}/").text
    value = IndicatorValue.objects.get(indicator=people)
    assert "payroll.txt" in client.get(f"/reporting/values/{value.pk}/").text


def test_an_organisation_of_civil_society_checks_a_figure(
    published: Report, actor: Actor, say: Say, client: Client
) -> None:
    value = published.values.get(indicator__key=SCOPE2)
    page = f"/reporting/values/{value.pk}/"
    assert "self-checked" in client.get(page).text
    total = published.values.get(indicator__key="TotalGrossLocationBasedScope1AndScope2GHGEmissions")
    assert (total.value, total.assurance) == (1300, "self")
    for group in ("civil_society", "academia"):
        ngo = factory.organisation(group)
        checker = factory.person()
        factory.mandate(checker, ngo)
        client.force_login(checker)
        sent = {
            "verdict": "confirms",
            "reason": "Compared with the invoices.",
            "acting_as": str(ngo.pk),
            "revision": "1",
        }
        assert client.post(f"{page}check/", {**sent, "reason": ""}).status_code == 422
        assert client.post(f"{page}check/", sent).status_code == 303
    value.refresh_from_db()
    total.refresh_from_db()
    assert (value.assurance, total.assurance) == ("community", "community")
    client.force_login(actor.user)
    assert client.post(f"{page}check/", {**sent, "acting_as": ""}).status_code == 403

    citation = cite(Ref("reporting.value", value.pk), user=actor.user, exact="60 t CO₂e, reported", revision=1)
    assert citation.group == "enterprise"
    restated = say(reason="A meter was read twice.", **{SCOPE2: "55"})
    assert {row.indicator.key for row in restated} >= {SCOPE2, total.indicator.key}
    run_jobs()
    citation.refresh_from_db()
    assert citation.state == "changed"
    client.logout()
    shown = client.get(page).text
    assert "A meter was read twice." in shown
    assert "of an earlier revision" in shown
    client.force_login(actor.user)
    assert client.get(f"{page}withdraw/").status_code == 200
    assert client.post(f"{page}withdraw/", {"reason": "It belongs to another site."}).status_code == 303
    run_jobs()
    citation.refresh_from_db()
    assert citation.state == "withdrawn"
    assert not published_values(total.indicator, 2024).exists()
    assert "It belongs to another site." in Client().get(page).text


def test_the_exact_words(published: Report) -> None:
    words = published.values.get(indicator__key=SCOPE1).revisions.get().words
    assert words == "Scope 1 emissions 2024: 1,240 t CO₂e, reported, third party assured"
    people = published.values.get(indicator__key="NumberOfEmployees").revisions.get().words
    assert people == "Number of employees 2024: 60, reported, heads at year-end, not checked"


def test_restating_needs_a_reason_and_stale_forms_lose_nothing(
    published: Report, csr: User, catalogue: dict[str, Indicator], client: Client
) -> None:
    client.force_login(csr)
    question = f"/reporting/reports/{published.pk}/questions/{catalogue[SCOPE1].pk}/"
    refused = client.post(question, {"answer": "1300", "revision": "1"})
    assert refused.status_code == 422
    assert "Say why it changes" in refused.text
    assert client.post(question, {"answer": "1300", "revision": "1", "why": "A site was missing."}).status_code == 303
    stale = client.post(question, {"answer": "1400", "revision": "1", "why": "Another one."})
    assert stale.status_code == 409
    assert 'value="1400"' in stale.text
    assert "1,300" in stale.text
    published.refresh_from_db()
    assert published.version == 2


def test_colleagues_fill_their_sections_only(
    report: Report, csr: User, firm: Organisation, catalogue: dict[str, Indicator], client: Client
) -> None:
    colleague = factory.person("Cleo Colleague")
    factory.mandate(colleague, firm)
    client.force_login(colleague)
    assert client.get(f"/reporting/reports/{report.pk}/fill/").status_code == 403
    client.force_login(csr)
    page = f"/reporting/reports/{report.pk}/colleagues/"
    assert client.post(page, {"section": "B3", "colleague": colleague.pk, "note": "By Friday"}).status_code == 303
    run_jobs()
    client.force_login(colleague)
    key = f"i{catalogue[SCOPE1].pk}-answer"
    assert client.post(f"/reporting/reports/{report.pk}/fill/B3/", {key: "3"}).status_code == 303
    assert client.get(f"/reporting/reports/{report.pk}/fill/B8/").status_code == 403
    assert client.post(f"/reporting/reports/{report.pk}/publish/").status_code == 403
    client.force_login(csr)
    given = report.sections.get()
    assert client.post(f"{page}{given.pk}/remove/").status_code == 303
    assert not report.sections.exists()


@pytest.mark.parametrize("who", ["visitor", "member", "delegate", "representative", "moderator", "other"])
def test_drafts_and_hidden_reports_never_leak(who: str, report: Report, actor: Actor, say: Say, client: Client) -> None:
    """The policy answers for lists, for one object and for pages alike."""
    from django.contrib.auth.models import AnonymousUser

    from ict4society.foundation.policy import can
    from ict4society.reporting.actions.hide import hide_report
    from ict4society.reporting.policies import reports_visible_to, values_visible_to

    people: dict[str, Callable[[], object]] = {
        "visitor": AnonymousUser,
        "member": factory.person,
        "delegate": lambda: factory.mandate(factory.person(), actor.organisation).user,  # type: ignore[arg-type]
        "representative": lambda: actor.user,
        "moderator": lambda: factory.person(is_moderator=True),
        "other": lambda: factory.organisation("enterprise", representative=(p := factory.person())) and p,
    }
    user = people[who]()
    say(**{SCOPE1: "5"})
    value = report.values.get()
    own = who in ("delegate", "representative")

    def seen() -> tuple[bool, bool]:
        for model_rows, row, permission in (
            (reports_visible_to(user), report, "reporting.view_report"),
            (values_visible_to(user), value, "reporting.view_value"),
        ):
            row.refresh_from_db()
            assert model_rows.filter(pk=row.pk).exists() == can(user, permission, row)
        return can(user, "reporting.view_report", report), can(user, "reporting.view_value", value)

    assert seen() == (own, own)
    publish_report(actor=actor, report=report)
    assert seen() == (True, True)
    hide_report(actor=Actor(factory.person(is_moderator=True)), report=report, reason="wrong")
    allowed = own or who == "moderator"
    assert seen() == (allowed, allowed)
    if who != "visitor":
        client.force_login(user)  # type: ignore[arg-type]
    expected = 200 if allowed else 404
    assert client.get(f"/reporting/values/{value.pk}/").status_code == expected
    assert client.get(f"/reporting/reports/{report.pk}/export/csv/").status_code == expected


def test_answers_of_every_kind(say: Say, catalogue: dict[str, Indicator], report: Report) -> None:
    say(
        EmployeeTurnoverRate=Said(number="12.5", unit="%"),
        UndertakingsLegalForm=Said(text=catalogue["UndertakingsLegalForm"].options[0]["id"]),
        MinorsProtectedByDefault=Said(number="no"),
        GreenhouseGasEmissionReductionTargetYear=Said(number="2030"),
        RdrG01=Said(state="not_collected"),
        HoursWorked=Said(number="0"),
    )
    values = {row.indicator.key: row for row in report.values.select_related("indicator")}
    assert values["EmployeeTurnoverRate"].value == Decimal("0.125")
    assert (values["MinorsProtectedByDefault"].value, values["MinorsProtectedByDefault"].state) == (0, "reported")
    assert (values["RdrG01"].value, values["RdrG01"].state) == (None, "not_collected")
    assert values["HoursWorked"].state == "zero"
