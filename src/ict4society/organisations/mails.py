"""Who is told of what about organisations and mandates."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.models import User
from ict4society.accounts.queries import operators
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice
from ict4society.foundation.notices.notice import notice
from ict4society.organisations.events import (
    MandateGranted,
    MandateRequested,
    MandateRevoked,
    OrganisationEdited,
    OrganisationEvent,
    OrganisationFounded,
    OrganisationVerified,
    RequestDeclined,
    VerificationWithdrawn,
)
from ict4society.organisations.models import MandateRequest, Organisation
from ict4society.organisations.queries import representatives_of
from ict4society.organisations.states import MandateRole


@notice(OrganisationFounded)
def told_operators(record: EventRecord, event: OrganisationFounded) -> Notice | None:
    """Operators, while it waits to be verified."""
    organisation = _organisation(event)
    if organisation is None or organisation.is_verified:
        return None
    ids = set(operators().values_list("pk", flat=True))
    return Notice(ids, _text(_("{name} was founded and waits to be verified"), organisation), event.subject())


@notice(OrganisationVerified)
def told_of_verification(record: EventRecord, event: OrganisationVerified) -> Notice | None:
    """Its representatives."""
    return _to_representatives(event, _("{name} is verified"))


@notice(VerificationWithdrawn)
def told_of_withdrawal(record: EventRecord, event: VerificationWithdrawn) -> Notice | None:
    """Its representatives, with the reason."""
    return _to_representatives(event, _("{name} is no longer verified"), body=event.reason)


@notice(OrganisationEdited)
def told_of_edit(record: EventRecord, event: OrganisationEdited) -> Notice | None:
    """Its other representatives; operators where it must be verified again."""
    told = _to_representatives(event, _("The page of {name} was edited"))
    if told is None or not event.verification_lapsed:
        return told
    waiting = _("{name} was edited and has to be verified again")
    everyone = {*told.recipients, *operators().values_list("pk", flat=True)}
    return _to(event, everyone, waiting)


@notice(MandateGranted)
def told_of_mandate(record: EventRecord, event: MandateGranted) -> Notice | None:
    """The person who may act for it now."""
    role = MandateRole(event.role).label
    return _to(event, {event.user_id}, _("You act for {name} now. {role}"), role=role)


@notice(MandateRevoked)
def told_of_revocation(record: EventRecord, event: MandateRevoked) -> Notice | None:
    """The person whose mandate ended; its representatives when the person gave it up."""
    if event.given_up:
        who = User.objects.filter(pk=event.user_id).first()
        return _to_representatives(event, _("{person} no longer acts for {name}"), person=who or "")
    return _to(event, {event.user_id}, _("Your mandate for {name} has ended"))


@notice(MandateRequested)
def told_of_request(record: EventRecord, event: MandateRequested) -> Notice | None:
    """Its representatives."""
    request = MandateRequest.objects.select_related("user").filter(pk=event.request_id).first()
    if request is None:
        return None
    asked = _("{person} asks for a mandate for {name}")
    return _to_representatives(event, asked, body=request.message, person=request.user)


@notice(RequestDeclined)
def told_of_refusal(record: EventRecord, event: RequestDeclined) -> Notice | None:
    """Whoever asked."""
    return _to(event, {event.user_id}, _("Your request for a mandate for {name} was declined"))


def _organisation(event: OrganisationEvent) -> Organisation | None:
    return Organisation.objects.filter(pk=event.organisation_id).first()


def _text(sentence: Any, organisation: Organisation, **words: Any) -> Any:
    return format_lazy(sentence, name=organisation.name, **words)


def _to(event: OrganisationEvent, ids: set[int], sentence: Any, body: str = "", **words: Any) -> Notice | None:
    organisation = _organisation(event)
    if organisation is None:
        return None
    return Notice(ids, _text(sentence, organisation, **words), event.subject(), body=body)


def _to_representatives(event: OrganisationEvent, sentence: Any, body: str = "", **words: Any) -> Notice | None:
    return _to(event, representatives_of(event.organisation_id), sentence, body, **words)
