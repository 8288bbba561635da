"""Edit an organisation's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from ict4society.accounts.policies import is_operator
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.richtext import render
from ict4society.organisations.actions.standing import lock_managed
from ict4society.organisations.actions.verify import verify_by_domain
from ict4society.organisations.events import OrganisationEdited
from ict4society.organisations.models import NaceCode, Organisation
from ict4society.organisations.queries import organisation_like
from ict4society.organisations.refused import OrganisationExists, OrganisationMovedOn

EDITABLE = ("name", "group", "country", "size_class", "website", "email_domain", "about", "language")
IDENTITY = {"name", "group", "country", "email_domain"}
"""What was verified: when a representative changes one of these, it has to be verified again."""


@transaction.atomic
def edit_organisation(
    *, actor: Actor, organisation: Organisation, version: int, nace_codes: Iterable[NaceCode], **values: str
) -> Organisation:
    """Change the page; ``version`` is the one that the form was opened on, ``values`` are any of ``EDITABLE``.

    Raises Forbidden; OrganisationMovedOn when there is a newer version; OrganisationExists for a name that is taken.
    """
    locked = lock_managed(actor, organisation, "organisations.edit_organisation")
    if locked.version != version:
        raise OrganisationMovedOn(locked)
    before = snapshot(locked)
    codes = list(nace_codes)
    for field in EDITABLE:
        setattr(locked, field, values.get(field, getattr(locked, field)))
    after = {field: getattr(locked, field) for field in EDITABLE} | {"nace": _codes(codes)}
    changed = [field for field in after if after[field] != before[field]]
    if not changed:
        return locked
    if existing := organisation_like(locked.name, locked.country, besides=locked.pk):
        raise OrganisationExists(existing)
    lapsed = locked.is_verified and bool(IDENTITY & set(changed)) and not is_operator(actor.user)
    if lapsed:
        locked.verified_at, locked.verified_how = None, ""
    locked.about_html = render(locked.about)
    locked.version += 1
    locked.save()
    locked.nace_codes.set(codes)
    emit(
        OrganisationEdited(
            organisation_id=locked.pk,
            before={field: before[field] for field in changed},
            after={field: after[field] for field in changed},
            verification_lapsed=lapsed,
        ),
        actor=actor,
    )
    verify_by_domain(locked, actor.user, actor)
    return locked


def snapshot(organisation: Organisation) -> dict[str, Any]:
    """The editable values as they are now, as plain JSON values."""
    values = {field: getattr(organisation, field) for field in EDITABLE}
    return values | {"nace": _codes(organisation.nace_codes.all())}


def _codes(codes: Iterable[NaceCode]) -> list[str]:
    return sorted(f"{code.revision}:{code.code}" for code in codes)
