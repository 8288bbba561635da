"""What became of it, as a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.citations.trail import Hop, trail_of
from ict4society.foundation.policy import public
from ict4society.foundation.subjects import Ref, Subject
from ict4society.foundation.ui.pages import page


@require_safe
@public
def what_became(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    """Every step upward from one thing, in the order of time, as far as the reader may see it."""
    start, hops = trail_of(Ref(kind, object_id), request.user)
    if start is None:
        raise Http404
    context = {"start": start, "steps": steps(start, hops), "hops": hops}
    return page(request, "citations/trail.html", context)


def steps(start: Subject, hops: Iterable[Hop]) -> list[dict[str, Any]]:
    """For the ``Trail`` component: the start, then each thing once, with all ways that led to it."""
    titles = {start.ref: start.title}
    shown: dict[Ref, dict[str, Any]] = {start.ref: {**_step(start), "current": True}}
    for hop in sorted(hops, key=lambda hop: (hop.at, hop.depth)):
        titles[hop.target.ref] = hop.target.title
        step = shown.setdefault(hop.target.ref, {**_step(hop.target), "time": hop.at, "ways": []})
        if "ways" in step:
            step["ways"].append((hop.hop, hop.source))
    for step in shown.values():
        ways = step.pop("ways", [])
        step["detail"] = "; ".join(f"{hop} – {titles[source]}" if source in titles else hop for hop, source in ways[:4])
    return list(shown.values())


def _step(subject: Subject) -> dict[str, Any]:
    return {
        "kind": subject.ref.kind.rpartition(".")[2],
        "label": subject.label,
        "title": subject.title,
        "url": subject.url,
        "language": subject.language,
    }
