"""A consultation that is worked on: text in two languages, questions of every kind, people in every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.consultations.actions.comment import add_comment
from ict4society.consultations.actions.contribute import save_draft, submit_contribution
from ict4society.consultations.actions.move_stage import move_stage
from ict4society.consultations.actions.set_up import create_consultation
from ict4society.consultations.actions.write_questions import add_question
from ict4society.consultations.actions.write_text import publish_text, save_text
from ict4society.consultations.models import Comment, Consultation, Contribution, Paragraph, Question
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.topics.models import Topic
from tests.people import factory

TEXT = """# Why a platform

1. The community needs **one platform** for its work, says the note.[^1]

2. It must be open to every stakeholder group.

- enterprises
- civil society

# How it works

3. A secretariat keeps it running.

[^1]: See the [note](https://example.org/note).
"""
FRENCH = """# Pourquoi une plateforme

1. La communauté a besoin d'**une plateforme** pour son travail.[^1]

2. Elle doit être ouverte à tous les groupes.

- entreprises
- société civile

# Comment elle fonctionne

3. Un secrétariat la fait fonctionner.

[^1]: Voir la note.
"""
YES_NO = [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]
GOALS = [{"key": key, "label": key.title()} for key in ("map", "rules", "tools")]


@dataclass
class Scene:
    """The consultation with its people."""

    staff: User
    topic: Topic
    consultation: Consultation
    questions: dict[str, Question] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"/consultations/{self.consultation.slug}/"

    def paragraph(self, key: str = "p1", language: str = "en") -> Paragraph:
        """Of the latest published text."""
        rows = Paragraph.objects.filter(version__consultation=self.consultation, version__language=language, key=key)
        return rows.select_related("version").order_by("-version__number")[0]

    def comment(self, actor: Actor, key: str = "p1", **values: Any) -> Comment:
        """A comment through the action."""
        return add_comment(actor=actor, paragraph=self.paragraph(key), **({"text": "I agree with this."} | values))

    def submit(self, actor: Actor, *, visibility: str = "public", **answers: Any) -> Contribution:
        """A submitted contribution; answers as values, texts as text."""
        given = {
            key: {"value": None, "text": value}
            if self.questions[key].kind in ("short", "long")
            else {"value": value, "text": ""}
            for key, value in ({"needed": "yes"} | answers).items()
        }
        saved = save_draft(
            actor=actor, consultation=self.consultation, version=0, answers=given, visibility=visibility, language="en"
        )
        return submit_contribution(actor=actor, contribution=saved, version=saved.draft_version)


def build(*, stage: Stage = Stage.OPEN, closes_in: timedelta = timedelta(days=10), text: str = TEXT) -> Scene:
    """Through the actions, as staff does it."""
    topic = factory.topic()
    staff = factory.facilitator(topic)
    actor = Actor(staff)
    now = timezone.now()
    consultation = create_consultation(
        actor=actor,
        values={
            "title": "A platform for the community",
            "summary": "What should it do?",
            "topic": topic,
            "language": "en",
            "languages": ["en", "fr"],
            "opens_at": now + timedelta(minutes=1),
            "closes_at": now + closes_in,
        },
    )
    scene = Scene(staff=staff, topic=topic, consultation=consultation)
    for language, source in (("en", text), ("fr", FRENCH)):
        made = save_text(actor=actor, consultation=consultation, source=source, language=language)
        publish_text(actor=actor, text=made, revision=made.revision)
    for values in questions():
        after = values.pop("after", None)
        first = scene.questions[after] if after else None
        made_question = add_question(
            actor=actor, consultation=consultation, values=values | {"condition_question": first}
        )
        scene.questions[made_question.key] = made_question
    if stage in (Stage.OPEN, Stage.CLOSED):
        scene.consultation = move_stage(actor=actor, consultation=consultation, stage=Stage.OPEN)
    if stage == Stage.CLOSED:
        scene.consultation = move_stage(actor=actor, consultation=consultation, stage=Stage.CLOSED)
    return scene


def questions() -> list[dict[str, Any]]:
    """One of every kind; the third depends on the first."""
    return [
        {"key": "needed", "kind": "single", "label": "Is one platform needed?", "options": YES_NO, "required": True},
        {"key": "topics", "kind": "multiple", "label": "For which topics?", "options": GOALS, "maximum": 2},
        {
            "key": "why_not",
            "kind": "long",
            "label": "Why not?",
            "after": "needed",
            "condition_values": ["no"],
            "required": True,
        },
        {"key": "score", "kind": "scale", "label": "How useful?", "minimum": 1, "maximum": 5},
        {
            "key": "who",
            "kind": "matrix",
            "label": "Who should do what?",
            "options": YES_NO,
            "rows": [{"key": "sec", "label": "Secretariat"}, {"key": "mem", "label": "Members"}],
        },
        {"key": "rank", "kind": "ranking", "label": "What comes first?", "options": GOALS},
        {"key": "budget", "kind": "number", "label": "How much a year?", "minimum": 0, "unit": "EUR"},
        {"key": "motto", "kind": "short", "label": "A motto", "paragraph_key": "p2"},
        {"key": "more", "kind": "long", "label": "Anything else?", "maximum": 1000},
        {"key": "paper", "kind": "file", "label": "Your position paper"},
    ]
