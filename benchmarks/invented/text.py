"""A consultation on a text of 300 paragraphs with 3,000 comments."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from benchmarks.invented.people import people, secretary

TITLE = "Bench: a text of 300 paragraphs"
PARAGRAPHS, COMMENTS, VOICES = 300, 3_000, 250
_WORDS = (
    *("data", "energy", "repair", "lifetime", "device", "network", "service", "standard", "openness", "access"),
    *("privacy", "audit", "measure", "enterprise", "citizen", "authority", "research", "software", "hardware"),
    *("mineral", "recycling", "design", "platform", "community", "guideline", "report", "impact", "method"),
)
_VISIBLE = (
    "public",
    "public",
    "public",
    "public",
    "public",
    "public",
    "public",
    "nameless",
    "nameless",
    "confidential",
)


def commented_text() -> Any:
    """The consultation, open; made once. Texts through the actions, contributions and comments in bulk."""
    from django.utils import timezone

    from ict4society.consultations.actions.move_stage import move_stage
    from ict4society.consultations.actions.set_up import create_consultation
    from ict4society.consultations.actions.write_text import publish_text, save_text
    from ict4society.consultations.models import Consultation
    from ict4society.consultations.states import Stage
    from ict4society.foundation.actors import Actor
    from ict4society.topics.models import Topic

    found = Consultation.objects.filter(title=TITLE).first()
    if found is not None:
        return found
    actor, random = Actor(secretary()), Random(1)
    values = {"title": TITLE, "summary": "How should it be measured?", "topic": Topic.objects.order_by("pk").first()}
    values |= {"language": "en", "languages": ["en"], "closes_at": timezone.now() + timedelta(days=30)}
    made = create_consultation(actor=actor, values=values)
    text = save_text(actor=actor, consultation=made, source=_source(random), language="en")
    publish_text(actor=actor, text=text, revision=text.revision)
    opened = move_stage(actor=actor, consultation=made, stage=Stage.OPEN)
    _comment(opened, list(text.paragraphs.exclude(kind="heading")), random)
    return opened


def _source(random: Random) -> str:
    """A heading before every fifteenth paragraph; a paragraph of 40 to 90 words."""
    parts = []
    for number in range(1, PARAGRAPHS + 1):
        if number % 15 == 1:
            parts.append(f"# Part {number // 15 + 1}: {' '.join(_sentence(random, 3))}")
        words = _sentence(random, random.randint(40, 90))
        words[3] = f"**{words[3]}**"
        parts.append(f"{number}. {' '.join(words)}.")
    return "\n\n".join(parts) + "\n"


def _sentence(random: Random, length: int) -> list[str]:
    return [random.choice(_WORDS) for _word in range(length)]


def _comment(consultation: Any, paragraphs: list[Any], random: Random) -> None:
    """Spread evenly, each paragraph ten; a fifth suggest other words, a third stand on selected words."""
    from ict4society.consultations.models import Comment, CommentRevision, Consultation, Contribution
    from ict4society.foundation.richtext import render
    from ict4society.organisations.states import StakeholderGroup

    groups = StakeholderGroup.values
    voices = Contribution.objects.bulk_create(
        Contribution(
            consultation=consultation, number=number, author=author, group=groups[number % len(groups)],
            visibility=_VISIBLE[number % len(_VISIBLE)], comment_count=COMMENTS // VOICES,
        )
        for number, author in enumerate(people(VOICES), start=1)
    )  # fmt: skip
    comments = []
    for number in range(1, COMMENTS + 1):
        paragraph, voice = paragraphs[number % len(paragraphs)], voices[number % len(voices)]
        text = f"We ask for **{random.choice(_WORDS)}** here: {' '.join(_sentence(random, 25))}."
        comment = Comment(
            consultation=consultation, contribution=voice, number=number, paragraph=paragraph,
            paragraph_key=paragraph.key, text=text, html=render(text), written_by=voice.author, group=voice.group,
            visibility=voice.visibility, support_count=random.randint(0, 20),
        )  # fmt: skip
        if number % 3 == 0:
            comment.start = random.randint(0, 40)
            comment.end = comment.start + 30
            comment.exact = paragraph.plain[comment.start : comment.end]
            comment.prefix = paragraph.plain[max(0, comment.start - 32) : comment.start]
            comment.suffix = paragraph.plain[comment.end : comment.end + 32]
        if number % 5 == 0:
            comment.kind, comment.replacement = "suggestion", " ".join(_sentence(random, 6))
        comments.append(comment)
    made = Comment.objects.bulk_create(comments, batch_size=500)
    CommentRevision.objects.bulk_create(
        [CommentRevision(comment=each, number=1, text=each.text, html=each.html) for each in made], batch_size=500
    )
    Consultation.objects.filter(pk=consultation.pk).update(next_comment=COMMENTS + 1, next_contribution=VOICES + 1)
