"""Enterprises report five years, describe their approaches, and are checked, asked and corrected by others."""

from __future__ import annotations

from functools import partial

from ict4society.accounts.actions.join import create_member
from ict4society.foundation.actors import Actor
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.figures import figures_of
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.organisations.actions.found import found_organisation
from ict4society.organisations.models import NaceCode
from ict4society.reporting.actions.check import check_value, resolve_conflict
from ict4society.reporting.actions.enter import Entry, record_values
from ict4society.reporting.actions.load import load_indicators
from ict4society.reporting.actions.outside import import_collection
from ict4society.reporting.actions.policy import PartSaid, save_policy
from ict4society.reporting.actions.publish import publish_report, withdraw_value
from ict4society.reporting.actions.report import start_report
from ict4society.reporting.actions.request import answer_request, request_data
from ict4society.reporting.cap import CAP_REASON
from ict4society.reporting.entry import Said
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.outside.shapes import Collection, Company, Figure
from ict4society.reporting.states import Part

SCOPE1 = "GrossScope1GreenhouseGasEmissions"
SCOPE2 = "GrossLocationBasedScope2GreenhouseGasEmissions"
SCOPE3 = "GrossScope3GreenhouseGasEmissions"
CATALOGUE, FOUNDED, FIRST_REPORT, APPROACHES, AFTERWARDS = 168.0, 166.0, 160.0, 96.0, 60.0
"""Days ago."""


def plan_reporting(timeline: Timeline, community: Community) -> None:
    """The catalogue, enterprises that join for it, the reports of five years, and what others make of them."""
    read = content.read("reporting")
    timeline.plan(CATALOGUE, load_indicators)
    for number, entry in enumerate(read["founded"]):
        timeline.plan(FOUNDED - number / 3, partial(_found, community, entry))
    years = read["years"]
    for number, entry in enumerate(read["enterprise"]):
        # The years before are entered at once; the last one after the books are closed.
        for place, year in enumerate(years):
            last = year == years[-1]
            day = (FIRST_REPORT - 40 if last else FIRST_REPORT - place / 20) - number
            timeline.plan(day, partial(_report, community, entry, year, publish=not (last and entry.get("draft"))))
        for place, topic in enumerate(entry["topics"]):
            timeline.plan(
                APPROACHES - number - place / 4, partial(_approach, community, entry, topic, read["approach"])
            )
    _plan_afterwards(timeline, community)


def _plan_afterwards(timeline: Timeline, community: Community) -> None:
    for number, act in enumerate((_restate, _outside, _decide, _withdraw, _ask, _checks)):
        timeline.plan(AFTERWARDS - 4 * number, partial(act, community))


def _found(community: Community, entry: content.Entry) -> None:
    person = entry["person"]
    joined = create_member(
        email=f"{person['key'].replace('_', '.')}@{entry['key']}.example",
        name=person["name"],
        password=None,
        country=entry["country"],
        language="en",
        about="",
        is_demonstration=True,
    )
    community.people[person["key"]] = joined.pk
    founded = found_organisation(
        actor=Actor(joined),
        name=entry["name"],
        group="enterprise",
        country=entry["country"],
        size_class=entry["size"],
        nace_codes=NaceCode.objects.filter(revision="2.1", code__in=entry["nace"]),
        website=f"https://{entry['key']}.example/",
        email_domain=f"{entry['key']}.example",
        about=entry["about"],
        language=entry["language"],
    )
    community.organisations[entry["key"]] = founded.pk
    community.voices[person["key"]] = entry["key"]


def _report(community: Community, entry: content.Entry, year: int, *, publish: bool) -> None:
    actor, organisation = community.actor(entry["by"]), community.organisation(entry["key"])
    summary = entry.get("summary", "") if publish else ""
    report = start_report(actor=actor, organisation=organisation, year=year, summary=summary)
    figures = figures_of(entry, organisation.country, year)
    known = {each.key: each for each in Indicator.objects.filter(key__in=figures)}
    entries = [Entry(known[key], said) for key, said in figures.items()]
    if not publish:
        entries = entries[: len(entries) // 2]
    record_values(actor=actor, report=report, entries=entries)
    if publish:
        publish_report(actor=actor, report=report)


def _approach(community: Community, entry: content.Entry, topic: str, approaches: content.Entry) -> None:
    said = approaches[topic]
    parts = {
        name: PartSaid(text=text, grade=grade, evidence_url=f"https://{entry['key']}.example/approach/" if text else "")
        for name, text, grade in zip(Part.values, said["texts"], said["grades"], strict=True)
    }
    save_policy(
        actor=community.actor(entry["by"]),
        organisation=community.organisation(entry["key"]),
        topic=community.topic(topic),
        parts=parts,
        publish=True,
    )


def _value(community: Community, enterprise: str, key: str, year: int, source: str = "own") -> IndicatorValue:
    rows = IndicatorValue.objects.select_related("organisation", "indicator", "report__organisation")
    return rows.get(
        organisation_id=community.organisations[enterprise], indicator__key=key, year=year, source=source, breakdown=""
    )


def _restate(community: Community) -> None:
    """Two enterprises correct themselves."""
    for key, by, indicator, factor, reason in (
        ("nordlicht", "jonas", SCOPE1, "1.18", "The emergency generators of two sites had been left out."),
        (
            "skalden",
            "ebba",
            "GrossLocationBasedScope2GreenhouseGasEmissions",
            "0.93",
            "A newer grid factor was published.",
        ),
    ):
        value = _value(community, key, indicator, 2023)
        number = f"{float(value.entered) * float(factor):.1f}"
        said = Said(number=number, unit="tCO2e", assurance=value.assurance, evidence_title=value.evidence_title)
        report = Report.objects.get(organisation_id=value.organisation_id, year=2023)
        record_values(actor=community.actor(by), report=report, entries=[Entry(value.indicator, said)], reason=reason)


def _outside(community: Community) -> None:
    """An index says something else of two enterprises, for two years."""
    made = Collection("demonstration", "Open Climate Index (invented)")
    for key, scope3 in (("rhodania", 61200), ("lagarina", 9100)):
        organisation = community.organisation(key)
        made.companies[key] = Company(key, organisation.name, organisation.country, organisation.size_class)
        for year in (2023, 2024):
            source = {"source": "open-climate-index", "source_name": "Open Climate Index (invented)"}
            method = "Modelled from turnover and sector."
            figure = Figure(
                key, SCOPE3, year, number=str(scope3), unit="tCO2e", state="estimated", method=method, **source
            )
            made.figures.append(figure)
    import_collection(actor=None, collection=made)


def _decide(community: Community) -> None:
    """One of the conflicts is decided; the others stand open."""
    value = _value(community, "rhodania", SCOPE3, 2023)
    reason = "The index models what we have measured: categories 1, 4 and 11 are from our own data."
    resolve_conflict(actor=community.actor("camille"), value=value, reason=reason)


def _withdraw(community: Community) -> None:
    """A value turns out to be another company's."""
    value = _value(community, "ventavella", "PersonalDataBreaches", 2022)
    reason = "The figure is that of the former holding; ours was never counted."
    withdraw_value(actor=community.actor("marcos"), value=value, reason=reason)


def _ask(community: Community) -> None:
    """A customer asks its supplier for more than the cap; the supplier declines that, and accepts a smaller request."""
    asker, asked = community.organisation("rhodania"), community.organisation("wisloka")
    keys = (SCOPE1, "TotalEnergyConsumption")
    basic = list(Indicator.objects.filter(key__in=keys))
    more = list(Indicator.objects.filter(key__in=(*keys, "GenderDiversityRatioInGovernanceBody", "SuppliersAssessed")))
    for indicators, accept, reason in ((more, False, CAP_REASON), (basic, True, "Both are in our report.")):
        request = request_data(
            actor=community.actor("camille"),
            asker=asker,
            asked=asked,
            indicators=indicators,
            year=2024,
            message="For our own report on the value chain.",
        )
        answer_request(actor=community.actor("tomasz"), request=request, accept=accept, reason=reason)


def _checks(community: Community) -> None:
    """People of other stakeholder groups compare figures with what they can find."""
    for enterprise, key, year, checks in (
        ("wisloka", SCOPE1, 2024, (("hanna", "confirms"), ("ola", "confirms"))),
        ("kaarna", "DevicesRepairedOrReused", 2024, (("veronika", "confirms"), ("sanni", "confirms"))),
        ("clonvale", "ChildSafetyReportsAnsweredInADay", 2024, (("aoife", "doubts"),)),
        ("nordlicht", "DataCentreEnergy", 2024, (("ruth", "confirms"),)),
    ):
        value = _value(community, enterprise, key, year)
        for person, verdict in checks:
            doubt = "Three of five reports that we sent had no decision after two days."
            reason = "Compared with the published statement: the same figure." if verdict == "confirms" else doubt
            check_value(
                actor=community.actor(person), value=value, revision=value.revision, verdict=verdict, reason=reason
            )
