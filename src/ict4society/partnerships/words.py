"""Reasons for a match, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ict4society.accounts.countries import country_name
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.organisations.states import StakeholderGroup
from ict4society.partnerships.matching import Reason
from ict4society.partnerships.models.call import words_of
from ict4society.partnerships.queries import Match
from ict4society.partnerships.states import Resource


def told(match: Match) -> dict[str, Any]:
    """A match for the page: the call, and why it fits."""
    return {"call": match.call, "reasons": [_told(reason, match) for reason in match.reasons]}


def _told(reason: Reason, found: Match) -> str:
    topics = [topic for topic in (found.call.topic, found.call.second_topic) if topic is not None]
    match reason.kind:
        case "need":
            return _("They need what you offer: %(what)s") % {"what": ", ".join(words_of(Resource, reason.common))}
        case "offer":
            return _("They offer what you need: %(what)s") % {"what": ", ".join(words_of(Resource, reason.common))}
        case "topic":
            common = [str(topic) for topic in topics if str(topic.pk) in reason.common]
            return _("Your topic: %(what)s") % {"what": ", ".join(common)}
        case "area":
            return _("In the area of your topics")
        case "group":
            return _("They look for your stakeholder group: %(what)s") % {
                "what": ", ".join(words_of(StakeholderGroup, reason.common))
            }
        case "country":
            return _("They look in your country: %(what)s") % {"what": ", ".join(map(country_name, reason.common))}
        case _other:
            names = ", ".join(CONTENT_LANGUAGES.get(code, code) for code in sorted(reason.common))
            return _("A common language: %(what)s") % {"what": names}
