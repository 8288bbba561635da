"""Which calls fit, and why, for programs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from ict4society.foundation.api import read_scope
from ict4society.partnerships.api.calls import find_call
from ict4society.partnerships.api.shapes import CallOut, call_out
from ict4society.partnerships.matching import score
from ict4society.partnerships.queries import Match, calls_for, calls_like
from ict4society.partnerships.states import CallState
from ict4society.partnerships.words import told

router = Router()


class ReasonOut(Schema):
    """One reason why a call fits."""

    kind: str = Field(description="need, offer, topic, area, group, country or language.")
    text: str = Field(description="In the caller's language.")


class MatchOut(Schema):
    """A call that fits, the best first."""

    call: CallOut
    score: int = Field(description="Needs and offers count 3 each, a topic 2, everything else 1.")
    reasons: list[ReasonOut]


def _match_out(match: Match) -> MatchOut:
    kinds = [reason.kind for reason in match.reasons]
    reasons = [ReasonOut(kind=kind, text=text) for kind, text in zip(kinds, told(match)["reasons"], strict=True)]
    return MatchOut(call=call_out(match.call), score=score(match.reasons), reasons=reasons)


@router.get("/matches", auth=read_scope(), response=list[MatchOut])
def list_own_matches(request: HttpRequest) -> list[MatchOut]:
    """Open calls that fit the caller's organisations, their own calls, and the topics that the caller follows."""
    return [_match_out(match) for match in calls_for(request.user)]


@router.get("/calls/{call_id}/matches", auth=read_scope(optional=True), response=list[MatchOut])
def list_matches(request: HttpRequest, call_id: int) -> list[MatchOut]:
    """Open calls of others that fit an open call; none for one that is not open."""
    call = find_call(request, call_id)
    return [_match_out(match) for match in calls_like(call, request.user)] if call.state == CallState.OPEN else []
