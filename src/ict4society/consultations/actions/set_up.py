"""Prepare a consultation, and change what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.consultations.actions.locking import lock_consultation
from ict4society.consultations.events import ConsultationCreated, ConsultationEdited
from ict4society.consultations.models import Consultation
from ict4society.consultations.models.consultation import RESERVED_SLUGS
from ict4society.consultations.outcome_settings import RESPOND_TO
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.richtext import render
from ict4society.topics.models import Topic

FIELDS = (
    *("title", "summary", "topic", "language", "languages", "translations"),
    *("announce_at", "opens_at", "closes_at", "responses_at", "final_expected_on", "thresholds"),
)
SLUG_LENGTH = 70


class StaleConsultation(Conflict):
    """Somebody edited it since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Consultation) -> None:
        super().__init__(_("Somebody has edited this consultation since you opened the form. Compare and save again."))
        self.current = current


class DatesRefused(Refused):
    """The dates do not follow each other."""


@transaction.atomic
def create_consultation(
    *, actor: Actor, values: Mapping[str, Any], also_topics: list[Topic] | None = None
) -> Consultation:
    """Begin a consultation that only its staff sees; ``values`` by the names in ``FIELDS``.

    Raises Forbidden and DatesRefused.
    """
    require(actor.user, "consultations.create_consultation", values.get("topic"))
    made = Consultation(slug=free_slug(values["title"]), created_by=actor.user)
    _fill(made, values)
    made.save()
    if also_topics:
        made.also_topics.set(also_topics)
    emit(ConsultationCreated(made.pk), actor=actor)
    return made


@transaction.atomic
def edit_consultation(
    *,
    actor: Actor,
    consultation: Consultation,
    version: int,
    values: Mapping[str, Any],
    also_topics: list[Topic] | None = None,
) -> Consultation:
    """Change values by name; dates of stages that have passed stay as they were.

    Raises Forbidden, StaleConsultation and DatesRefused.
    """
    current = lock_consultation(consultation.pk)
    require(actor.user, "consultations.manage_consultation", current)
    if current.version != version:
        raise StaleConsultation(current)
    topic = values.get("topic", current.topic)
    if topic != current.topic:
        require(actor.user, "consultations.create_consultation", topic)
    before = {name: _plain(getattr(current, name)) for name in FIELDS}
    closes_at = current.closes_at
    _fill(current, values)
    after = {name: _plain(getattr(current, name)) for name in FIELDS}
    changed = sorted(name for name in FIELDS if before[name] != after[name])
    if also_topics is not None:
        current.also_topics.set(also_topics)
    if changed or also_topics is not None:
        if current.closes_at != closes_at:
            current.reminded_at = None
        current.version += 1
        current.save()
        emit(
            ConsultationEdited(
                current.pk, {name: before[name] for name in changed}, {name: after[name] for name in changed}
            ),
            actor=actor,
        )
    return current


def edit_rules(
    *,
    actor: Actor,
    consultation: Consultation,
    version: int,
    threshold: float,
    least_words: int,
    least_texts: int,
    respond_to: list[str],
) -> Consultation:
    """Say how campaigns are found and which open answers get a response each; printed beside the results.

    Raises as ``edit_consultation``, and Conflict when it is final.
    """
    if consultation.stage == Stage.FINAL:
        raise Conflict(_("The consultation is final: its rules stay as they were applied."))
    rules = {"threshold": threshold, "least_words": least_words, "least_texts": least_texts, RESPOND_TO: respond_to}
    values = {"thresholds": {**consultation.thresholds, **rules}}
    return edit_consultation(actor=actor, consultation=consultation, version=version, values=values)


@transaction.atomic
def appoint_facilitators(*, actor: Actor, consultation: Consultation, people: list[User]) -> Consultation:
    """Who, besides the facilitators of the topic, works in its secretariat. Raises Forbidden."""
    current = lock_consultation(consultation.pk)
    require(actor.user, "consultations.manage_consultation", current)
    before = sorted(current.facilitators.values_list("pk", flat=True))
    after = sorted(person.pk for person in people)
    if before != after:
        current.facilitators.set(people)
        emit(ConsultationEdited(current.pk, {"facilitators": before}, {"facilitators": after}), actor=actor)
    return current


def free_slug(title: str) -> str:
    """An address for a title that no other consultation has."""
    base = slugify(title)[:SLUG_LENGTH].strip("-") or "consultation"
    taken = set(Consultation.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED_SLUGS
    candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


def _fill(consultation: Consultation, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(consultation, name, values[name])
    others = [code for code in consultation.languages if code != consultation.language]
    consultation.languages = [consultation.language, *others]
    consultation.summary_html = str(render(consultation.summary))
    _check_dates(consultation)


def _check_dates(consultation: Consultation) -> None:
    dates = [
        (_("announced on"), consultation.announce_at),
        (_("opens"), consultation.opens_at),
        (_("closes"), consultation.closes_at),
        (_("responses begin"), consultation.responses_at),
    ]
    given = [(name, date) for name, date in dates if date is not None]
    for (first, earlier), (second, later) in pairwise(given):
        if later < earlier or (later == earlier and (first, second) == (dates[1][0], dates[2][0])):
            message = _("“%(second)s” cannot come before “%(first)s”.")
            raise DatesRefused(message % {"first": first, "second": second})
    if consultation.stage == Stage.OPEN and consultation.closes_at is None:
        raise DatesRefused(_("An open consultation needs a closing time: contributors rely on it."))


def _plain(value: Any) -> Any:
    """A value as an event stores it."""
    if isinstance(value, Topic):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value
