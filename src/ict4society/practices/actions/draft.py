"""Begin a practice, and change it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Forbidden, require
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.practices.actions.content import PracticeContent, content_of, keep_revision, put_content, put_links
from ict4society.practices.actions.move import lock_practice, require_voice
from ict4society.practices.events import PracticeDrafted, PracticeEdited
from ict4society.practices.models import Practice

NEEDS_ORGANISATION = gettext_lazy("A practice is an organisation's: act on behalf of one for which you have a mandate.")
CLOSED = gettext_lazy("Only colleagues of the organisation can change a practice, and not while peers review it.")


class StalePractice(Conflict):
    """The practice was edited since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Practice) -> None:
        super().__init__(_("A colleague changed this practice since you opened it. Compare both texts and save again."))
        self.current = current


@transaction.atomic
def draft_practice(*, actor: Actor, content: PracticeContent) -> Practice:
    """Begin a practice that only colleagues (people with a mandate of the organisation) see.

    Raises Forbidden (also without an organisation), MandateMissing and ResultUnknown.
    """
    require(actor.user, "practices.add_practice", None, str(NEEDS_ORGANISATION))
    if actor.organisation is None:
        raise Forbidden(NEEDS_ORGANISATION)
    confirm_mandate(actor)
    practice = Practice(
        author=actor.user, on_behalf_of=actor.organisation, group=group_of(actor), interest=actor.interest
    )
    put_content(practice, content)
    practice.save()
    put_links(practice, content, actor.user)
    keep_revision(practice, actor.user)
    emit(PracticeDrafted(practice.pk), actor=actor)
    return practice


@transaction.atomic
def edit_practice(*, actor: Actor, practice: Practice, revision: int, content: PracticeContent) -> Practice:
    """Give the practice a new revision; the same words make none. ``revision`` is the one edited.

    Not while it is reviewed: reviewers judge what they have read. Earlier texts of a draft are not kept: nobody else
    has seen them. Raises Forbidden, MandateMissing, ResultUnknown and StalePractice.
    """
    locked = lock_practice(practice)
    require(actor.user, "practices.edit_practice", locked, str(CLOSED))
    require_voice(actor, locked)
    confirm_mandate(actor)
    if locked.revision != revision:
        raise StalePractice(locked)
    before = content_of(locked)
    put_content(locked, content)
    same_links = (before.evidence, set(before.result_refs)) == (content.evidence, set(content.result_refs))
    if same_links and before == content_of(locked):
        return locked
    put_links(locked, content, actor.user)
    if locked.submitted_at is None:
        locked.revisions.all().delete()
    locked.revision += 1
    locked.save()
    keep_revision(locked, actor.user)
    emit(PracticeEdited(locked.pk, locked.revision), actor=actor)
    return locked
