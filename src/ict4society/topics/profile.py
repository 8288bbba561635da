"""What a person's page says of their topics."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ict4society.accounts.profile_panels import ProfileItem, ProfilePanel
from ict4society.topics.queries import facilitations


def facilitates_panel(person: Any, reader: Any) -> ProfilePanel:
    """Which topics the person facilitates."""
    held = facilitations().filter(user=person)
    items = [
        ProfileItem(str(one.topic), one.topic.get_absolute_url())
        if one.topic
        else ProfileItem(_("All topics"), reverse("topics:index"))
        for one in held
    ]
    return ProfilePanel(_("Facilitates"), items)
