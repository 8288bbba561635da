"""Prepare a round."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from ict4society.deliberation.consensus import Parameters
from ict4society.deliberation.events import RoundCreated
from ict4society.deliberation.models import Round
from ict4society.deliberation.models.round import RESERVED_SLUGS
from ict4society.deliberation.states import ResultsShown
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.foundation.richtext import render
from ict4society.foundation.subjects import Ref
from ict4society.topics.models import Topic


@transaction.atomic
def create_round(
    *,
    actor: Actor,
    topic: Topic,
    title: str,
    description: str = "",
    language: str = "en",
    results_shown: str = ResultsShown.AFTER_VOTE,
    members_propose: bool = True,
    closes_at: datetime | None = None,
    parameters: Parameters | None = None,
    subject: Ref | None = None,
) -> Round:
    """A draft of the facilitator's; ``subject`` is the thread (or meeting, …) that it belongs to.

    Raises Forbidden for who does not facilitate the topic.
    """
    require(actor.user, "deliberation.create_round", topic)
    made = _with_free_slug(
        Round(
            title=title,
            description=description,
            description_html=render(description),
            topic=topic,
            language=language,
            results_shown=results_shown,
            members_propose=members_propose,
            closes_at=closes_at,
            parameters=(parameters or Parameters()).to_dict(),
            subject_kind=subject.kind if subject else "",
            subject_id=subject.id if subject else None,
            created_by_id=actor.user_id,
        )
    )
    emit(RoundCreated(round_id=made.pk), actor=actor)
    return made


def _with_free_slug(new: Round) -> Round:
    """Save it under its title's slug, with a number behind it where that is taken."""
    base = slugify(new.title)[:70].strip("-") or "round"
    for number in count(1):
        slug = base if number == 1 else f"{base}-{number}"
        if slug in RESERVED_SLUGS or Round.objects.filter(slug=slug).exists():
            continue
        new.slug = slug
        try:
            with transaction.atomic():
                new.save(force_insert=True)
        except IntegrityError:  # somebody took it in this moment
            continue
        return new
    raise AssertionError("the numbers never end")
