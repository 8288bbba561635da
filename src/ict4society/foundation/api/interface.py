"""The API object: ninja with our errors, our parser and an OpenAPI document that says all of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.errors import ValidationError, ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser

from ict4society.foundation.api import idempotency
from ict4society.foundation.api.problems import CONTENT_TYPE, PROBLEM_SCHEMA, add_problem_handlers
from ict4society.foundation.api.views.documentation import documentation, root

METHODS_THAT_CREATE = ("post",)


class Interface(NinjaAPI):
    """``Interface(title=…, version=…, docs=…)``: add the routers of the features to it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("parser", StorableParser())
        super().__init__(docs_decorator=documentation, **options)
        add_problem_handlers(self)

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        return [*super()._get_urls()[:-1], path("", root, name="api-root")]

    def get_openapi_operation_id(self, operation: Operation) -> str:
        parts = operation.view_func.__module__.removeprefix("ict4society.").split(".")
        return "_".join([*(part for part in parts if part != "api"), operation.view_func.__name__])

    def validation_error_from_error_contexts(self, error_contexts: list[ValidationErrorContext]) -> ValidationError:
        """Places as the caller wrote them: a single body is the document, not a member named after our argument."""
        errors: list[dict[str, Any]] = []
        for context in error_contexts:
            model: Any = context.model
            alone = getattr(model, "__read_from_single_attr__", None)
            for fault in context.pydantic_validation_error.errors(include_url=False, include_input=False):
                place = model.__ninja_flatten_map_reverse__.get(fault["loc"], fault["loc"])
                if alone is not None and place[:1] == (alone,):
                    place = place[1:]
                errors.append({"loc": (model.__ninja_param_source__, *place), "msg": fault["msg"]})
        return ValidationError(errors)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        return self._described(path_prefix)

    @cache  # noqa: B019 — there is one interface in a process, and it lives as long
    def _described(self, path_prefix: str | None) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix)
        schema["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
        optional = _optional_operations(self)
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                _complete(method, operation, visitors_too=operation["operationId"] in optional)
        return schema


def _optional_operations(api: NinjaAPI) -> set[str]:
    """The operations that visitors may call without a token."""
    return {
        operation.operation_id or api.get_openapi_operation_id(operation)
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
        if any(getattr(auth, "optional", False) for auth in operation.auth_callbacks)
    }


def _complete(method: str, operation: dict[str, Any], *, visitors_too: bool) -> None:
    """What every operation has and ninja cannot know: problems, the idempotency key, and that a token is optional."""
    answer = {"content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    operation["responses"] = {str(status): details for status, details in operation["responses"].items()}
    operation["responses"].setdefault("default", {"description": "Problem", **answer})
    if method in METHODS_THAT_CREATE:
        operation["parameters"] = [*operation["parameters"], idempotency.PARAMETER]
    if visitors_too:
        operation["security"] = [{}, *operation.get("security", [])]


class StorableParser(Parser):
    """JSON whose texts PostgreSQL can store: without NUL and without lone surrogates."""

    def parse_body(self, request: HttpRequest) -> Any:
        parsed = super().parse_body(request)
        if not _storable(parsed):
            raise ValueError("NUL and lone surrogates cannot be stored")  # ninja answers 400
        return parsed


def _storable(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, dict):
        return all(_storable(key) and _storable(member) for key, member in value.items())
    return all(map(_storable, value)) if isinstance(value, list) else True
