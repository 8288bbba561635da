"""Who may see and do what with organisations."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator, is_operator
from ict4society.organisations.models import Organisation
from ict4society.organisations.standing import active_mandates, represents


@rules.predicate
def is_representative(user: Any, organisation: Organisation | None = None) -> bool:
    """A representative of this organisation; without one, of any."""
    if organisation is None:
        return any(mandate.role == "representative" for mandate in active_mandates(user))
    return represents(user, organisation)


rules.add_perm("organisations.found_organisation", is_member)
rules.add_perm("organisations.edit_organisation", is_member & (is_representative | is_operator))
rules.add_perm("organisations.grant_mandate", is_member & (is_representative | is_operator))
rules.add_perm("organisations.request_mandate", is_member)
rules.add_perm("organisations.accept_invitation", is_member)
rules.add_perm("organisations.verify_organisation", is_operator)
rules.add_perm("organisations.hide_organisation", is_moderator)


def organisations_visible_to(user: Any) -> QuerySet[Organisation]:
    """All that are not hidden; a hidden one is seen by moderators and by those who hold a mandate for it."""
    if is_moderator(user):
        return Organisation.objects.all()
    own = [mandate.organisation_id for mandate in active_mandates(user)]
    return Organisation.objects.filter(Q(hidden_at=None) | Q(pk__in=own)) if own else shown()


def shown() -> QuerySet[Organisation]:
    """What every visitor sees."""
    return Organisation.objects.filter(hidden_at=None)


@rules.predicate
def may_view(user: Any, organisation: Organisation | None = None) -> bool:
    """Agrees with ``organisations_visible_to``."""
    if organisation is None or organisation.hidden_at is None or is_moderator(user):
        return True
    return any(mandate.organisation_id == organisation.pk for mandate in active_mandates(user))


rules.add_perm("organisations.view_organisation", may_view)
