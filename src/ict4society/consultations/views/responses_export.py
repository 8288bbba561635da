"""The response matrix as a file, narrowed as the page is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.consultations.export import MATRIX_HEADER, matrix_json, matrix_values
from ict4society.consultations.models import Consultation
from ict4society.consultations.queries.matrix import MatrixRow, matrix
from ict4society.consultations.views._scene import find
from ict4society.consultations.views.responses import filter_of
from ict4society.foundation.policy import public, require
from ict4society.foundation.tables import csv_response, write_xlsx, xlsx_response


@public
@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Comma-separated."""
    found, rows = _rows(request, slug)
    return csv_response(f"{found.slug}-responses.csv", MATRIX_HEADER, map(matrix_values, rows))


@public
@require_safe
def as_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """A workbook."""
    found, rows = _rows(request, slug)
    content = write_xlsx({"Responses": (MATRIX_HEADER, map(matrix_values, rows))})
    return xlsx_response(f"{found.slug}-responses.xlsx", content)


@public
@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """One object for each row."""
    found, rows = _rows(request, slug)
    response = JsonResponse({"consultation": found.slug, "rows": [matrix_json(row) for row in rows]})
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-responses.json"'
    return response


def _rows(request: HttpRequest, slug: str) -> tuple[Consultation, list[MatrixRow]]:
    found = find(request, slug)
    require(request.user, "consultations.view_responses", found, _("The responses are public when it is final."))
    return found, matrix(request.user, found, filter_of(request)).rows
