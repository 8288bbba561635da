"""Who is told of what about accounts."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.events import RoleAppointed, RoleDismissed
from ict4society.accounts.states import Role
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice
from ict4society.foundation.notices.notice import notice


@notice(RoleAppointed)
def told_of_appointment(record: EventRecord, event: RoleAppointed) -> Notice:
    """The person who got a role."""
    text = format_lazy(_("You have a new role: {role}"), role=Role(event.role).label)
    return Notice([event.user_id], text, event.subject())


@notice(RoleDismissed)
def told_of_dismissal(record: EventRecord, event: RoleDismissed) -> Notice:
    """The person who lost a role."""
    text = format_lazy(_("You no longer have this role: {role}"), role=Role(event.role).label)
    return Notice([event.user_id], text, event.subject())
