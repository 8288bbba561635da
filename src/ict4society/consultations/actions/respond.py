"""Say what becomes of comments and answers, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ict4society.consultations.models import Change, Comment, Consultation, Paragraph, Response, ResponseRevision
from ict4society.consultations.outcome_events import ResponsesGiven
from ict4society.consultations.outcome_states import Verdict
from ict4society.consultations.policies import is_staff_of
from ict4society.consultations.queries.open_responses import answers_to_answer, comments_to_answer
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Forbidden, Refused, require
from ict4society.foundation.richtext import render
from ict4society.foundation.subjects import Ref

COMMENT = "consultations.comment"
ANSWER = "consultations.answer"
AT_ONCE = 500
"""Rows that one form may answer."""


@dataclass(frozen=True)
class Seen:
    """A comment or an answer, and the version of its response that the writer had before them (0: none)."""

    ref: Ref
    version: int = 0


class StaleResponses(Conflict):
    """Somebody else has answered some of these meanwhile. Nothing was written; ``refs`` are those that moved on."""

    def __init__(self, refs: Sequence[Ref]) -> None:
        message = ngettext(
            "Somebody else has answered one of these meanwhile. Nothing was saved: compare the texts, then save again.",
            "Somebody else has answered %(number)d of these meanwhile. Nothing was saved: compare the texts, then save "
            "again.",
            len(refs),
        )
        super().__init__(message % {"number": len(refs)})
        self.refs = tuple(refs)


@transaction.atomic
def respond(
    *,
    actor: Actor,
    consultation: Consultation,
    seen: Sequence[Seen],
    verdict: str,
    reason: str,
    paragraphs: Sequence[str] = (),
    own_paragraph: bool = False,
) -> list[Response]:
    """Give every one of these the verdict and the reason; ``paragraphs`` are the keys of those that change for it.

    With ``own_paragraph`` each comment's own paragraph changes. All or nothing. Raises Forbidden for rows that are not
    the writer's, StaleResponses, Conflict in another stage, and Refused without a reason or for unknown rows.
    """
    locked = lock_for_responses(actor, consultation)
    require(actor.user, "consultations.write_responses", locked)
    if verdict not in Verdict.values:
        raise Refused(_("Choose what becomes of it: accepted, partly accepted or not accepted."))
    if not reason.strip():
        raise Refused(_("Say why. The contributors read this reason."))
    wanted = {each.ref: each.version for each in seen}
    if not wanted or len(wanted) > AT_ONCE:
        raise Refused(_("Choose at least one comment and at most %(number)d.") % {"number": AT_ONCE})
    responses = lock_responses(locked, list(wanted))
    _require_own(actor, locked, responses)
    stale = [ref for ref, response in responses.items() if response.version != wanted[ref]]
    if stale:
        raise StaleResponses(stale)
    before = {str(ref): response.verdict for ref, response in responses.items() if response.verdict}
    html = str(render(reason))
    now = timezone.now()
    for response in responses.values():
        response.verdict, response.reason, response.html = verdict, reason, html
        response.version += 1
        response.answered_by, response.answered_at = actor.user, now
    fields = ["verdict", "reason", "html", "version", "answered_by", "answered_at"]
    Response.objects.bulk_update(responses.values(), fields)
    keys = _link_changes(locked, responses, paragraphs, own_paragraph=own_paragraph)
    ResponseRevision.objects.bulk_create(
        ResponseRevision(
            response=response,
            number=response.version,
            verdict=verdict,
            reason=reason,
            paragraphs=keys[ref],
            edited_by=actor.user,
        )
        for ref, response in responses.items()
    )
    emit(ResponsesGiven(locked.pk, [str(ref) for ref in responses], verdict, before), actor=actor)
    return list(responses.values())


def lock_for_responses(actor: Actor, consultation: Consultation) -> Consultation:
    """The consultation, locked so that it does not become final meanwhile. Raises Conflict in another stage."""
    locked = Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    if locked.stage != Stage.RESPONSES:
        message = _("Responses are written in the stage “%(stage)s”; this consultation is “%(now)s”.")
        raise Conflict(message % {"stage": Stage.RESPONSES.label, "now": locked.get_stage_display()})
    return locked


def lock_responses(consultation: Consultation, refs: Sequence[Ref]) -> dict[Ref, Response]:
    """The responses to these, made where there are none. Raises Refused for what needs none (any more)."""
    comments = {ref.id for ref in refs if ref.kind == COMMENT}
    answers = {ref.id for ref in refs if ref.kind == ANSWER}
    known_comments = set(comments_to_answer(consultation).filter(pk__in=comments).values_list("pk", flat=True))
    known_answers = set(answers_to_answer(consultation).filter(pk__in=answers).values_list("pk", flat=True))
    if len(known_comments) + len(known_answers) != len(set(refs)):
        raise Refused(_("Some of these were withdrawn meanwhile or need no response. Open the list again."))
    Response.objects.bulk_create(
        [Response(consultation=consultation, comment_id=pk) for pk in sorted(comments)]
        + [Response(consultation=consultation, answer_id=pk) for pk in sorted(answers)],
        ignore_conflicts=True,
    )
    rows = Response.objects.select_for_update().filter(consultation=consultation).order_by("pk")
    found = {Ref(COMMENT, row.comment_id): row for row in rows.filter(comment__in=comments) if row.comment_id}
    return found | {Ref(ANSWER, row.answer_id): row for row in rows.filter(answer__in=answers) if row.answer_id}


def _require_own(actor: Actor, consultation: Consultation, responses: dict[Ref, Response]) -> None:
    if is_staff_of.test(actor.user, consultation):
        return
    if any(response.assigned_to_id != actor.user_id for response in responses.values()):
        raise Forbidden(_("You were not asked to answer all of these."))


def _link_changes(
    consultation: Consultation, responses: dict[Ref, Response], paragraphs: Sequence[str], *, own_paragraph: bool
) -> dict[Ref, list[str]]:
    """Link each response to the paragraphs that change; the keys by reference."""
    keys = {ref: list(dict.fromkeys(paragraphs)) for ref in responses}
    if own_paragraph:
        comments = [ref.id for ref in responses if ref.kind == COMMENT]
        for pk, key in Comment.objects.filter(pk__in=comments).values_list("pk", "paragraph_key"):
            keys[Ref(COMMENT, pk)] = list(dict.fromkeys([*keys[Ref(COMMENT, pk)], key]))
    wanted = {key for each in keys.values() for key in each}
    known = Paragraph.objects.filter(version__consultation=consultation, key__in=wanted)
    if wanted - set(known.values_list("key", flat=True)):
        raise Refused(_("There is no such paragraph in the text."))
    Change.objects.bulk_create(
        [Change(consultation=consultation, paragraph_key=key) for key in sorted(wanted)], ignore_conflicts=True
    )
    changes = dict(Change.objects.filter(consultation=consultation).values_list("paragraph_key", "pk"))
    through = Response.changes.through
    through.objects.filter(response_id__in=[response.pk for response in responses.values()]).delete()
    through.objects.bulk_create(
        through(response_id=responses[ref].pk, change_id=changes[key]) for ref, each in keys.items() for key in each
    )
    return keys
