"""How a contributor is named to a reader: with the name, or with the stakeholder group alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ict4society.consultations.models import Contribution
from ict4society.consultations.policies import may_see_name
from ict4society.consultations.states import Channel, Visibility
from ict4society.organisations.states import StakeholderGroup


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as far as this reader may know."""

    name: str
    href: str
    organisation: str
    organisation_href: str
    group: str
    """In words; empty when none was declared."""
    interest: str
    nameless: bool
    """Others do not see the name."""
    withheld: bool = False
    """This reader does not see it either."""

    @property
    def short(self) -> str:
        """The organisation, else the person."""
        return self.organisation or self.name


def speaker_of(user: Any, contribution: Contribution, visibility: str, group: str | None = None) -> Speaker:
    """Name and organisation where the reader may see them. The contribution comes with both."""
    code = contribution.group if group is None else group
    in_words = str(StakeholderGroup(code).label) if code in StakeholderGroup.values else ""
    if not may_see_name(user, contribution, visibility):
        return Speaker(_("Name withheld"), "", "", "", in_words, "", nameless=True, withheld=True)
    author, organisation = contribution.author, contribution.on_behalf_of
    if author is not None:
        name, href = author.name, reverse("accounts:person", args=[author.pk])
    else:
        name, href = contribution.name or ("" if organisation else _("Contributor")), ""
    return Speaker(
        name=name,
        href=href,
        organisation=organisation.name if organisation else "",
        organisation_href=organisation.get_absolute_url() if organisation else "",
        group=in_words,
        interest=contribution.interest,
        nameless=visibility != Visibility.PUBLIC,
    )


def channel_note(contribution: Contribution) -> str:
    """Said beside what did not come on-line in time; empty otherwise."""
    match contribution.channel:
        case Channel.LATE:
            return _("came after closing")
        case Channel.PAPER:
            return _("came on paper, entered by the secretariat")
    return ""
