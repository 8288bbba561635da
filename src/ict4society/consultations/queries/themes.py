"""Open answers as their readers see them, with themes and quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ict4society.consultations.models import Answer, Consultation, Question, Quotation, Theme
from ict4society.consultations.queries.matrix import voice_of
from ict4society.consultations.states import Visibility
from ict4society.foundation.citations.models.citation import SourceState


@dataclass(frozen=True)
class Quoted:
    """Words that are quoted, with who said them; ``voice`` as the contributor wants to be named."""

    id: int
    exact: str
    voice: str
    group: str
    language: str
    offline: bool
    state: str
    answer_id: int
    said_at: Any


def quotations(user: Any, consultation: Consultation) -> dict[int, list[Quoted]]:
    """By theme id; neither withdrawn words nor those of a contribution that is confidential (by now)."""
    rows = Quotation.objects.filter(theme__question__consultation=consultation)
    rows = rows.exclude(citation__state=SourceState.WITHDRAWN)
    rows = rows.exclude(answer__contribution__visibility=Visibility.CONFIDENTIAL)
    rows = rows.filter(answer__in=Answer.objects.counted().values("pk")).select_related(
        "citation", "answer__contribution__on_behalf_of", "answer__contribution__author"
    )
    found: dict[int, list[Quoted]] = defaultdict(list)
    for row in rows:
        contribution = row.answer.contribution
        contribution.consultation = consultation
        found[row.theme_id].append(
            Quoted(
                id=row.pk,
                exact=row.citation.exact,
                voice=voice_of(user, contribution, contribution.visibility),
                group=contribution.group,
                language=row.citation.language,
                offline=row.citation.offline,
                state=row.citation.state,
                answer_id=row.answer_id,
                said_at=row.citation.said_at,
            )
        )
    return dict(found)


def answers_to(question: Question, *, theme: Theme | None = None, show: str = "", text: str = "") -> QuerySet[Answer]:
    """The words given to an open question. ``show``: ``in`` the theme, ``suggested`` by its keywords, in ``none``."""
    rows = Answer.objects.counted().filter(question=question).exclude(text="")
    if theme is not None and show == "in":
        rows = rows.filter(themes__theme=theme)
    elif theme is not None and show == "suggested":
        rows = rows.filter(_any_of(theme.keywords)).exclude(themes__theme=theme)
    elif show == "none":
        rows = rows.filter(themes=None)
    if text:
        rows = rows.filter(text__icontains=text)
    related = ("contribution__on_behalf_of", "contribution__author")
    return rows.select_related(*related).prefetch_related("themes__theme").order_by("contribution__number")


def _any_of(words: Iterable[str]) -> Q:
    found = Q(pk__in=())
    for word in words:
        found |= Q(text__icontains=word)
    return found
