"""Builds the whole demonstration, or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.foundation.policy import Refused
from ict4society.operations.demonstration.accounts import address_of, write_accounts
from ict4society.operations.demonstration.agenda import plan_agenda
from ict4society.operations.demonstration.attention import plan_attention, plan_moderation
from ict4society.operations.demonstration.benchmark import plan_benchmark
from ict4society.operations.demonstration.clock import Clock
from ict4society.operations.demonstration.commitments import plan_commitments
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.consultations import plan_consultations
from ict4society.operations.demonstration.discussions import days_of_posts, plan_discussions
from ict4society.operations.demonstration.meetings import plan_meetings
from ict4society.operations.demonstration.minutes import plan_minutes
from ict4society.operations.demonstration.partnerships import plan_partnerships
from ict4society.operations.demonstration.people import plan_people
from ict4society.operations.demonstration.practices import plan_practices
from ict4society.operations.demonstration.reporting import plan_reporting
from ict4society.operations.demonstration.results import plan_results
from ict4society.operations.demonstration.rounds import plan_rounds
from ict4society.operations.demonstration.solutions import plan_solutions
from ict4society.operations.demonstration.timeline import Timeline

LOCK = 7_074_002
"""Advisory lock of PostgreSQL: of two loads at once, the second finds that everything is there."""
EVERY = 5.0
"""Seconds between lines about the progress."""


class DemonstrationRefused(Refused):
    """The demonstration does not belong here; the message says why."""


def load_demonstration(tell: Callable[[str], None]) -> bool:
    """Build the demonstration community in one transaction; whether anything was built.

    Loading it again changes nothing, and an interrupted load leaves nothing behind. Raises DemonstrationRefused where
    the settings do not allow it, or where real people have accounts already.
    """
    if not settings.DEMONSTRATION:
        raise DemonstrationRefused(
            _(
                "The demonstration community does not belong on this instance: its accounts have a published password. "
                "It is loaded only where the server listens on loopback and ICT4SOCIETY_DEMO does not forbid it."
            )
        )
    with transaction.atomic():
        built = _load(tell)
    write_accounts(settings.DATA_FOLDER / "demonstration-accounts.txt")
    return built


def _load(tell: Callable[[str], None]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if User.objects.filter(email=address_of("operator"), is_demonstration=True).exists():
        tell(_("The demonstration community is here already; nothing was changed."))
        return False
    if User.objects.exists():
        raise DemonstrationRefused(
            _("People have accounts on this instance already: the invented community is not mixed with a real one.")
        )
    timeline, community = Timeline(Clock()), Community()
    plan_everything(timeline, community)
    began = told = time.monotonic()
    for left in timeline.play():
        if time.monotonic() - told >= EVERY:
            told = time.monotonic()
            done = 100 * (timeline.length - left) // timeline.length
            tell(_("The demonstration community: %(percent)d %% of what happened in it.") % {"percent": done})
    tell(
        _(
            "The demonstration community: %(people)d people, %(organisations)d organisations, %(threads)d threads, "
            "in %(seconds).0f s."
        )
        % {
            "people": len(community.people),
            "organisations": len(community.organisations),
            "threads": len(community.threads),
            "seconds": time.monotonic() - began,
        }
    )
    return True


def plan_everything(timeline: Timeline, community: Community) -> None:
    """All acts of the demonstration, with their moments."""
    plan_people(timeline, community)
    plan_attention(timeline, community)
    plan_agenda(timeline, community)
    plan_discussions(timeline, community)
    plan_rounds(timeline, community)
    plan_meetings(timeline, community)
    plan_minutes(timeline, community)
    plan_consultations(timeline, community)
    plan_reporting(timeline, community)
    plan_commitments(timeline, community)
    plan_practices(timeline, community)
    plan_solutions(timeline, community)
    plan_partnerships(timeline, community)
    plan_benchmark(timeline, community)
    plan_results(timeline, community)
    plan_moderation(timeline, community, days_of_posts())
