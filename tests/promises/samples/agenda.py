"""Proposals: open, draft, declined, hidden."""

from __future__ import annotations

from ict4society.agenda.actions.decide import decline_proposal
from ict4society.agenda.actions.propose import draft_proposal, open_proposal
from ict4society.agenda.models import Proposal
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from tests.promises.world import Private, Samples, World

ANSWERS = """
agenda:propose                     POST 303
agenda:open                        GET  404 author 200
agenda:open                        POST 404 author 303
agenda:edit                        GET  403 author 200
agenda:edit                        POST 403 author 303
agenda:withdraw                    GET  403 author 200
agenda:withdraw                    POST 403 author 303
agenda:support                     GET  302
agenda:support                     POST 303
agenda:take_back                   GET  405
agenda:take_back                   POST 303
agenda:accept                      GET  403 facilitator 200
agenda:accept                      POST 403 facilitator 303
agenda:decline                     GET  403 facilitator 200
agenda:decline                     POST 403 facilitator 303
agenda:merge                       GET  403 facilitator 200
agenda:merge                       POST 403 facilitator 303
agenda:reopen                      GET  403 facilitator 200
agenda:reopen                      POST 403 facilitator 303
"""


def make(world: World) -> Samples:
    """All are the author's."""
    author = world.actor("author")

    def drafted(title: str) -> Proposal:
        return draft_proposal(actor=author, title=title, topic=world.issue, text="We should **talk**.", language="en")

    def opened(title: str) -> Proposal:
        return open_proposal(actor=author, proposal=drafted(title))

    proposal, goal = opened("Publish the energy use of digital services"), opened("Say how you measure")
    draft, declined, hidden = drafted("Xsecret draft"), opened("Ban all screens"), opened("Xobscured proposal")
    decline_proposal(actor=world.actor("facilitator"), proposal=declined, reason="Not for us.")
    decide_subject(
        actor=world.actor("moderator"),
        ref=Ref("agenda.proposal", hidden.pk),
        action=DecisionAction.HIDE,
        reason="Rude.",
    )
    return Samples(
        ANSWERS,
        parameters={"pk": proposal.pk},
        routes={"agenda:open": {"pk": draft.pk}, "agenda:reopen": {"pk": declined.pk}},
        bodies={
            "agenda:merge": {"number": str(goal.pk)},
            "agenda:accept": {"reason": "It is time."},
            "agenda:decline": {"reason": "Not now."},
        },
        private=[
            Private(
                what,
                marker,
                seen_by,
                "agenda/proposals/<int:pk>/",
                {"pk": made.pk},
                {"pk": 987654321},
                ref=Ref("agenda.proposal", made.pk),
                api="/api/v1/agenda/proposals/{proposal_id}",
            )
            for what, marker, seen_by, made in (
                ("a draft proposal", "Xsecret", ("author",), draft),
                ("a hidden proposal", "Xobscured", ("author", "moderator", "operator"), hidden),
            )
        ],
        api={"proposal_id": proposal.pk},
    )
