"""Why an act about an organisation was refused."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.policy import Conflict, Refused
from ict4society.organisations.models import Organisation


class OrganisationRefused(Refused):
    """A rule of organisations says no; the message says which and what to do."""


class OrganisationExists(OrganisationRefused):
    """There is one with this name in this country. ``existing`` is it; hidden ones are not linked."""

    def __init__(self, existing: Organisation | None) -> None:
        self.existing = existing if existing is not None and existing.hidden_at is None else None
        super().__init__(_("An organisation with this name in this country is here already."))


class OrganisationMovedOn(Conflict):
    """Someone edited it since the form was opened. ``current`` is what it is now."""

    def __init__(self, current: Organisation) -> None:
        self.current = current
        super().__init__(_("Someone has edited this page since you opened the form. Compare both and save again."))


class LastRepresentative(OrganisationRefused):
    """An organisation always has somebody who manages it."""

    def __init__(self, organisation: Organisation) -> None:
        message = _("%(name)s would be without a representative. Make someone else a representative first.")
        super().__init__(message % {"name": organisation})
