"""The words of a dossier's JSON-LD that no published vocabulary has; each is explained on a page of the site."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CLASSES: dict[str, str | Promise] = {
    "Dossier": _("A versioned, signed selection of elements, with what they stand on."),
    "Element": _(
        "A claim on the map of a community: finding, recommendation, requirement, definition or open question."
    ),
    "Assessment": _("The verdict on a statement across stakeholder groups, with everything that led to it."),
    "GroupPosition": _("The positions of one group on a statement."),
    "Participation": _("Whose words and positions a dossier stands on, in numbers."),
    "GroupParticipation": _("The part of one stakeholder group in it."),
    "PrincipleAssessment": _("How far the process met one of the Principles for Better Self- and Co-regulation."),
    "Signature": _("Ed25519 over the SHA-256 digest of the record without this member, keys sorted, no white space."),
}
PROPERTIES: dict[str, str | Promise] = {
    "kind": _("What sort of claim an element is."),
    "stance": _("Whether the cited words support, qualify or oppose the element."),
    "verdict": _("consensus, majority_with_opposition, contested, unclear or insufficient."),
    "stakeholderGroup": _("The group for which someone spoke, when they spoke."),
    "offline": _("Whether the words were said in a meeting."),
    "revision": _("The number of the revision that was cited or published."),
    "revisionPage": _("The page that shows the exact revision with the cited words marked."),
    "assessment": _("The vote on the statement that is cited."),
    "drawnFrom": _("The words that a statement was drawn from."),
    "oppositionProbability": _("Probability that more of the group than the threshold disagree."),
    "agreementInterval": _("Equal-tailed interval of the group's agreement."),
    "agreementThreshold": _("The share of agreement that each group must reach."),
    "opposedBy": _("Groups that more likely than not oppose a cited statement."),
    "withheld": _("Evidence and elements whose words were withdrawn or hidden after the publication."),
    "redactionOf": _("The signature of the whole version, of which this is a copy without those words."),
    "remark": _("What the composer says about an element in this dossier."),
    "recipient": _("For whom the dossier was composed."),
    "met": _("met, partly, not_met or open."),
    "phase": _("conception or implementation."),
}


def namespace() -> str:
    """The address that every word begins with; it leads to the page that explains them."""
    return f"{settings.SITE_URL}{reverse('dossiers:vocabulary')}#"
