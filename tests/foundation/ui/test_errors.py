"""Error pages say what to do and need neither person, session nor database."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory

from ict4society.foundation.ui.views import errors


class Untouchable:
    """Stands for a request whose person cannot be known because the database is gone."""

    def __get__(self, instance: object, owner: type) -> None:
        raise AssertionError("an error page asked who reads")


@pytest.fixture
def request_without_person() -> HttpRequest:
    request = RequestFactory().get("/x/")
    request.__class__ = type("Request", (type(request),), {"user": Untouchable(), "session": Untouchable()})
    return request


def test_the_pages(request_without_person: HttpRequest) -> None:
    shown = {
        400: errors.bad_request(request_without_person),
        403: errors.permission_denied(request_without_person, PermissionDenied("Only facilitators may decline.")),
        404: errors.page_not_found(request_without_person, Http404("secret detail")),
        500: errors.server_error(request_without_person),
    }
    for status, response in shown.items():
        html = response.content.decode()
        assert response.status_code == status
        assert html.count("<h1>") == 1
        assert 'name="drafts" content="keep"' in html
        assert f">{status}<" in html
    assert "Only facilitators may decline." in shown[403].content.decode()
    assert "secret detail" not in shown[404].content.decode()


def test_the_server_error_page_needs_no_request() -> None:
    assert errors.server_error().status_code == 500


@pytest.mark.parametrize("name", ["409.html", "422.html"])
def test_pages_that_views_render_themselves(name: str, request_without_person: HttpRequest) -> None:
    assert "<h1>" in errors.error_page(request_without_person, int(name[:3])).content.decode()


def test_an_unknown_address_and_a_missing_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get("/no/such/page/").status_code == 404
    refused = client.post("/preview/", {"preview_field": "text", "text": "a"})
    assert refused.status_code == 403
    assert "This form has expired" in refused.content.decode()
