"""Download a report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import get_visible, public
from ict4society.foundation.tables import write_csv, write_xlsx
from ict4society.reporting.export.inline import inline_xbrl
from ict4society.reporting.export.linked import json_ld
from ict4society.reporting.export.paper import report_pdf
from ict4society.reporting.export.tables import HEADER, value_rows
from ict4society.reporting.export.xbrl_json import xbrl_json
from ict4society.reporting.models import IndicatorValue, Report
from ict4society.reporting.policies import reports_visible_to
from ict4society.reporting.queries import policies_of, report_values

TYPES = {
    "pdf": ("application/pdf", "pdf"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "jsonld": ("application/ld+json", "jsonld"),
    "xbrl-json": ("application/json", "json"),
    "ixbrl": ("application/xhtml+xml; charset=utf-8", "xhtml"),
}


@public
@require_safe
def export(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The published values of a report in one of the formats."""
    if format not in TYPES:
        raise Http404
    rows = reports_visible_to(request.user).filter(published_at__isnull=False).select_related("organisation")
    report = get_visible(rows, pk=pk)
    content = written_as(format, report, report_values(report, request.user), request)
    media_type, ending = TYPES[format]
    response = HttpResponse(content, content_type=media_type)
    name = f"{report.organisation.slug}-{report.year}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def written_as(format: str, report: Report, values: list[IndicatorValue], request: HttpRequest) -> bytes:
    """The file's bytes."""
    language = (get_language() or "en").split("-")[0]
    match format:
        case "pdf":
            policies = list(policies_of(report.organisation, request.user))
            return report_pdf(report, values, policies, language=language)
        case "xlsx":
            return write_xlsx({str(report.year): (HEADER, value_rows(values, language))})
        case "csv":
            return write_csv(HEADER, value_rows(values, language))
        case "jsonld":
            return json_ld(report, values)
        case "xbrl-json":
            return xbrl_json(report, values)
    return inline_xbrl(report, values)
