"""The exact revision of a source, with the cited words marked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.deliberation.queries.groups import group_label
from ict4society.foundation.citations.cite import citable_passage
from ict4society.foundation.policy import can, public
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.foundation.ui.pages import page


@public
@require_safe
def source(request: HttpRequest) -> HttpResponse:
    """``?source=KIND:ID&revision=R&start=&end=``: what stood there when it was cited, and what stands there now."""
    try:
        ref = Ref.parse(request.GET.get("source", ""))
        passage = citable_passage(ref, request.user, _number(request, "revision"))
        current = citable_passage(ref, request.user)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    subject = resolve_one(ref, request.user)
    if subject is None or passage.withdrawn:
        raise Http404
    start = min(_number(request, "start") or 0, len(passage.text))
    end = min(max(_number(request, "end") or start, start), len(passage.text))
    context = {
        "source": subject,
        "passage": passage,
        "current": current,
        "group": group_label(passage.group) if passage.group else "",
        "before": passage.text[:start],
        "marked": passage.text[start:end],
        "after": passage.text[end:],
        "may_write": can(request.user, "knowledge_map.create_element"),
        "ref": str(ref),
    }
    # Other kinds have no tag that tells when they change: their pages are not stored.
    tags = (f"post:{ref.id}",) if ref.kind == "discussions.post" else ()
    return page(request, "knowledge_map/source.html", context, tags=tags)


def _number(request: HttpRequest, name: str) -> int | None:
    raw = request.GET.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None
