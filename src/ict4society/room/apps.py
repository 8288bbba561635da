from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomConfig(AppConfig):
    name = "ict4society.room"
    label = "room"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.foundation.panels import register_panel
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.room import citable, listeners, panels, policies  # noqa: F401 — importing registers
        from ict4society.room.actions.hide import hide_question, restore_question
        from ict4society.room.models import LiveQuestion

        register(
            SubjectType(
                kind="room.question",
                model=LiveQuestion,
                label=_("Live question"),
                visible_to=policies.questions_visible_to,
                title=lambda question: question.text[:140],
                url=lambda question: reverse(
                    "room:room", args=[question.meeting_id], fragment=f"question-{question.pk}"
                ),
                author_id=lambda question: None if question.anonymous else question.author_id,
                hide=lambda question, actor, reason: hide_question(actor=actor, question=question, reason=reason),
                restore=lambda question, actor, reason: restore_question(actor=actor, question=question, reason=reason),
                citable=citable.question_passage,
                related=("meeting", "author", "on_behalf_of"),
            )
        )
        register_panel("meetings.meeting", "room", 5, panels.meeting_panel)
