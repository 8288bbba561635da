"""Cursor paging: each page begins after the last row of the one before, however many rows came in between."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError as CoreValidationError
from django.db.models import Field as ModelField
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

T = TypeVar("T")
M = TypeVar("M", bound=Model)
DEFAULT_LIMIT = 20
MAX_LIMIT = 100


class Page(Schema, Generic[T]):
    """Some rows, and where the next ones begin."""

    items: list[T]
    next: str | None = Field(None, description="Cursor of the next page; null on the last one.")


class PageQuery(Schema):
    """Query parameters of every list: ``def list_posts(request, page: Query[PageQuery])``."""

    cursor: str | None = Field(None, max_length=1000, description="`next` of the page before.")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)


def paginate(
    rows: QuerySet[M], page: PageQuery, *, order: Sequence[str] = ("-pk",), shape: Callable[[M], Any] = lambda row: row
) -> Page[Any]:
    """One page of the rows: one query.

    ``order`` names fields that are never null, the last one unique, each with ``-`` for descending. ``shape`` turns a
    row into what the API shows. Raises ValidationError (422) for a cursor that this list did not give out.
    """
    names = [name.lstrip("-") for name in order]
    if page.cursor:
        rows = rows.filter(_after(rows, order, decode_cursor(page.cursor, len(names))))
    found = list(rows.order_by(*order)[: page.limit + 1])
    more = len(found) > page.limit
    shown = found[: page.limit]
    following = encode_cursor([_value(shown[-1], name) for name in names]) if more else None
    return Page[Any].model_construct(items=[shape(row) for row in shown], next=following)


def _after(rows: QuerySet[M], order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows that stand after these values: lexicographically, each field in its own direction."""
    condition, equal = Q(), Q()
    for name, raw in zip(order, values, strict=True):
        field = name.lstrip("-")
        value = _typed(rows, field, raw)
        condition |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return condition


def _typed(rows: QuerySet[M], name: str, raw: Any) -> Any:
    """The value as the column's type. Annotations carry their own output field."""
    annotation = rows.query.annotations.get(name)
    field: Any = annotation.output_field if annotation is not None else _field(rows.model, name)
    try:
        value = field.to_python(raw)
    except (CoreValidationError, TypeError, ValueError, OverflowError) as error:
        raise _bad_cursor() from error
    if value is None or (isinstance(value, int) and abs(value) >= 2**63):
        raise _bad_cursor()
    return value


def _field(model: type[Model], name: str) -> ModelField[Any, Any]:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)  # type: ignore[return-value]


def _value(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def encode_cursor(values: Sequence[Any]) -> str:
    """The key of a row as an opaque word. It grants nothing: what it leads to is filtered by who reads."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).rstrip(b"=").decode()


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """The key that a cursor stands for.

    Raises ValidationError (422) when it is not one of ours.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _bad_cursor() from error
    if not isinstance(values, list) or len(values) != length or not all(map(_plain, values)):
        raise _bad_cursor()
    return values


def _plain(value: Any) -> bool:
    return "\x00" not in value if isinstance(value, str) else not isinstance(value, (list, dict))


def _bad_cursor() -> ValidationError:
    return ValidationError([{"loc": ("query", "cursor"), "msg": _("This cursor does not belong to this list.")}])
