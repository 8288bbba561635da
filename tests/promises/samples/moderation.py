"""A report, a decision that its author may contest."""

from __future__ import annotations

from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.flag_subject import flag_subject
from ict4society.moderation.models import Decision
from ict4society.moderation.states import FlagReason
from tests.promises.world import Private, Samples, World

ANSWERS = """
moderation:flag                    POST 302
moderation:flag_case               GET  302
moderation:case                    POST 302
moderation:decision                GET  404 author 200 moderator 200 operator 200
moderation:decision                POST 404 author 302 moderator 403 operator 403
"""
HOLDERS = {"moderation.view_queue": "moderator operator", "moderation.decide_subject": "moderator operator"}


def make(world: World) -> Samples:
    """The other representative reported the author's post; a post of the author's was hidden."""
    ref = Ref("discussions.post", world.made["post"].pk)
    flag = flag_subject(actor=world.actor("other"), ref=ref, reason=FlagReason.SPAM, text="Xreported it")
    decision = Decision.objects.filter(subject_kind="discussions.post").latest("pk")
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={"kind": ref.kind, "object_id": ref.id, "flag_id": flag.pk, "decision_id": decision.pk},
        private=[
            Private(
                "a report",
                "Xreported",
                ("moderator", "operator"),
                "moderation/flags/<int:flag_id>/",
                {"flag_id": flag.pk},
                {"flag_id": 987654321},
                own=("other",),
            ),
            Private(
                "a decision",
                "Xnever-shown",
                ("author", "moderator", "operator"),
                "moderation/decisions/<int:decision_id>/",
                {"decision_id": decision.pk},
                {"decision_id": 987654321},
            ),
        ],
    )
