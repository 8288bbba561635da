"""A commitment."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.commitments.course import YearValue, course_of, shown, values_of
from ict4society.commitments.forms import AssessmentForm
from ict4society.commitments.models import Commitment
from ict4society.commitments.policies import commitments_visible_to
from ict4society.commitments.progress import Course, expected, share_of_way
from ict4society.commitments.queries import WITH_VOICES, assessments_by_group, files_of_updates, updates_of
from ict4society.commitments.states import Verdict
from ict4society.commitments.views.index import SYMBOLS, TONES
from ict4society.foundation.charts import chart_svg
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page

VERBS = {
    "edit": "edit_commitment",
    "publish": "publish_commitment",
    "report": "report_progress",
    "withdraw": "withdraw_commitment",
    "assess": "assess_commitment",
    "discuss": "discuss_commitment",
}


@public
@require_safe
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """Its words, its path, what was reported, and what the other stakeholder groups think."""
    return show_commitment(request, find_commitment(request, pk))


def find_commitment(request: HttpRequest, pk: int) -> Commitment:
    """One that the reader may see, with everybody whom its page names."""
    rows = commitments_visible_to(request.user).select_related(*WITH_VOICES, "thread")
    return get_visible(rows.prefetch_related("interim_targets"), pk=pk)


def show_commitment(
    request: HttpRequest, found: Commitment, form: AssessmentForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The page; ``form`` is an assessment that was refused."""
    may = {verb: can(request.user, f"commitments.{permission}", found) for verb, permission in VERBS.items()}
    values, course = values_of(found), course_of(found)
    rebasings = list(found.revisions.filter(rebased=True).order_by("-number"))
    rows, updates = path_rows(found, course, values), updates_of(found)
    context: dict[str, Any] = {
        "commitment": found,
        "may": may,
        "updates": updates,
        "update_values": {each.pk: shown(found, each.value) for each in updates if each.value is not None},
        "update_files": files_of_updates(updates),
        "rows": rows,
        "chart": _chart(found, course, values),
        "groups": assessments_by_group(found),
        "verdicts": list(Verdict),
        "headings": [(verdict.label, "number") for verdict in Verdict],
        "rebasings": rebasings,
        "form": (form or AssessmentForm(user=request.user)) if may["assess"] else None,
        "tone": TONES[found.standing],
        "symbol": SYMBOLS.get(found.standing, ""),
        "baseline": shown(found, found.baseline_value),
        "target": shown(found, found.target_value),
        "newest": shown(found, found.newest_value) if found.newest_value is not None else "",
        "expected": shown(found, found.expected_value) if found.expected_value is not None else "",
    }
    tags = (f"commitment:{found.pk}",)
    return page(request, "commitments/commitment.html", context, tags=tags, status=status)


def path_rows(found: Commitment, course: Course, values: list[YearValue]) -> list[dict[str, Any]]:
    """One row for each year of which something is known: the path, the value, and where it comes from."""
    known = {value.year: value for value in values}
    fixed = {point.year: point.value for point in (course.baseline, *course.interim, course.target)}
    rows = []
    for year in sorted({*known, *fixed}):
        value = known.get(year)
        rows.append(
            {
                "year": year,
                "path": shown(found, expected(course, year)) if year >= course.baseline.year else "",
                "fixed": year in fixed,
                "value": shown(found, value.value) if value else "",
                "progress": share_of_way(course, float(value.value)) if value and year > course.baseline.year else None,
                "reported": value.reported if value else None,
                "told": value.update if value else None,
            }
        )
    return rows


def _chart(found: Commitment, course: Course, values: list[YearValue]) -> str:
    """The path as a dashed line, the values as a line with points."""
    factor = 100 if found.is_share else 1
    path, value = _("Path"), _("Value")
    points = sorted((course.baseline, *course.interim, course.target))
    data = [{"year": point.year, "value": point.value * factor, "what": path} for point in points]
    data += [{"year": each.year, "value": float(each.value) * factor, "what": value} for each in values]
    unit = "%" if found.is_share else found.shown_unit
    spec = {
        "height": 200,
        "data": {"values": data},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "year", "type": "quantitative", "title": None, "axis": {"format": "d", "tickMinStep": 1}},
            "y": {"field": "value", "type": "quantitative", "title": unit or None, "scale": {"zero": False}},
            "color": {"field": "what", "type": "nominal", "sort": [path, value], "title": None},
            "strokeDash": {"field": "what", "type": "nominal", "sort": [path, value], "legend": None},
        },
    }
    for axis in ("x", "y"):
        spec["encoding"][axis]["scale"] = {"zero": False}  # type: ignore[index]
    title = found.measured or found.title
    return str(chart_svg(spec, title=title, description=_("The path from baseline to target, and the values so far.")))
