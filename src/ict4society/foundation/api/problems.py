"""Errors as ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as CoreValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from ict4society.foundation.api.tokens import ScopeMissing, TokenInvalid
from ict4society.foundation.policy import Refused

CONTENT_TYPE = "application/problem+json"
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "pointer", "detail"],
                "properties": {
                    "in": {"type": "string", "description": "body, query, path or header"},
                    "pointer": {"type": "string", "description": "JSON pointer (RFC 6901) as URI fragment"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer to a request that could not be fulfilled. ``title`` is the status's phrase, ``detail`` a sentence."""
    body: dict[str, Any] = {"type": "about:blank", "title": _phrase(status), "status": status}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    content = json.dumps(body, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE, headers=dict(headers or {}))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def field_error(place: str, path: Sequence[object], detail: str) -> dict[str, str]:
    """One fault of one field, with its JSON pointer."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return {"in": place, "pointer": "#" + "".join(f"/{step}" for step in steps), "detail": detail}


class FormInvalid(Exception):
    """What the form of the pages found wrong; answered with 422 and a pointer for each field."""

    def __init__(self, form: BaseForm, called: Mapping[str, str]) -> None:
        self.form, self.called = form, called
        super().__init__(form.errors.as_text())


def validated(form: BaseForm, **called: str) -> dict[str, Any]:
    """The cleaned data of the form that the pages use too, so that the same rules hold.

    ``called`` says what the interface calls a field that the form calls otherwise. Raises FormInvalid.
    """
    if not form.is_valid():
        raise FormInvalid(form, called)
    return dict(form.cleaned_data)


def add_problem_handlers(api: NinjaAPI) -> None:
    """Let every refusal of an operation become a problem. Mistakes of our own stay exceptions and are logged."""
    api.add_exception_handler(ValidationError, _on_validation)
    api.add_exception_handler(FormInvalid, _on_form)
    api.add_exception_handler(CoreValidationError, _on_core_validation)
    api.add_exception_handler(Http404, _on_missing)
    api.add_exception_handler(PermissionDenied, _on_forbidden)
    api.add_exception_handler(Refused, _on_refused)
    api.add_exception_handler(TokenInvalid, _on_token)
    api.add_exception_handler(ScopeMissing, _on_scope)
    api.add_exception_handler(HttpError, _on_http_error)


def _on_validation(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [field_error(str(fault["loc"][0]), fault["loc"][1:], str(fault["msg"])) for fault in error.errors]
    return problem(422, _("Some values cannot be used."), errors=errors)


def _on_form(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [
        field_error("body", [] if name == "__all__" else [error.called.get(name, name)], str(message))
        for name, messages in error.form.errors.items()
        for message in messages
    ]
    return problem(422, _("Some values cannot be used."), errors=errors)


def _on_core_validation(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(422, _("Some values cannot be used."), errors=[field_error("body", [], m) for m in error.messages])


def _on_token(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(401, str(error), headers={"WWW-Authenticate": 'Bearer realm="api"'})


def _on_scope(request: HttpRequest, error: Any) -> HttpResponse:
    challenge = f'Bearer realm="api", error="insufficient_scope", scope="{error.scope}"'
    return problem(403, str(error), headers={"WWW-Authenticate": challenge})


def _on_missing(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, _("There is nothing here."))


def _on_forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(403, str(error))


def _on_refused(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [field_error("body", path, detail) for path, detail in error.places]
    return problem(error.status, str(error), errors=errors)


def _on_http_error(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))
