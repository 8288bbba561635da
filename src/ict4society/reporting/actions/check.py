"""Members of other stakeholder groups check a value; conflicting sources are resolved."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.reporting.actions.keep import derive_year, revision_of, settle_values
from ict4society.reporting.events import ConflictResolved, ValueChecked
from ict4society.reporting.models import Check, IndicatorValue, Resolution
from ict4society.reporting.states import Assurance, Verdict

GROUPS_NEEDED = 2
"""So many stakeholder groups other than the organisation's must confirm, and none may doubt."""


def lock_value(value: IndicatorValue) -> IndicatorValue:
    """The value as it is now; nobody else writes to it until the commit."""
    rows = IndicatorValue.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation", "indicator", "report__organisation").get(pk=value.pk)


@transaction.atomic
def check_value(
    *, actor: Actor, value: IndicatorValue, revision: int, verdict: str, reason: str, source_url: str = ""
) -> Check:
    """Confirm or doubt the revision that was read; a person's later check replaces the earlier.

    With confirmations from two other stakeholder groups, and no doubt, the value counts as checked by the community.
    Raises Forbidden (also for people of the organisation itself), MandateMissing, Refused, and Conflict when the value
    says something else by now.
    """
    row = lock_value(value)
    message = _("People of the organisation itself cannot check its values.")
    require(actor.user, "reporting.check_value", row, message)
    confirm_mandate(actor)
    if not row.is_public:
        raise Refused(_("Only a published value can be checked."))
    if row.revision != revision:
        raise Conflict(_("This value was restated since you opened it. Read it again."))
    group = group_of(actor)
    if not group:
        raise Refused(_("Check it on behalf of an organisation, so that it is clear for which group you speak."))
    if group == row.organisation.group:
        raise Refused(_("Checks come from other stakeholder groups than the organisation's own."))
    if not reason.strip():
        raise Refused(_("Say how you checked it."))
    check, _made = Check.objects.update_or_create(
        value=row,
        author=actor.user,
        defaults={
            "revision": revision,
            "verdict": Verdict(verdict).value,
            "reason": reason.strip(),
            "source_url": source_url,
            "group": group,
            "on_behalf_of": actor.organisation,
            "interest": actor.interest,
        },
    )
    _raise_assurance(row, actor)
    emit(ValueChecked(row.pk, row.organisation_id, row.indicator_id, check.verdict, row.assurance), actor=actor)
    return check


def _raise_assurance(row: IndicatorValue, actor: Actor) -> None:
    """The level that the checks of this revision give; third parties' assurance stands above it."""
    if row.assurance == Assurance.THIRD_PARTY:
        return
    checks = Check.objects.filter(value=row, revision=row.revision)
    doubted = checks.filter(verdict=Verdict.DOUBTS).exists()
    groups = set(checks.filter(verdict=Verdict.CONFIRMS).values_list("group", flat=True))
    level = row.assurance
    if len(groups) >= GROUPS_NEEDED and not doubted:
        level = Assurance.COMMUNITY.value
    elif row.assurance == Assurance.COMMUNITY:
        level = Assurance.NONE.value
    if level == row.assurance:
        return
    row.assurance = level
    row.save(update_fields=["assurance"])
    kept = revision_of(row, by=actor.user_id)
    row.revisions.filter(number=row.revision).update(content=kept.content, words=kept.words)
    if row.report is not None:
        derive_year(row.report, by=actor.user_id, reason=str(_("An input was checked.")))


@transaction.atomic
def resolve_conflict(*, actor: Actor, value: IndicatorValue, reason: str) -> Resolution:
    """Let this value count where several sources differ; the others stay readable beside it.

    Raises Forbidden, MandateMissing, and Refused when nothing conflicts or no reason is given.
    """
    row = lock_value(value)
    require(actor.user, "reporting.resolve_value", row)
    confirm_mandate(actor)
    if not row.is_public:
        raise Refused(_("Only a published value can count."))
    others = IndicatorValue.objects.filter(
        organisation_id=row.organisation_id,
        indicator_id=row.indicator_id,
        year=row.year,
        breakdown=row.breakdown,
        published_at__isnull=False,
    ).exclude(pk=row.pk)
    if not others.exists():
        raise Refused(_("There is no other source to choose from."))
    if not reason.strip():
        raise Refused(_("Say why this value counts."))
    resolution, _made = Resolution.objects.update_or_create(
        organisation_id=row.organisation_id,
        indicator_id=row.indicator_id,
        year=row.year,
        breakdown=row.breakdown,
        defaults={"value": row, "reason": reason.strip()[:500], "by": actor.user},
    )
    settle_values([row])
    emit(ConflictResolved(row.pk, row.organisation_id, row.indicator_id, resolution.reason), actor=actor)
    return resolution
