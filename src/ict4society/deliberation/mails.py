"""Who is told of what happens in rounds."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ict4society.deliberation.events import (
    RoundClosed,
    RoundOpened,
    StatementAccepted,
    StatementProposed,
    StatementRejected,
)
from ict4society.deliberation.models import Participant, Round, Statement, Vote
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref, subject_type
from ict4society.topics.models import Facilitation


@notice(StatementProposed)
def told_facilitators(record: EventRecord, event: StatementProposed) -> Notice | None:
    """Facilitators of the round's topic: a statement waits for them."""
    statement = _statement(event.statement_id)
    if statement is None:
        return None
    topic = statement.round.topic
    appointed = Q(topic=None)
    if topic is not None:
        appointed |= Q(topic=topic) | Q(topic=topic.parent_id)
    return Notice(
        recipients=Facilitation.objects.filter(appointed).values_list("user_id", flat=True).distinct(),
        text=_("A statement was proposed in “%(round)s”") % {"round": statement.round.title},
        subject=Ref("deliberation.statement", statement.pk),
        body=statement.text,
    )


@notice(StatementAccepted)
def told_source(record: EventRecord, event: StatementAccepted) -> Notice | None:
    """Whose words became a statement."""
    statement = _statement(event.statement_id)
    if statement is None or statement.citation is None:
        return None
    citation = statement.citation
    author = _author_of(citation.source, citation.revision)
    if author is None:
        return None
    return Notice(
        recipients=[author],
        text=_("Your words became a statement in “%(round)s”") % {"round": statement.round.title},
        subject=Ref("deliberation.statement", statement.pk),
        body=_("You wrote: “%(words)s”\n\nThe statement: %(statement)s")
        % {"words": citation.exact, "statement": statement.text},
    )


@notice(StatementAccepted)
def told_proposer_accepted(record: EventRecord, event: StatementAccepted) -> Notice | None:
    """Who proposed it: members take positions on it now."""
    statement = _statement(event.statement_id)
    if statement is None or statement.author_id is None:
        return None
    return Notice(
        recipients=[statement.author_id],
        text=_("Your statement was taken into “%(round)s”") % {"round": statement.round.title},
        subject=Ref("deliberation.statement", statement.pk),
        body=statement.text,
    )


@notice(StatementRejected)
def told_proposer_rejected(record: EventRecord, event: StatementRejected) -> Notice | None:
    """Who proposed it, with the reason."""
    statement = _statement(event.statement_id)
    if statement is None or statement.author_id is None:
        return None
    return Notice(
        recipients=[statement.author_id],
        text=_("Your statement was not taken into “%(round)s”") % {"round": statement.round.title},
        subject=Ref("deliberation.statement", statement.pk),
        body=_("Your statement: %(statement)s\n\nReason: %(reason)s")
        % {"statement": statement.text, "reason": event.reason},
    )


@notice(RoundOpened)
def told_followers(record: EventRecord, event: RoundOpened) -> Notice | None:
    """Who follows the topic, the thread it belongs to, or the round itself."""
    found = Round.objects.filter(pk=event.round_id).first()
    if found is None:
        return None
    followed = [Ref("deliberation.round", found.pk)]
    if found.topic_id is not None:
        followed.append(Ref("topics.topic", found.topic_id))
    if found.subject_id is not None:
        followed.append(Ref(found.subject_kind, found.subject_id))
    return Notice(
        recipients=(),
        text=_("A round of opinion is open: “%(round)s”") % {"round": found.title},
        subject=Ref("deliberation.round", found.pk),
        body=found.description,
        followers_of=tuple(followed),
        muted_by=tuple(followed),
    )


@notice(RoundClosed)
def told_participants(record: EventRecord, event: RoundClosed) -> Notice | None:
    """Everybody who took a position, for themselves or for an organisation, and who follows the round."""
    found = Round.objects.filter(pk=event.round_id).first()
    if found is None:
        return None
    ref = Ref("deliberation.round", found.pk)
    people = set(Participant.objects.filter(round=found, user__isnull=False).values_list("user_id", flat=True))
    givers = Vote.objects.filter(statement__round=found, given_by__isnull=False)
    people |= set(givers.values_list("given_by_id", flat=True).distinct())
    statements = found.statements.filter(accepted_at__isnull=False).count()
    return Notice(
        recipients=sorted(pk for pk in people if pk is not None),
        text=_("The round “%(round)s” is closed; its results are there") % {"round": found.title},
        subject=ref,
        body=ngettext_lazy(
            "Positions were taken on %(number)d statement. See where the stakeholder groups agree.",
            "Positions were taken on %(number)d statements. See where the stakeholder groups agree.",
            statements,
        )
        % {"number": statements},
        followers_of=(ref,),
        muted_by=(ref,),
    )


def _statement(pk: int) -> Statement | None:
    return Statement.objects.select_related("round__topic", "citation").filter(pk=pk).first()


def _author_of(source: Ref, revision: int) -> int | None:
    """Who wrote the passage; None when the source is gone or was said by nobody with an account."""
    try:
        kind = subject_type(source.kind)
        obj = kind.model._default_manager.filter(pk=source.id).first()
        return kind.citable(obj, revision).author_id if obj is not None and kind.citable is not None else None
    except LookupError:
        return None
