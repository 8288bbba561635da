"""What happens to organisations and mandates."""

from __future__ import annotations

from typing import Any

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class OrganisationEvent(Event):
    """Base: something that happened to one organisation."""

    organisation_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"organisation:{self.organisation_id}", "organisations")

    def subject(self) -> Ref:
        return Ref("organisations.organisation", self.organisation_id)


@event("organisations.organisation_founded")
class OrganisationFounded(OrganisationEvent):
    """A member gave an organisation its page and speaks for it from now on."""

    organisation_id: int

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "home")


@event("organisations.organisation_edited")
class OrganisationEdited(OrganisationEvent):
    """Its page changed; the former and the new value of each field."""

    organisation_id: int
    before: dict[str, Any]
    after: dict[str, Any]
    verification_lapsed: bool = False


@event("organisations.organisation_verified")
class OrganisationVerified(OrganisationEvent):
    """Somebody, or its e-mail domain, vouches that it is who it says."""

    organisation_id: int
    how: str


@event("organisations.verification_withdrawn")
class VerificationWithdrawn(OrganisationEvent):
    """An operator no longer vouches for it."""

    organisation_id: int
    reason: str


@event("organisations.organisation_hidden")
class OrganisationHidden(OrganisationEvent):
    """A moderator took its page from view."""

    organisation_id: int
    reason: str


@event("organisations.organisation_restored")
class OrganisationRestored(OrganisationEvent):
    """A moderator showed its page again."""

    organisation_id: int
    reason: str


@event("organisations.mandate_granted")
class MandateGranted(OrganisationEvent):
    """A person acts for an organisation from now on; also when role or end of a mandate changes."""

    organisation_id: int
    user_id: int
    mandate_id: int
    role: str
    expires_at: str | None = None
    former_role: str = ""


@event("organisations.mandate_revoked")
class MandateRevoked(OrganisationEvent):
    """A person no longer acts for an organisation; ``given_up`` when they said so themself."""

    organisation_id: int
    user_id: int
    mandate_id: int
    role: str
    given_up: bool = False


@event("organisations.colleague_invited")
class ColleagueInvited(OrganisationEvent):
    """Somebody without an account was invited. The address is with the invitation, which is deleted in time."""

    organisation_id: int
    invitation_id: int
    role: str


@event("organisations.invitation_withdrawn")
class InvitationWithdrawn(OrganisationEvent):
    """The link no longer works."""

    organisation_id: int
    invitation_id: int


@event("organisations.mandate_requested")
class MandateRequested(OrganisationEvent):
    """A member asks the representatives for a mandate."""

    organisation_id: int
    request_id: int
    user_id: int


@event("organisations.request_declined")
class RequestDeclined(OrganisationEvent):
    """The representatives said no."""

    organisation_id: int
    request_id: int
    user_id: int
