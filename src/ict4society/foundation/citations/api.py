"""What became of it, for programs."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from ict4society.foundation.api import read_scope
from ict4society.foundation.citations.trail import trail_of
from ict4society.foundation.subjects import Ref, Subject

router = Router(tags=["trail"])


class SubjectOut(Schema):
    """A public thing."""

    kind: str
    id: int
    label: str
    title: str
    url: str
    language: str


class HopOut(Schema):
    """One step upward."""

    depth: int
    source_kind: str
    source_id: int
    target: SubjectOut
    hop: str
    at: datetime


class TrailOut(Schema):
    """A thing, and every step upward from it."""

    start: SubjectOut
    hops: list[HopOut]


@router.get("/{kind}/{object_id}", auth=read_scope(optional=True), response=TrailOut)
def what_became(request: HttpRequest, kind: str, object_id: int) -> TrailOut:
    """What became of it: everything that was made from a thing, hop by hop, as far as the caller may see it."""
    start, upward = trail_of(Ref(kind, object_id), request.user)
    if start is None:
        raise Http404
    hops = [
        HopOut(
            depth=hop.depth,
            source_kind=hop.source.kind,
            source_id=hop.source.id,
            target=_out(request, hop.target),
            hop=hop.hop,
            at=hop.at,
        )
        for hop in upward
    ]
    return TrailOut(start=_out(request, start), hops=hops)


def _out(request: HttpRequest, subject: Subject) -> SubjectOut:
    return SubjectOut(
        kind=subject.ref.kind,
        id=subject.ref.id,
        label=subject.label,
        title=subject.title,
        url=request.build_absolute_uri(subject.url),
        language=subject.language,
    )
