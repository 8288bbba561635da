"""What reporting tells the foundation about its public things."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ict4society.foundation.subjects import SubjectType, register
from ict4society.reporting import citable, policies, search
from ict4society.reporting.actions import hide
from ict4society.reporting.models import IndicatorValue, Policy, Report
from ict4society.reporting.words import value_words


def register_subjects() -> None:
    """Reports are found and followed; values and policies are evidence."""
    register(
        SubjectType(
            kind="reporting.report",
            model=Report,
            label=_("Report"),
            visible_to=policies.reports_visible_to,
            title=str,
            url=Report.get_absolute_url,
            author_id=lambda report: report.created_by_id,
            document=search.report_document,
            hide=lambda report, actor, reason: hide.hide_report(actor=actor, report=report, reason=reason),
            restore=lambda report, actor, reason: hide.restore_report(actor=actor, report=report, reason=reason),
            followable=True,
            related=("organisation",),
        )
    )
    register(
        SubjectType(
            kind="reporting.value",
            model=IndicatorValue,
            label=_("Value"),
            visible_to=policies.values_visible_to,
            title=lambda value: f"{value.organisation.name}: {value_words(value, value.indicator)}"[:200],
            url=IndicatorValue.get_absolute_url,
            language=lambda value: "en",
            author_id=lambda value: value.entered_by_id,
            citable=citable.value_passage,
            hide=lambda value, actor, reason: hide.hide_value(actor=actor, value=value, reason=reason),
            restore=lambda value, actor, reason: hide.restore_value(actor=actor, value=value, reason=reason),
            followable=True,
            related=("organisation", "indicator"),
        )
    )
    register(
        SubjectType(
            kind="reporting.policy",
            model=Policy,
            label=_("Approach"),
            visible_to=policies.policies_visible_to,
            title=str,
            url=Policy.get_absolute_url,
            author_id=lambda policy: policy.written_by_id,
            document=search.policy_document,
            citable=citable.policy_passage,
            hide=lambda policy, actor, reason: hide.hide_policy(actor=actor, policy=policy, reason=reason),
            restore=lambda policy, actor, reason: hide.restore_policy(actor=actor, policy=policy, reason=reason),
            followable=True,
            related=("organisation", "topic"),
        )
    )
