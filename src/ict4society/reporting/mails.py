"""Who is told of what in reporting."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import representatives_of
from ict4society.reporting.events import (
    DataRequestAnswered,
    DataRequested,
    PolicyPublished,
    ReportPublished,
    SectionAssigned,
    ValueChecked,
    ValueRestated,
    ValueWithdrawn,
)
from ict4society.reporting.models import DataRequest, IndicatorValue, Policy, Report
from ict4society.reporting.states import Verdict
from ict4society.reporting.words import value_words


def _report(report_id: int) -> Report:
    return Report.objects.select_related("organisation").get(pk=report_id)


def _value(value_id: int) -> IndicatorValue:
    return IndicatorValue.objects.select_related("organisation", "indicator").get(pk=value_id)


@notice(ReportPublished)
def publication_told(record: EventRecord, event: ReportPublished) -> Notice:
    """Whoever follows the report or the organisation."""
    report = _report(event.report_id)
    text = format_lazy(
        _("{name} published version {version} of its report {year}"),
        name=report.organisation.name,
        version=event.version,
        year=report.year,
    )
    ref = Ref("reporting.report", report.pk)
    follows = (ref, Ref("organisations.organisation", report.organisation_id))
    return Notice(recipients=[], text=text, subject=ref, body=report.summary, followers_of=follows, muted_by=(ref,))


@notice(SectionAssigned)
def section_told(record: EventRecord, event: SectionAssigned) -> Notice:
    """The colleague who is asked."""
    report = _report(event.report_id)
    text = format_lazy(
        _("Please fill section {section} of the report {report}"), section=event.section, report=str(report)
    )
    return Notice(recipients=[event.user_id], text=text, subject=Ref("reporting.report", report.pk), body=event.note)


@notice(ValueRestated)
def restatement_told(record: EventRecord, event: ValueRestated) -> Notice:
    """Whoever follows the value or its report, and those who checked it."""
    value = _value(event.value_id)
    ref = Ref("reporting.value", value.pk)
    text = format_lazy(
        _("{name} restated a value: {words}"), name=value.organisation.name, words=value_words(value, value.indicator)
    )
    checkers = list(value.checks.values_list("author_id", flat=True))
    follows = (ref, *((Ref("reporting.report", value.report_id),) if value.report_id else ()))
    return Notice(recipients=checkers, text=text, subject=ref, body=event.reason, followers_of=follows, muted_by=(ref,))


@notice(ValueWithdrawn)
def withdrawal_told(record: EventRecord, event: ValueWithdrawn) -> Notice:
    """The same people; those who cite it are told by the features that cite."""
    value = _value(event.value_id)
    ref = Ref("reporting.value", value.pk)
    text = format_lazy(
        _("{name} withdrew a value: {indicator} {year}"),
        name=value.organisation.name,
        indicator=value.indicator.label("en"),
        year=value.year,
    )
    checkers = list(value.checks.values_list("author_id", flat=True))
    return Notice(recipients=checkers, text=text, subject=ref, body=event.reason, followers_of=(ref,), muted_by=(ref,))


@notice(ValueChecked)
def check_told(record: EventRecord, event: ValueChecked) -> Notice:
    """The representatives of the organisation."""
    value = _value(event.value_id)
    ref = Ref("reporting.value", value.pk)
    doubts = event.verdict == Verdict.DOUBTS
    words = _("Somebody doubts your value: {words}") if doubts else _("Somebody confirms your value: {words}")
    return Notice(
        recipients=sorted(representatives_of(value.organisation_id)),
        text=format_lazy(words, words=value_words(value, value.indicator)),
        subject=ref,
        followers_of=(ref,),
        muted_by=(ref,),
    )


@notice(PolicyPublished)
def policy_told(record: EventRecord, event: PolicyPublished) -> Notice:
    """Whoever follows the topic, the organisation or the approach."""
    policy = Policy.objects.select_related("organisation", "topic").get(pk=event.policy_id)
    ref = Ref("reporting.policy", policy.pk)
    text = format_lazy(
        _("{name} describes its approach to {topic}"), name=policy.organisation.name, topic=policy.topic.name
    )
    follows = (ref, Ref("topics.topic", policy.topic_id), Ref("organisations.organisation", policy.organisation_id))
    return Notice(recipients=[], text=text, subject=ref, followers_of=follows, muted_by=(ref,))


@notice(DataRequested)
def request_told(record: EventRecord, event: DataRequested) -> Notice:
    """The representatives of the organisation that is asked."""
    request = DataRequest.objects.select_related("asker", "asked").get(pk=event.request_id)
    text = format_lazy(_("{asker} asks {asked} for data"), asker=request.asker.name, asked=request.asked.name)
    return Notice(
        recipients=sorted(representatives_of(event.asked_id)),
        text=text,
        subject=Ref("organisations.organisation", event.asker_id),
        body=request.message,
    )


@notice(DataRequestAnswered)
def answer_told(record: EventRecord, event: DataRequestAnswered) -> Notice:
    """The representatives of the other side."""
    request = DataRequest.objects.select_related("asker", "asked").get(pk=event.request_id)
    other = event.asked_id if event.state == "withdrawn" else event.asker_id
    text = format_lazy(
        _("Request for data, {asker} to {asked}: {state}"),
        asker=request.asker.name,
        asked=request.asked.name,
        state=request.get_state_display(),
    )
    return Notice(
        recipients=sorted(representatives_of(other)),
        text=text,
        subject=Ref("organisations.organisation", event.asked_id),
        body=event.reason,
    )
