"""Reports: public with a value that is not, draft, hidden; approaches, requests for data, an import."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django.utils import timezone

from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from ict4society.reporting.actions.enter import Entry, record_values
from ict4society.reporting.actions.intake import import_table
from ict4society.reporting.actions.policy import PartSaid, save_policy
from ict4society.reporting.actions.publish import publish_report
from ict4society.reporting.actions.report import assign_section, start_report
from ict4society.reporting.actions.request import request_data
from ict4society.reporting.entry import Said
from ict4society.reporting.models import (
    DataRequest,
    Indicator,
    IndicatorValue,
    Policy,
    Report,
    Standard,
    StandardVersion,
    XbrlCheck,
)
from ict4society.reporting.states import XbrlState
from ict4society.topics.models import Topic
from tests.promises.world import Private, Samples, World

ANSWERS = """
reporting_work_list_sections       API  403 representative 200
reporting_work_show_import         API  404 representative 200 operator 200
reporting_policies_show_request    API  404 representative 200 other 200
reporting:start                    GET  403 representative 200
reporting:policies                 GET  403 representative 200
reporting:policy_write             GET  403 representative 200
reporting:ask                      GET  403 representative 200
reporting:head                     GET  403 representative 200
reporting:fill                     GET  404 representative 200
reporting:section                  GET  404 representative 200
reporting:question                 GET  404 representative 200
reporting:publish                  GET  404 representative 200
reporting:colleagues               GET  404 representative 200
reporting:unassign                 GET  405
reporting:intake                   GET  403 representative 200
reporting:intake_result            GET  404 representative 200 operator 200
reporting:check                    GET  302
reporting:withdraw                 GET  403 representative 200
reporting:choose                   GET  403 representative 200 operator 200
reporting:request                  GET  404 representative 200 other 200
reporting:request_take_back        GET  405
reporting:xbrl_order               GET  303
reporting:xbrl_order               POST 403 representative 303 operator 303
reporting:indicator_add            POST 303
reporting:indicator_edit           POST 303
reporting:start                    POST 403 representative 303
reporting:policy_write             POST 403 representative 303
reporting:ask                      POST 403 representative 303
reporting:head                     POST 403 representative 303
reporting:section                  POST 404 representative 303
reporting:question                 POST 404 representative 303
reporting:publish                  POST 404 representative 303
reporting:colleagues               POST 404 representative 303
reporting:unassign                 POST 404 representative 303
reporting:intake                   POST 403 representative 422
reporting:check                    POST 303 representative 403 other 422
reporting:withdraw                 POST 403 representative 303
reporting:choose                   POST 403 representative 303 operator 303
reporting:request                  POST 404 representative 303 other 422
reporting:request_take_back        POST 404 representative 303 other 422
"""
HOLDERS = {"reporting.edit_catalogue": "operator"}
NO_SUCH = {"pk": 987654321}


def make(world: World) -> Samples:
    """All of Nordlys, which its representative fills; Open Repair Forum asks it for data, and is asked."""
    energy, water, words = _catalogue(world)
    shown, draft, hidden = (_report(world, year) for year in (2023, 2024, 2022))
    value, _words, blamed = _enter(
        world,
        shown,
        {energy: Said(number="1240"), words: Said(text="We measure."), water: Said(number="7", method="Xblamed")},
    )
    _publish(world, shown)
    XbrlCheck.objects.create(report=shown, version=1, state=XbrlState.VALID, facts=3, ordered_at=timezone.now())
    _enter(world, hidden, {words: Said(text="Xdisgraced words.")})
    _publish(world, hidden)
    (withheld,) = _enter(
        world, shown, {_indicator(energy.version, world, "waste", 4): Said(number="3", method="Xwithheld")}
    )
    (guarded,) = _enter(world, draft, {energy: Said(number="1100", method="Xguarded method")})
    _elsewhere(value)
    ours = world.actor("representative", world.organisation)
    table = BytesIO(b"key,value,unit\nwater,Xunclear,m3\n")
    protocol = import_table(actor=ours, report=draft, file=table, name="Xtable.csv")
    asked = assign_section(actor=ours, report=draft, section="B3", colleague=world.people["representative"])
    policy, sketch = _policy(world, world.issue, "We save.", publish=True), _policy(world, world.area, "Xtentative.")
    wish, own = _request(world, energy, "Xconfiding words", asker="other"), _request(world, energy, "Xcurious words")
    for ref in (Ref("reporting.report", hidden.pk), Ref("reporting.value", blamed.pk)):
        decide_subject(actor=world.actor("moderator"), ref=ref, action=DecisionAction.HIDE, reason="Invented.")
    world.made |= {"indicator": energy, "value": value}
    filled = {"pk": draft.pk}
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={
            "slug": world.organisation.slug,
            "topic": world.issue.slug,
            "code": "B3",
            "format": "csv",
            "indicator_id": energy.pk,
            "section_id": asked.pk,
            "pk": shown.pk,
        },
        routes={
            **{f"reporting:{name}": {"pk": energy.pk} for name in ("indicator", "indicator_edit")},
            **{f"reporting:{name}": {"pk": value.pk} for name in ("value", "check", "withdraw", "choose")},
            **{f"reporting:{name}": filled for name in ("colleagues", "unassign", "fill", "section", "question")},
            "reporting:publish": filled,
            "reporting:ask": {"slug": world.other_organisation.slug},
            "reporting:policy": {"pk": policy.pk},
            "reporting:intake_result": {"pk": protocol.pk},
            "reporting:request": {"pk": wish.pk},
            "reporting:request_take_back": {"pk": own.pk},
        },
        bodies={
            "reporting:request": {"accept": "1"},
            "reporting:ask": {"asker": str(world.organisation.pk), "indicators": [str(energy.pk)], "year": "2023"},
            "reporting:check": {"verdict": "confirms", "reason": "It is in their books."},
            "reporting:start": {"year": "2021", "starts_on": "2021-01-01", "ends_on": "2021-12-31"},
            "reporting:indicator_add": {"key": "noise", "label": "Noise", "section": "B3", "value_type": "decimal"},
        },
        private=[
            _private("a draft report", "Xembargoed2024", ("representative",), draft),
            _private("a hidden report", "Xembargoed2022", ("representative", "moderator", "operator"), hidden),
            _private("a value of a draft report", "Xguarded", ("representative",), guarded),
            _private("a new value of a public report", "Xwithheld", ("representative",), withheld),
            _private("a hidden value", "Xblamed", ("representative", "moderator", "operator"), blamed),
            _private("an approach that is not public", "Xtentative", ("representative",), sketch),
            _private("a request for data", "Xconfiding", ("representative", "other"), wish),
            _private("a request of Nordlys", "Xcurious", ("representative", "other"), own),
            Private(
                "the protocol of an import",
                "Xtable",
                ("representative", "operator"),
                "reporting/intakes/<int:pk>/",
                {"pk": protocol.pk},
                NO_SUCH,
                api="/api/v1/reporting/imports/{intake_id}",
            ),
        ],
        api={
            "report_id": shown.pk,
            "value_id": value.pk,
            "policy_id": policy.pk,
            "request_id": wish.pk,
            "intake_id": protocol.pk,
        },
    )


def _catalogue(world: World) -> list[Indicator]:
    standard = Standard.objects.create(slug="own", name="Own set")
    version = StandardVersion.objects.create(standard=standard, label="1", valid_from=date(2020, 1, 1))
    return [_indicator(version, world, key, place) for place, key in enumerate(("energy", "water", "words"))]


def _indicator(version: StandardVersion, world: World, key: str, place: int) -> Indicator:
    text = {"value_type": "text"} if key == "words" else {"value_type": "decimal", "unit": "MWh"}
    return Indicator.objects.create(
        version=version,
        key=key,
        labels={"en": f"About {key}"},
        section="B3",
        section_name="Energy",
        module="basic",
        topic=world.issue,
        dimension=world.dimension,
        direction="none" if key == "words" else "lower",
        position=place,
        **text,
    )


def _report(world: World, year: int) -> Report:
    return start_report(
        actor=world.actor("representative", world.organisation),
        organisation=world.organisation,
        year=year,
        summary="All our sites." if year == 2023 else f"Xembargoed{year} summary.",
    )


def _publish(world: World, report: Report) -> None:
    publish_report(actor=world.actor("representative", world.organisation), report=report)


def _enter(world: World, report: Report, said: dict[Indicator, Said]) -> list[IndicatorValue]:
    actor = world.actor("representative", world.organisation)
    entries = [Entry(indicator, each) for indicator, each in said.items()]
    return record_values(actor=actor, report=report, entries=entries)


def _elsewhere(value: IndicatorValue) -> None:
    """Another source says something else of the same cell."""
    IndicatorValue.objects.create(
        organisation=value.organisation,
        indicator=value.indicator,
        year=value.year,
        state="reported",
        value=1300,
        source="rdr",
        published_at=timezone.now(),
    )


def _policy(world: World, topic: Topic, text: str, *, publish: bool = False) -> Policy:
    return save_policy(
        actor=world.actor("representative", world.organisation),
        organisation=world.organisation,
        topic=topic,
        parts={"policy": PartSaid(text=text, grade="yes")},
        publish=publish,
    )


def _request(world: World, indicator: Indicator, message: str, asker: str = "representative") -> DataRequest:
    asks, asked = world.organisation, world.other_organisation
    if asker == "other":
        asks, asked = asked, asks
    return request_data(
        actor=world.actor(asker, asks), asker=asks, asked=asked, indicators=[indicator], year=2023, message=message
    )


BELOW = {
    Report: ("reports/<int:pk>/", "reporting.report", "/api/v1/reporting/reports/{report_id}"),
    IndicatorValue: ("values/<int:pk>/", "reporting.value", "/api/v1/reporting/values/{value_id}"),
    Policy: ("policies/<int:pk>/", "reporting.policy", "/api/v1/reporting/policies/{policy_id}"),
    DataRequest: ("requests/<int:pk>/", "", "/api/v1/reporting/requests/{request_id}"),
}


def _private(what: str, marker: str, seen_by: tuple[str, ...], made: Any) -> Private:
    below, kind, api = BELOW[type(made)]
    ref = Ref(kind, made.pk) if kind else None
    return Private(what, marker, seen_by, f"reporting/{below}", {"pk": made.pk}, NO_SUCH, ref=ref, api=api)
