"""Joint commitments for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from ict4society.commitments.actions.joint import edit_joint, open_joint
from ict4society.commitments.api.shapes import JointEditIn, JointIn, JointOut, joint_out
from ict4society.commitments.forms import JointEditForm, JointForm
from ict4society.commitments.models import JointCommitment
from ict4society.commitments.queries import joints
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.policy import get_visible
from ict4society.topics.queries import form_topics

router = Router()
WORDS = ("title", "topic", "text", "language")


@router.get("/joint", auth=read_scope(optional=True), response=Page[JointOut])
def list_joints(request: HttpRequest, query: Query[PageQuery]) -> Page[Any]:
    """Joint commitments, newest first; ``members`` is the number of organisations."""
    return paginate(joints(request.user), query, order=("-pk",), shape=joint_out)


@router.post("/joint", auth=write_scope(), response={201: JointOut})
def create_joint(request: HttpRequest, body: JointIn) -> Status[JointOut]:
    """Open one: for an organisation, or as a facilitator of its topic."""
    form = JointForm({**_data(body), "acting_as": body.organisation or ""}, user=request.user)
    values = validated(form)
    made_id = form.once(
        idempotency_key(request), "commitments.joint", open_joint, **{name: values[name] for name in WORDS}
    )
    return Status(201, joint_out(_find(request, made_id)))


@router.get("/joint/{joint_id}", auth=read_scope(optional=True), response=JointOut)
def show_joint(request: HttpRequest, joint_id: int) -> JointOut:
    """One; its commitments are those of the ledger with ``joint``."""
    return joint_out(_find(request, joint_id))


@router.put("/joint/{joint_id}", auth=write_scope(), response=JointOut)
def update_joint(request: HttpRequest, joint_id: int, body: JointEditIn) -> JointOut:
    """Change its text. 409 when it moved on since the version that you name."""
    found = _find(request, joint_id)
    values = validated(JointEditForm(_data(body)))
    edit_joint(actor=Actor(request.user), joint=found, **values)
    return joint_out(_find(request, joint_id))


def _find(request: HttpRequest, joint_id: int) -> JointCommitment:
    return get_visible(joints(request.user), pk=joint_id)


def _data(body: JointIn) -> dict[str, Any]:
    """As the form of the page wants it."""
    return {**body.dict(), **form_topics(topic=body.topic)}
