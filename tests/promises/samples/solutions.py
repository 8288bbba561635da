"""Solutions: published with a use, a draft, one that is hidden, and a hidden use; and another provider's."""

from __future__ import annotations

from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from ict4society.solutions.actions.content import SolutionContent
from ict4society.solutions.actions.use import tell_use
from ict4society.solutions.actions.write import draft_solution, publish_solution
from ict4society.solutions.models import Solution
from tests.promises.world import Private, Samples, World

ANSWERS = """
solutions:write                    POST 403 representative 303 other 422
solutions:sectors                  POST 200
solutions:edit                     GET  403 representative 200
solutions:edit                     POST 422 representative 303
solutions:publish                  GET  404 representative 303
solutions:publish                  POST 404 representative 303
solutions:withdraw                 GET  403 representative 200
solutions:withdraw                 POST 422 representative 303
solutions:use                      GET  403 representative 200
solutions:use                      POST 422 representative 303
"""


def make(world: World) -> Samples:
    """Those of Nordlys are the representative's; Open Repair Forum has one that others can say they use."""
    ours = world.actor("representative", world.organisation)
    theirs = world.actor("other", world.other_organisation)

    def drafted(name: str, actor: Actor = ours) -> Solution:
        content = SolutionContent(
            name=name,
            summary="Turns invoices into figures.",
            description="It reads **invoices**.",
            topic=world.issue,
            website="https://example.org/",
            functions=("carbon",),
            languages=("en",),
            licence="proprietary",
            price_model="subscription",
            language="en",
        )
        return draft_solution(actor=actor, content=content)

    def published(name: str, actor: Actor = ours) -> Solution:
        return publish_solution(actor=actor, solution=drafted(name, actor))

    shown, hidden, offered = published("Sheet to Scope"), published("Xobnoxious product"), published("Fixit", theirs)
    draft = drafted("Xunreleased product")
    use = tell_use(actor=theirs, solution=shown, text="Xboastful words on how it went.")
    for ref in (Ref("solutions.solution", hidden.pk), Ref("solutions.use", use.pk)):
        decide_subject(actor=world.actor("moderator"), ref=ref, action=DecisionAction.HIDE, reason="Untrue.")
    return Samples(
        ANSWERS,
        parameters={"pk": shown.pk},
        routes={"solutions:publish": {"pk": draft.pk}, "solutions:use": {"pk": offered.pk}},
        queries={
            "solutions:compare": f"solution={shown.pk}&solution={offered.pk}&solution={draft.pk}&solution={hidden.pk}"
        },
        bodies={
            "solutions:write": {
                "acting_as": str(world.organisation.pk),
                "functions": ["carbon"],
                "languages": ["en"],
                "licence": "proprietary",
                "topic": str(world.issue.pk),
            },
            "solutions:use": {"acting_as": str(world.organisation.pk)},
        },
        private=[
            *(
                Private(
                    what,
                    marker,
                    seen_by,
                    "solutions/<int:pk>/",
                    {"pk": made.pk},
                    {"pk": 987654321},
                    ref=Ref("solutions.solution", made.pk),
                    api="/api/v1/solutions/solutions/{solution_id}",
                )
                for what, marker, seen_by, made in (
                    ("a draft of a solution", "Xunreleased", ("representative",), draft),
                    ("a hidden solution", "Xobnoxious", ("representative", "moderator", "operator"), hidden),
                )
            ),
            Private(
                "a hidden use of a solution",
                "Xboastful",
                ("other", "moderator", "operator"),
                ref=Ref("solutions.use", use.pk),
            ),
        ],
        api={"solution_id": shown.pk},
    )
