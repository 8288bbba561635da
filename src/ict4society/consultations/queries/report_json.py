"""A published version of the outcome report as an object."""

from __future__ import annotations

from typing import Any

from ict4society.consultations.models import Consultation, ReportVersion
from ict4society.consultations.queries.themes import quotations


def report_json(user: Any, found: Consultation, version: ReportVersion) -> dict[str, Any]:
    """Its sections, figures and quotations, as this reader may see them."""
    quoted = quotations(user, found)
    themes = {
        key: [
            {
                **theme,
                "quotations": [
                    {"text": each.exact, "by": each.voice, "group": each.group, "offline": each.offline}
                    for each in quoted.get(theme["id"], ())
                ],
            }
            for theme in rows
        ]
        for key, rows in version.figures["themes"].items()
    }
    return {
        "consultation": found.slug,
        "title": found.title,
        "version": version.number,
        "published_at": version.published_at.isoformat(),
        "sections": [{key: each[key] for key in ("kind", "question", "title", "text")} for each in version.sections],
        "figures": {**version.figures, "themes": themes},
    }
