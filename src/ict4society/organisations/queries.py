"""Named reads of organisations and mandates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.database.prepared import Prepared
from ict4society.foundation.policy import Refused
from ict4society.organisations.models import Invitation, Mandate, MandateRequest, NaceCode, Organisation
from ict4society.organisations.policies import organisations_visible_to, shown
from ict4society.organisations.standing import active_mandates, forget_standing, mandate_for, represents
from ict4society.organisations.states import MandateRole, StakeholderGroup

__all__ = [
    "MandateMissing",
    "OrganisationFilter",
    "active_mandates",
    "actor_for",
    "confirm_mandate",
    "find_organisations",
    "forget_standing",
    "group_of",
    "has_open_request",
    "mandate_for",
    "mandates_of",
    "nace_matching",
    "open_invitations",
    "open_requests",
    "organisation_like",
    "organisations_to_verify",
    "representatives_of",
    "represents",
]


_MANDATE_HELD: Prepared[Mandate] = Prepared(
    lambda user_id, organisation_id, moment: (
        Mandate.objects.active(moment)
        .filter(user_id=user_id, organisation_id=organisation_id)
        .select_for_update(no_key=True)
    ),
    user_id=int,
    organisation_id=int,
    moment=datetime,
)


class MandateMissing(Refused):
    """The person has no mandate (any more) for that organisation. The message says so; forms show it at the field."""


def actor_for(user: Any, organisation_id: int | str | None, *, interest: str = "") -> Actor:
    """The actor for an act that the person does personally (no id) or on behalf of an organisation.

    Raises MandateMissing when the person has no mandate in force for it, the organisation is unknown or hidden.
    """
    if organisation_id in (None, ""):
        return Actor(user, interest=interest)
    for mandate in active_mandates(user):
        if str(mandate.organisation_id) == str(organisation_id) and mandate.organisation.hidden_at is None:
            return Actor(user, mandate.organisation, interest)
    raise MandateMissing(
        _("You have no mandate for this organisation (any more). Choose another, or write personally: nothing is lost.")
    )


def confirm_mandate(actor: Actor) -> None:
    """Inside an action's transaction: the mandate still stands, and cannot be revoked before the commit.

    Raises MandateMissing otherwise. Does nothing for an actor who acts personally.
    """
    if actor.organisation is None:
        return
    if not _MANDATE_HELD(user_id=actor.user_id, organisation_id=actor.organisation_id, moment=timezone.now()):
        raise MandateMissing(_("Your mandate for %(name)s has ended.") % {"name": actor.organisation})


def group_of(actor: Actor) -> str:
    """The stakeholder group for which an act counts; empty when none is declared.

    On behalf of an organisation: the organisation's. Personally: *citizens* for a person without any mandate. Someone
    who holds a mandate and acts personally has no declared group, so that no organisation counts among the citizens.
    """
    if actor.organisation is not None:
        return str(actor.organisation.group)
    return "" if active_mandates(actor.user) else StakeholderGroup.CITIZENS.value


@dataclass(frozen=True)
class OrganisationFilter:
    """What the list is narrowed to; an empty value does not narrow."""

    text: str = ""
    group: str = ""
    country: str = ""
    size_class: str = ""
    verified: bool = False


def find_organisations(user: Any, wanted: OrganisationFilter) -> QuerySet[Organisation]:
    """Organisations that the reader may see, by name."""
    found = organisations_visible_to(user)
    exact = {"group": wanted.group, "country": wanted.country, "size_class": wanted.size_class}
    found = found.filter(**{field: value for field, value in exact.items() if value})
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(about__icontains=wanted.text))
    return found.exclude(verified_at=None) if wanted.verified else found


def organisation_like(name: str, country: str, besides: int | None = None) -> Organisation | None:
    """The organisation that has this name in this country already; case does not matter."""
    return Organisation.objects.filter(name__iexact=name, country=country).exclude(pk=besides or 0).first()


def organisations_to_verify() -> QuerySet[Organisation]:
    """The operators' queue: shown, not verified, oldest first."""
    return shown().filter(verified_at=None).order_by("created_at", "pk")


def mandates_of(organisation: Organisation) -> QuerySet[Mandate]:
    """Mandates in force, representatives first."""
    held = Mandate.objects.active().filter(organisation=organisation).select_related("user")
    return held.order_by("-role", "user__name", "pk")


def representatives_of(organisation_id: int) -> set[int]:
    """Ids of the people who manage the organisation now."""
    held = Mandate.objects.active().filter(organisation_id=organisation_id, role=MandateRole.REPRESENTATIVE)
    return set(held.filter(user__is_active=True).values_list("user_id", flat=True))


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations that can be accepted now."""
    return Invitation.objects.open().filter(organisation=organisation).order_by("-pk")


def open_requests(organisation: Organisation) -> QuerySet[MandateRequest]:
    """Requests that wait for an answer, oldest first."""
    waiting = MandateRequest.objects.filter(organisation=organisation, decided_at=None, user__is_active=True)
    return waiting.select_related("user").order_by("pk")


def has_open_request(user: Any, organisation: Organisation) -> bool:
    """Whether the person waits for an answer of this organisation."""
    waiting = MandateRequest.objects.filter(organisation=organisation, user_id=user.pk or 0, decided_at=None)
    return waiting.exists()


def nace_named(codes: Iterable[str]) -> dict[str, NaceCode]:
    """These codes of Rev. 2.1, each with its label."""
    wanted = set(codes)
    found = NaceCode.objects.filter(revision="2.1", code__in=wanted).order_by("code") if wanted else ()
    return {each.code: each for each in found}


def nace_matching(text: str, *, latest: bool = False, limit: int = 30) -> list[NaceCode]:
    """Codes by the beginning of their number or a part of their label; every word must be found. Sections come first.

    ``latest``: of Rev. 2.1 alone.
    """
    found = NaceCode.objects.filter(revision="2.1") if latest else NaceCode.objects.all()
    for word in text.split()[:6]:
        found = found.filter(Q(code__startswith=word) | Q(label__icontains=word))
    by_level = found.order_by("-revision", Exact(Length("code"), 1).desc(), "code")
    return list(by_level[:limit]) if text.strip() else []
