"""A consultation: what it is about, its text with what is said about it, its questions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from ict4society.consultations.addresses import text_url
from ict4society.consultations.fragments import Reading, clauses, pages_of
from ict4society.consultations.models import Consultation, Question, TextVersion
from ict4society.consultations.queries.comments import comment_counts
from ict4society.consultations.queries.contributions import own_contributions
from ict4society.consultations.queries.questions import questions_of
from ict4society.consultations.queries.texts import chosen_text, published_texts
from ict4society.consultations.states import TextKind
from ict4society.consultations.views._scene import find, pick_text, scene, tags_of
from ict4society.foundation.policy import public
from ict4society.foundation.richtext import render
from ict4society.foundation.ui.pages import page


@public
@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest text in the reader's language, else in the consultation's."""
    found = find(request, slug)
    texts = published_texts(found)
    wanted = request.GET.get("language", "") or str(getattr(request, "LANGUAGE_CODE", ""))
    text = chosen_text(texts, found, language=wanted)
    return _show(request, found, texts, text)


@public
@require_safe
def text(request: HttpRequest, slug: str, number: int, language: str) -> HttpResponse:
    """An exact version: its address stays."""
    found = find(request, slug)
    texts = published_texts(found)
    return _show(request, found, texts, pick_text(texts, found, number, language))


@public
@require_safe
def place(request: HttpRequest, slug: str, number: int, language: str, key: str) -> HttpResponse:
    """Leads to a paragraph in its text, on whichever page of it."""
    found = find(request, slug)
    chosen = pick_text(published_texts(found), found, number, language)
    wanted = chosen.paragraphs.filter(key=key).values_list("position", flat=True).first()
    if wanted is None:
        raise Http404
    on = next(each.number for each in pages_of(chosen) if each.first <= wanted <= each.last)
    return HttpResponseRedirect(f"{text_url(slug, chosen, page=on if on > 1 else '')}#{key}")


def _show(
    request: HttpRequest, found: Consultation, texts: list[TextVersion], chosen: TextVersion | None
) -> HttpResponse:
    context = scene(request, found)
    language = chosen.language if chosen is not None else found.language
    words = found.in_language(language)
    questions = questions_of(found)
    context |= {
        "summary": found.summary_html if words["summary"] == found.summary else str(render(words["summary"])),
        "text": chosen,
        "text_language": language,
        "texts": texts,
        "questions": questions,
        "own": own_contributions(request.user, found),
    }
    if chosen is not None:
        context |= _reading(request, found, texts, chosen, questions)
    return page(request, "consultations/consultation.html", context, tags=tags_of(found), fragment="text")


def _reading(
    request: HttpRequest, found: Consultation, texts: list[TextVersion], chosen: TextVersion, questions: list[Question]
) -> dict[str, Any]:
    """One page of the text, with another language beside it when that was asked for."""
    pages = pages_of(chosen)
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    at = pages[min(max(number, 1), len(pages)) - 1]
    others = [each for each in texts if each.number == chosen.number and each.language != chosen.language]
    beside = next((each for each in others if each.language == request.GET.get("beside")), None)
    slug, kept = found.slug, beside.language if beside is not None else ""
    takes = found.takes_contributions(timezone.now())
    reading = Reading(slug, takes, takes and chosen.kind == TextKind.DRAFT, request.user.is_authenticated)
    counts = comment_counts(request.user, found, at.keys)
    return {
        "pages": pages,
        "at": at,
        "clauses": clauses(reading, chosen, at, beside, counts, _by_paragraph(questions)),
        "others": others,
        "beside": beside,
        "page_urls": [text_url(slug, chosen, page=each.number, beside=kept) for each in pages],
        "versions": [
            (each, text_url(slug, each)) for each in texts if each.language == chosen.language or each == chosen
        ],
    }


def _by_paragraph(questions: list[Question]) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for question in questions:
        if question.paragraph_key:
            found.setdefault(question.paragraph_key, []).append(question)
    return found
