"""Found an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.foundation.richtext import render
from ict4society.organisations.actions.verify import verify_by_domain
from ict4society.organisations.events import MandateGranted, OrganisationFounded
from ict4society.organisations.models import Mandate, NaceCode, Organisation
from ict4society.organisations.queries import organisation_like
from ict4society.organisations.refused import OrganisationExists
from ict4society.organisations.standing import forget_standing
from ict4society.organisations.states import MandateRole

RESERVED = {"new", "mandates", "mine", "nace", "verification", "invitations"}
"""Words that are addresses of pages beside those of organisations."""


@transaction.atomic
def found_organisation(
    *,
    actor: Actor,
    name: str,
    group: str,
    country: str,
    size_class: str,
    nace_codes: Iterable[NaceCode] = (),
    website: str = "",
    email_domain: str = "",
    about: str = "",
    language: str = "en",
) -> Organisation:
    """Give an organisation its page; the actor becomes its first representative.

    It is verified at once when the actor has a confirmed address at ``email_domain``. Raises Forbidden;
    OrganisationExists when the country has one of that name (case does not matter).
    """
    require(actor.user, "organisations.found_organisation")
    values: dict[str, Any] = {
        "name": name,
        "group": group,
        "country": country,
        "size_class": size_class,
        "website": website,
        "email_domain": email_domain,
        "about": about,
        "about_html": render(about),
        "language": language,
        "founded_by_id": actor.user_id,
    }
    if existing := organisation_like(name, country):
        raise OrganisationExists(existing)
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(slug=free_slug(name), **values)
    except IntegrityError as error:
        # Someone founded it, or took the slug, at the same moment; in the second case trying again succeeds.
        raise OrganisationExists(organisation_like(name, country)) from error
    organisation.nace_codes.set(nace_codes)
    mandate = Mandate.objects.create(
        user_id=actor.user_id, organisation=organisation, role=MandateRole.REPRESENTATIVE, granted_by_id=actor.user_id
    )
    forget_standing(actor.user)
    acting = Actor(actor.user, organisation)
    emit(OrganisationFounded(organisation_id=organisation.pk), actor=acting)
    emit(
        MandateGranted(
            organisation_id=organisation.pk, user_id=mandate.user_id, mandate_id=mandate.pk, role=mandate.role
        ),
        actor=acting,
    )
    verify_by_domain(organisation, actor.user, acting)
    return organisation


def free_slug(name: str) -> str:
    """A slug for the name that no organisation has; names in other scripts than Latin get a neutral one."""
    base = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)
