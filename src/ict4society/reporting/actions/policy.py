"""Write and publish the approach to a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import confirm_mandate
from ict4society.reporting.events import PolicyPublished, PolicySaved
from ict4society.reporting.models import Policy, PolicyPart, PolicyRevision
from ict4society.reporting.states import Grade, Part
from ict4society.topics.models import Topic


@dataclass(frozen=True)
class PartSaid:
    """What is said of one part."""

    text: str = ""
    grade: str = Grade.NO.value
    grade_reason: str = ""
    evidence_url: str = ""
    evidence_page: str = ""


class StalePolicy(Conflict):
    """A colleague changed it since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Policy) -> None:
        super().__init__(_("A colleague changed this since you opened it. Compare both and save again."))
        self.current = current


@transaction.atomic
def save_policy(
    *,
    actor: Actor,
    organisation: Organisation,
    topic: Topic,
    parts: Mapping[str, PartSaid],
    revision: int | None = None,
    language: str = "en",
    publish: bool = False,
) -> Policy:
    """Write the five parts; one approach for each organisation and topic. Published, each saving is a new revision.

    A part that is said to be met needs a text or evidence. Raises Forbidden, MandateMissing, Refused, StalePolicy.
    """
    require(actor.user, "reporting.write_policy", organisation)
    confirm_mandate(actor)
    for name, part in parts.items():
        if name not in Part.values or part.grade not in Grade.values:
            raise Refused(_("There is no such part or grade."))
        if part.grade in (Grade.YES, Grade.PARTIAL) and not (part.text.strip() or part.evidence_url):
            raise Refused(
                _("%(part)s: describe it or give the evidence, or grade it “no”.") % {"part": Part(name).label}
            )
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    policy = Policy.objects.select_for_update(no_key=True).filter(organisation=organisation, topic=topic).first()
    if policy is None:
        policy = Policy.objects.create(organisation=organisation, topic=topic, language=language, written_by=actor.user)
        before: dict[str, PolicyPart] = {}
    else:
        if revision is not None and policy.revision != revision:
            raise StalePolicy(policy)
        before = {part.part: part for part in policy.parts.all()}
    changed = _write_parts(policy, parts, before)
    if changed and before:
        policy.revision += 1
    policy.language, policy.written_by = language, actor.user
    newly = publish and policy.published_at is None
    policy.published_at = policy.published_at or (timezone.now() if publish else None)
    policy.save()
    if policy.published_at is None:
        emit(PolicySaved(policy.pk, organisation.pk, policy.revision), actor=actor)
    elif newly or changed:
        _keep(policy, actor)
        emit(PolicyPublished(policy.pk, organisation.pk, topic.pk, policy.revision), actor=actor)
    return policy


def _write_parts(policy: Policy, parts: Mapping[str, PartSaid], before: Mapping[str, PolicyPart]) -> bool:
    changed = False
    for name, said in parts.items():
        row = before.get(name) or PolicyPart(policy=policy, part=name)
        fields = ("text", "grade", "grade_reason", "evidence_url", "evidence_page")
        if row.pk and all(getattr(row, each) == getattr(said, each) for each in fields):
            continue
        for each in fields:
            setattr(row, each, getattr(said, each))
        row.save()
        changed = True
    return changed


def _keep(policy: Policy, actor: Actor) -> None:
    rows = {part.part: part for part in policy.parts.all()}
    ordered = [rows[name] for name in Part.values if name in rows]
    content = {part.part: {"text": part.text, "grade": part.grade, "evidence": part.evidence_url} for part in ordered}
    PolicyRevision.objects.create(
        policy=policy, number=policy.revision, content=content, words=policy_words(ordered), by=actor.user
    )


def policy_words(parts: list[PolicyPart]) -> str:
    """The citable text: each part with its grade, one paragraph each."""
    grades = {"yes": "yes", "partial": "partly", "no": "no", "not_applicable": "not applicable"}
    return "\n\n".join(f"{part.part.capitalize()} ({grades[part.grade]}): {part.text}".strip() for part in parts)
