"""Who may see and do what with partnerships."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.organisations.standing import organisation_ids
from ict4society.partnerships.models import Agreement, Call, Interest
from ict4society.partnerships.states import CallState, InterestState


def calls_visible_to(user: Any) -> QuerySet[Call]:
    """What was opened and is not hidden; moderators see the hidden; colleagues see all of their organisation's."""
    shown = Q(opened_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    own = organisation_ids(user)
    return Call.objects.filter(shown | Q(on_behalf_of_id__in=own) if own else shown)


def can_view_call(user: Any, call: Call) -> bool:
    """The same answer as ``calls_visible_to``, for one."""
    if call.on_behalf_of_id in organisation_ids(user):
        return True
    return call.opened_at is not None and (call.hidden_at is None or is_moderator(user))


def interests_visible_to(user: Any) -> QuerySet[Interest]:
    """Those of, and to, the person's organisations; nobody else's, moderators' neither."""
    own = organisation_ids(user)
    if not own:
        return Interest.objects.none()
    rows = Interest.objects.filter(Q(on_behalf_of_id__in=own) | Q(call__on_behalf_of_id__in=own))
    return rows.filter(call__in=calls_visible_to(user))


def agreements_visible_to(user: Any) -> QuerySet[Agreement]:
    """Published ones of calls that the reader may see; the others for the partners alone."""
    shown = Q(published_at__isnull=False, call__in=calls_visible_to(user))
    own = organisation_ids(user)
    if own:
        shown |= Q(call__on_behalf_of_id__in=own) | Q(call__in=_joined(own))
    return Agreement.objects.filter(shown)


def _joined(organisations: set[int]) -> QuerySet[Any]:
    """Ids of the calls in which one of these organisations is a partner."""
    accepted = Interest.objects.filter(on_behalf_of_id__in=organisations, state=InterestState.ACCEPTED)
    return accepted.values("call_id")


@rules.predicate
def is_colleague(user: Any, call: Call | None) -> bool:
    """Holds a mandate of the call's organisation; without a call, of any."""
    own = organisation_ids(user)
    return bool(own) if call is None else call.on_behalf_of_id in own


@rules.predicate
def is_outsider(user: Any, call: Call | None) -> bool:
    """Holds a mandate of an organisation, and none of the call's."""
    own = organisation_ids(user)
    return bool(own) and (call is None or call.on_behalf_of_id not in own)


@rules.predicate
def is_partner(user: Any, call: Call | None) -> bool:
    """Holds a mandate of the call's organisation or of a partner; without a call, of any."""
    own = organisation_ids(user)
    if call is None or call.on_behalf_of_id in own:
        return bool(own)
    accepted = InterestState.ACCEPTED
    return bool(own) and Interest.objects.filter(call=call, on_behalf_of_id__in=own, state=accepted).exists()


def in_state(*states: CallState) -> Any:
    """A predicate: the call is in one of these states and not hidden."""

    @rules.predicate(name=f"in_state:{','.join(states)}")
    def holds(user: Any, call: Call | None) -> bool:
        return call is None or (call.state in states and call.hidden_at is None)

    return holds


_S = CallState
_running = in_state(_S.OPEN, _S.UNDER_WAY)

rules.add_perm("partnerships.view_call", rules.predicate(can_view_call))
rules.add_perm("partnerships.add_call", is_member & is_colleague)
rules.add_perm("partnerships.edit_call", is_member & is_colleague & in_state(_S.DRAFT, _S.OPEN))
rules.add_perm("partnerships.open_call", is_member & is_colleague & in_state(_S.DRAFT))
rules.add_perm("partnerships.withdraw_call", is_member & is_colleague & in_state(_S.DRAFT, _S.OPEN))
rules.add_perm("partnerships.begin_call", is_member & is_colleague & in_state(_S.OPEN))
rules.add_perm("partnerships.close_call", is_member & is_partner & in_state(_S.UNDER_WAY))
rules.add_perm("partnerships.join_call", is_member & is_outsider & _running)
rules.add_perm("partnerships.decide_interest", is_member & is_colleague & _running)
rules.add_perm("partnerships.plan_call", is_member & is_partner & _running)
rules.add_perm("partnerships.moderate_call", is_moderator)
