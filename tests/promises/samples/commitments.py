"""Commitments: public with progress and an assessment, draft, hidden; joint ones, of which one is hidden."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ict4society.commitments.actions.assess import assess_commitment
from ict4society.commitments.actions.commit import draft_commitment, publish_commitment
from ict4society.commitments.actions.frame import Frame
from ict4society.commitments.actions.joint import open_joint
from ict4society.commitments.actions.report import report_progress
from ict4society.commitments.models import Commitment, JointCommitment
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from tests.promises.world import Private, Samples, World

ANSWERS = """
commitments:new_joint              GET  403 representative 200 other 200 facilitator 200
commitments:edit_joint             GET  403 facilitator 200
commitments:publish                GET  404 representative 200
commitments:edit                   GET  403 representative 200
commitments:report                 GET  403 representative 200
commitments:assess                 GET  302
commitments:withdraw               GET  403 representative 200
commitments:discuss                GET  302
commitments:commit                 POST 422 representative 303
commitments:new_joint              POST 403 facilitator 303
commitments:edit_joint             POST 403 facilitator 303
commitments:publish                POST 404 representative 303
commitments:edit                   POST 422 representative 303
commitments:report                 POST 422 representative 303
commitments:assess                 POST 303 representative 403 other 422
commitments:withdraw               POST 422 representative 303
commitments:discuss                POST 403 facilitator 303
"""
FRAME = Frame(
    kind="measure",
    measure="Energy of data centres",
    unit="MWh",
    direction="at_most",
    baseline_year=2020,
    baseline_value=Decimal(100),
    target_value=Decimal(40),
    deadline=date(2030, 12, 31),
)


def make(world: World) -> Samples:
    """All of Nordlys; Open Repair Forum assesses, and the facilitator has opened the joint one."""
    ours = world.actor("representative", world.organisation)
    theirs = world.actor("other", world.other_organisation)
    boss = world.actor("facilitator")

    def joint(title: str) -> JointCommitment:
        return open_joint(actor=boss, title=title, topic=world.issue, text="All of us.", language="en")

    def drafted(title: str, together: JointCommitment | None = None) -> Commitment:
        return draft_commitment(
            actor=ours,
            title=title,
            topic=world.issue,
            frame=FRAME,
            scope="All our sites.",
            joint=together,
            language="en",
        )

    together, veiled = joint("A sector that saves"), joint("Xunfair joint commitment")
    public = publish_commitment(actor=ours, commitment=drafted("Use less energy", together))
    update = report_progress(actor=ours, commitment=public, year=2024, text="New coolers.", value=Decimal(80))
    assess_commitment(actor=theirs, commitment=public, verdict="credible", reason="They said how they measure.")
    hidden = publish_commitment(actor=ours, commitment=drafted("Xinsolent commitment", together))
    draft = drafted("Xunripened commitment", together)
    for ref in (Ref("commitments.commitment", hidden.pk), Ref("commitments.joint", veiled.pk)):
        decide_subject(actor=world.actor("moderator"), ref=ref, action=DecisionAction.HIDE, reason="Rude.")
    return Samples(
        ANSWERS,
        parameters={"pk": public.pk},
        routes={
            "commitments:publish": {"pk": draft.pk},
            "commitments:joint": {"pk": together.pk},
            "commitments:edit_joint": {"pk": together.pk},
        },
        bodies={
            "commitments:commit": {
                "acting_as": str(world.organisation.pk),
                "topic": str(world.issue.pk),
                "kind": "measure",
                "measure": "Water",
                "unit": "m³",
                "direction": "at_most",
                "baseline_year": "2020",
                "baseline_value": "100",
                "target_value": "40",
                "deadline": "2030-12-31",
            },
            "commitments:new_joint": {"topic": str(world.issue.pk)},
            "commitments:assess": {"verdict": "credible", "reason": "They measure."},
        },
        private=[
            _private("a draft commitment", "Xunripened", ("representative",), draft),
            _private("a hidden commitment", "Xinsolent", ("representative", "moderator", "operator"), hidden),
            Private(
                "a hidden joint commitment",
                "Xunfair",
                ("moderator", "operator"),
                "commitments/joint/<int:pk>/",
                {"pk": veiled.pk},
                {"pk": 987654321},
                ref=Ref("commitments.joint", veiled.pk),
                api="/api/v1/commitments/joint/{joint_id}",
            ),
        ],
        api={"commitment_id": public.pk, "joint_id": together.pk, "update_id": update.pk},
    )


def _private(what: str, marker: str, seen_by: tuple[str, ...], made: Commitment) -> Private:
    return Private(
        what,
        marker,
        seen_by,
        "commitments/<int:pk>/",
        {"pk": made.pk},
        {"pk": 987654321},
        ref=Ref("commitments.commitment", made.pk),
        api="/api/v1/commitments/{commitment_id}",
    )
