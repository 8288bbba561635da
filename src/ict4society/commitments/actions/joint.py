"""Open a joint commitment, and change its text."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.commitments.events import JointEdited, JointOpened
from ict4society.commitments.models import JointCommitment
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, Forbidden, require
from ict4society.foundation.richtext import render
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitates


class StaleJoint(Conflict):
    """It was changed since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: JointCommitment) -> None:
        super().__init__(_("This joint commitment was changed since you opened it. Compare both and save again."))
        self.current = current


@transaction.atomic
def open_joint(*, actor: Actor, title: str, topic: Topic, text: str, language: str = "") -> JointCommitment:
    """Open a joint commitment, on behalf of an organisation, or personally as a facilitator of its topic.

    Raises Forbidden, MandateMissing.
    """
    require(actor.user, "commitments.open_joint", None)
    if actor.organisation is None and not facilitates(actor.user, topic):
        raise Forbidden(_("Choose on whose behalf you open it. Personally only facilitators of the topic can."))
    confirm_mandate(actor)
    joint = JointCommitment.objects.create(
        title=title,
        topic=topic,
        text=text,
        html=str(render(text)),
        language=language or detect_language(f"{title}\n{text}"),
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        interest=actor.interest,
    )
    emit(JointOpened(joint.pk, topic.pk), actor=actor)
    return joint


@transaction.atomic
def edit_joint(
    *, actor: Actor, joint: JointCommitment, version: int, title: str, topic: Topic, text: str, language: str = ""
) -> JointCommitment:
    """Change its text; the log keeps the earlier one. Raises Forbidden, StaleJoint."""
    rows = JointCommitment.objects.select_for_update(of=("self",), no_key=True).select_related("topic")
    locked = rows.get(pk=joint.pk)
    require(actor.user, "commitments.open_joint", locked, _("Only who opened it or a facilitator can change it."))
    if locked.version != version:
        raise StaleJoint(locked)
    before = f"{locked.title}\n\n{locked.text}"
    locked.title, locked.topic, locked.text, locked.html = title, topic, text, str(render(text))
    locked.language = language or locked.language
    locked.version += 1
    locked.save()
    emit(JointEdited(locked.pk, locked.version, before), actor=actor)
    return locked
