"""An organisation with mandates, an invitation, a request, and one that is hidden."""

from __future__ import annotations

from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from ict4society.organisations.actions.invitation import invite_colleague
from ict4society.organisations.actions.request import request_mandate
from ict4society.organisations.invitation_links import invitation_path
from tests.people.factory import mandate, organisation, person
from tests.promises.world import Private, Samples, World

ANSWERS = """
organisations:found                POST 302
organisations:nace                 POST 200
organisations:invitation           POST 302 visitor 403 suspended 403
organisations:edit                 GET  403 representative 200 operator 200
organisations:edit                 POST 403 representative 302 operator 302
organisations:verify               GET  405
organisations:verify               POST 302
organisations:withdraw_verification POST 302
organisations:ask                  POST 302 representative 422
organisations:mandates             GET  403 representative 200 operator 200
organisations:mandates             POST 403 representative 302 operator 302
organisations:revoke               GET  405
organisations:revoke               POST 403 representative 302 operator 302
organisations:withdraw_invitation  GET  405
organisations:withdraw_invitation  POST 403 representative 302 operator 302
organisations:answer               GET  405
organisations:answer               POST 403 representative 302 operator 302
"""
HOLDERS = {
    "organisations.found_organisation": "member author representative other facilitator moderator operator",
    "organisations.verify_organisation": "operator",
}


def make(world: World) -> Samples:
    """All of Nordlys, whose representative is ``representative``."""
    actor, nordlys = world.actor("representative"), world.organisation
    held = mandate(person("Dora Delegate"), nordlys)
    invited = invite_colleague(actor=actor, organisation=nordlys, email="somebody@example.org", role="delegate")
    asked = request_mandate(actor=world.actor("author"), organisation=nordlys, message="Let me speak for you.")
    hidden = organisation("academia", name="Xhidden Institute")
    ref = Ref("organisations.organisation", hidden.pk)
    decide_subject(actor=world.actor("moderator"), ref=ref, action=DecisionAction.HIDE, reason="Invented.")
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={
            "slug": nordlys.slug,
            "mandate_id": held.pk,
            "invitation_id": invited.pk,
            "request_id": asked.pk,
            "key": invitation_path(invited).strip("/").rpartition("/")[2],
        },
        private=[
            Private(
                "a hidden organisation",
                "Xhidden",
                ("moderator", "operator"),
                "organisations/<slug:slug>/",
                {"slug": hidden.slug},
                {"slug": "no-such-organisation"},
                ref=ref,
                api="/api/v1/organisations/{slug}",
            )
        ],
    )
