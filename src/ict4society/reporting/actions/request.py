"""One organisation asks another for data; the other answers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import confirm_mandate
from ict4society.reporting.events import DataRequestAnswered, DataRequested
from ict4society.reporting.models import DataRequest, Indicator
from ict4society.reporting.states import REQUEST_TRANSITIONS, RequestState

MOST = 200


@transaction.atomic
def request_data(
    *,
    actor: Actor,
    asker: Organisation,
    asked: Organisation,
    indicators: Sequence[Indicator],
    year: int,
    message: str = "",
) -> DataRequest:
    """Ask for values of a year. What exceeds the value-chain cap is marked, not refused: the asked may answer freely.

    Raises Forbidden, MandateMissing, and Refused for nothing asked, oneself, or a hidden organisation.
    """
    require(actor.user, "reporting.ask_data", asker)
    confirm_mandate(actor)
    if asker.pk == asked.pk or asked.hidden_at is not None:
        raise Refused(_("Choose another organisation."))
    if not indicators:
        raise Refused(_("Choose at least one indicator."))
    if len(indicators) > MOST:
        raise Refused(_("At most %(most)s indicators in one request.") % {"most": MOST})
    made = DataRequest.objects.create(asker=asker, asked=asked, year=year, message=message, asked_by=actor.user)
    made.indicators.set(indicators)
    emit(DataRequested(made.pk, asker.pk, asked.pk), actor=actor)
    return made


@transaction.atomic
def answer_request(*, actor: Actor, request: DataRequest, accept: bool, reason: str = "") -> DataRequest:
    """Accept, or decline with a reason that the asker reads. Raises Forbidden, MandateMissing, Refused, Conflict."""
    row = _lock(request)
    require(actor.user, "reporting.answer_request", row)
    confirm_mandate(actor)
    if not accept and not reason.strip():
        raise Refused(_("Say why you decline."))
    return _move(row, RequestState.ACCEPTED if accept else RequestState.DECLINED, reason, actor)


@transaction.atomic
def withdraw_request(*, actor: Actor, request: DataRequest) -> DataRequest:
    """Take an open request back. Raises Forbidden, MandateMissing, Conflict."""
    row = _lock(request)
    require(actor.user, "reporting.withdraw_request", row)
    confirm_mandate(actor)
    return _move(row, RequestState.WITHDRAWN, "", actor)


def _lock(request: DataRequest) -> DataRequest:
    rows = DataRequest.objects.select_for_update(of=("self",), no_key=True).select_related("asker", "asked")
    return rows.get(pk=request.pk)


def _move(row: DataRequest, state: RequestState, reason: str, actor: Actor) -> DataRequest:
    if row.state == state:
        return row
    if state not in REQUEST_TRANSITIONS[RequestState(row.state)]:
        raise Conflict(_("This request was answered already."))
    row.state, row.reason, row.decided_by, row.decided_at = state.value, reason.strip(), actor.user, timezone.now()
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    emit(DataRequestAnswered(row.pk, row.asker_id, row.asked_id, row.state, row.reason), actor=actor)
    return row
