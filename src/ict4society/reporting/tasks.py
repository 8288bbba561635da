"""Jobs of reporting."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib.auth.models import AnonymousUser

from ict4society.foundation.tasks import task
from ict4society.reporting.actions.xbrl import TASK, keep_xbrl_check
from ict4society.reporting.export.check_inline import CheckUnavailable, check_content, configured_package
from ict4society.reporting.export.inline import inline_xbrl
from ict4society.reporting.models import Report
from ict4society.reporting.queries import report_values
from ict4society.reporting.states import XbrlState


@task(name=TASK, queue="results", retry=False)
def check_xbrl(report_id: int) -> None:
    """Validate the inline XBRL that visitors download. Twice gives the same."""
    report = Report.objects.select_related("organisation").get(pk=report_id)
    package = configured_package()
    try:
        verdict = check_content(inline_xbrl(report, report_values(report, AnonymousUser())), package)
    except CheckUnavailable as unavailable:
        keep_xbrl_check(report_id, state=XbrlState.FAILED, failure=str(unavailable)[:500])
        return
    keep_xbrl_check(
        report_id,
        state=XbrlState.VALID if verdict.is_valid else XbrlState.INVALID,
        package=package.name[:200] if package else "",
        facts=verdict.facts,
        findings=[asdict(finding) for finding in verdict.findings],
    )
