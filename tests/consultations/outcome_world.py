"""A consultation in the stage of responses, made with the least that responses, campaigns and reports need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.consultations.models import (
    Answer,
    Comment,
    CommentRevision,
    Consultation,
    Contribution,
    ContributionRevision,
    Paragraph,
    Question,
    TextVersion,
)
from ict4society.foundation.richtext import render
from tests.people import factory

_number = count(1)
WORDS = (
    "One platform for all topics.",
    "It has a secretariat.",
    "It publishes what it learns.",
    "It meets twice a year.",
)


@dataclass
class World:
    """The consultation, its staff, and ways to add to it."""

    consultation: Consultation
    staff: User
    paragraphs: list[Paragraph]
    people: list[User] = field(default_factory=list)

    def path(self, rest: str = "") -> str:
        return f"/consultations/{self.consultation.slug}/{rest}"

    def client(self, user: User | None = None) -> Client:
        made = Client()
        if user is not None:
            made.force_login(user)
        return made

    def contribution(self, **fields: Any) -> Contribution:
        fields.setdefault("author", factory.person())
        fields.setdefault("group", "citizens")
        row = Contribution.objects.create(
            consultation=self.consultation,
            number=self.consultation.contributions.count() + 1,
            state=fields.pop("state", "submitted"),
            submitted_at=timezone.now(),
            revision=1,
            **fields,
        )
        ContributionRevision.objects.create(
            contribution=row, number=1, answers={}, visibility=row.visibility, submitted_at=row.submitted_at
        )
        return row

    def comment(self, text: str, *, at: int = 0, by: Contribution | None = None, **fields: Any) -> Comment:
        by = by or self.contribution(visibility=fields.get("visibility", "public"))
        row = Comment.objects.create(
            consultation=self.consultation,
            contribution=by,
            number=self.consultation.comments.count() + 1,
            paragraph=self.paragraphs[at],
            paragraph_key=self.paragraphs[at].key,
            text=text,
            html=str(render(text)),
            written_by=by.author,
            group=by.group,
            **fields,
        )
        CommentRevision.objects.create(comment=row, number=1, text=text, html=row.html)
        Contribution.objects.filter(pk=by.pk).update(comment_count=by.comments.count())
        return row

    def question(self, kind: str = "long", key: str = "", **fields: Any) -> Question:
        number = self.consultation.questions.count() + 1
        fields.setdefault("label", f"Question {number}?")
        return Question.objects.create(
            consultation=self.consultation, position=number, key=key or f"q{number}", kind=kind, **fields
        )

    def answer(self, question: Question, by: Contribution, value: Any = None, text: str = "") -> Answer:
        row = Answer.objects.create(question=question, contribution=by, value=value, text=text)
        kept = by.revisions.get(number=1)
        kept.answers[question.key] = {"value": value, "text": text}
        kept.save()
        return row

    def final_text(self, *words: str, published: bool = True) -> TextVersion:
        version = TextVersion.objects.create(
            consultation=self.consultation,
            number=2,
            language="en",
            kind="final",
            published_at=timezone.now() if published else None,
        )
        _paragraphs(version, words)
        return version


def _paragraphs(version: TextVersion, words: tuple[str, ...]) -> list[Paragraph]:
    """Keys p1, p2, …: an empty text leaves its paragraph out."""
    return [
        Paragraph.objects.create(
            version=version, position=at, label=str(at), key=f"p{at}", text=text, html=f"<p>{text}</p>", plain=text
        )
        for at, text in enumerate(words, start=1)
        if text
    ]


def world(stage: str = "responses") -> World:
    """With a draft of four paragraphs and one facilitator of its topic."""
    number = next(_number)
    topic = factory.topic(f"outcome-topic-{number}")
    made = Consultation.objects.create(
        slug=f"note-{number}",
        title="Draft note",
        topic=topic,
        stage=stage,
        languages=["en"],
        opens_at=timezone.now() - timedelta(days=40),
        closes_at=timezone.now() - timedelta(days=10),
    )
    draft = TextVersion.objects.create(consultation=made, number=1, language="en", published_at=timezone.now())
    return World(made, factory.facilitator(topic), _paragraphs(draft, WORDS))
