"""Who is told of what in moderation."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.models import User
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref, subject_type
from ict4society.moderation.events import SubjectDecided, SubjectFlagged
from ict4society.moderation.models import Decision, Flag
from ict4society.moderation.states import DecisionAction, FlagReason

OUTCOMES = {
    DecisionAction.HIDE: _("What you wrote was hidden by the moderators"),
    DecisionAction.RESTORE: _("What you wrote is shown again"),
    DecisionAction.KEEP: _("What you wrote was reported; the moderators kept it as it is"),
}
ANSWERS = {
    DecisionAction.HIDE: _("What you reported was hidden"),
    DecisionAction.RESTORE: _("What you reported is shown again"),
    DecisionAction.KEEP: _("What you reported was kept as it is"),
}


@notice(SubjectFlagged)
def moderators_called(record: EventRecord, event: SubjectFlagged) -> Notice:
    """All moderators."""
    flag = Flag.objects.get(pk=event.flag_id)
    moderators = User.objects.filter(is_moderator=True, is_active=True).values_list("pk", flat=True)
    label = subject_type(event.kind).label
    asked = format_lazy(_("The author of a hidden {kind} asks for another look"), kind=label)
    reported = format_lazy(_("Reported: {kind} – {reason}"), kind=label, reason=FlagReason(flag.reason).label)
    return Notice(
        recipients=list(moderators),
        text=asked if event.appeal else reported,
        subject=Ref("moderation.flag", flag.pk),
        body=flag.text,
    )


@notice(SubjectDecided)
def author_told(record: EventRecord, event: SubjectDecided) -> Notice | None:
    """Whoever wrote it, with the reason, as the DSA asks for (Regulation (EU) 2022/2065, Art. 17)."""
    decision = Decision.objects.get(pk=event.decision_id)
    if decision.author_id is None:
        return None
    return Notice(
        recipients=[decision.author_id],
        text=OUTCOMES[DecisionAction(decision.action)],
        subject=Ref("moderation.decision", decision.pk),
        body=decision.reason,
    )


@notice(SubjectDecided)
def reporters_told(record: EventRecord, event: SubjectDecided) -> Notice:
    """Whoever reported it."""
    decision = Decision.objects.get(pk=event.decision_id)
    reporters = Flag.objects.filter(pk__in=event.flags, appeals=None).values_list("reporter_id", flat=True)
    return Notice(
        recipients=list(reporters),
        text=ANSWERS[DecisionAction(decision.action)],
        subject=Ref("moderation.decision", decision.pk),
        body=decision.reason,
    )
