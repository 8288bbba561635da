"""Ask a permission of ``rules``, or fetch an object only if its reader may see it."""

from __future__ import annotations

from typing import Any, TypeVar

import rules
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

M = TypeVar("M", bound=Model)


class Forbidden(PermissionDenied):
    """The person may not do this. Its message says why, in the reader's language; pages answer 403 with it."""

    status = 403


def can(user: Any, permission: str, obj: object = None) -> bool:
    """Whether the person may do it. A permission that nobody declared is a programming error, not a refusal.

    Raises LookupError for an undeclared permission.
    """
    if not rules.perm_exists(permission):
        raise LookupError(f"no such permission: {permission}; declare it in the feature's policies.py")
    return bool(rules.has_perm(permission, user, obj))


def require(user: Any, permission: str, obj: object = None, message: str | None = None) -> None:
    """Return if the person may do it.

    Raises Forbidden with the message (or a general one) otherwise.
    """
    if not can(user, permission, obj):
        raise Forbidden(message or _("You may not do this here."))


def get_visible(visible: QuerySet[M], **lookup: Any) -> M:
    """The one object of a reader's visible rows that matches; the same 404 for hidden and for unknown ones.

    Raises Http404, also when a lookup value cannot be a key at all (too large a number, a NUL character).
    """
    try:
        return visible.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError) as error:
        raise Http404 from error
