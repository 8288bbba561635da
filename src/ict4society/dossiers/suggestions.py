"""What the data say to the Principles check: figures beside each principle, for the composer to judge."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ict4society.deliberation.queries.groups import group_label
from ict4society.dossiers.states import Principle
from ict4society.foundation.languages import language_name


def suggestions(record: dict[str, Any]) -> dict[str, str]:
    """By principle, one or two sentences of figures from the record; principles that no figure speaks to are absent."""
    took_part = record["participation"]
    found = {Principle.PARTICIPANTS.value: _participants(took_part), Principle.OPENNESS.value: _openness(took_part)}
    opposed = [element for element in record["elements"] if element["opposedBy"]]
    dissent = took_part["opposing"]
    found[Principle.GOOD_FAITH.value] = ngettext(
        "%(num)d piece of opposing evidence is shown beside what it opposes.",
        "%(num)d pieces of opposing evidence are shown beside what they oppose.",
        dissent,
    ) % {"num": dissent}
    found[Principle.RESOLVING_DISPUTES.value] = ngettext(
        "%(num)d element is opposed by a stakeholder group; the dossier names it.",
        "%(num)d elements are opposed by a stakeholder group; the dossier names them.",
        len(opposed),
    ) % {"num": len(opposed)}
    found[Principle.ITERATIVE_IMPROVEMENTS.value] = _(
        "This is version %(version)s; every earlier one stays readable."
    ) % {"version": record["version"]}
    revised = sum(1 for element in record["elements"] if element["revision"] > 1)
    found[Principle.EVALUATION.value] = ngettext(
        "%(num)d element was revised after it was first written.",
        "%(num)d elements were revised after they were first written.",
        revised,
    ) % {"num": revised}
    found[Principle.MONITORING.value] = _(
        "Every source is watched: whoever edits or withdraws one, the dossier's page says so."
    )
    return found


def _participants(took_part: dict[str, Any]) -> str:
    groups = [
        f"{group_label(group['stakeholderGroup'])}: {group['participants'] or group['voices']}"
        for group in took_part["groups"]
    ]
    sentence = _("%(voices)d voices are cited; %(participants)d participants took positions in rounds.") % took_part
    return f"{sentence} {', '.join(groups)}." if groups else sentence


def _openness(took_part: dict[str, Any]) -> str:
    languages = ", ".join(language_name(code) for code in took_part["language"])
    return _("Cited in %(languages)s; %(online)d said on-line, %(offline)d in meetings; every source can be read.") % {
        "languages": languages or "–",
        "online": took_part["online"],
        "offline": took_part["offline"],
    }
