from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MinutesConfig(AppConfig):
    name = "ict4society.minutes"
    label = "minutes"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.foundation.panels import register_panel as register_panel_of
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.minutes import citable, listeners, mails, panels, policies, search, tasks  # noqa: F401
        from ict4society.minutes.actions.hide import hide_line, restore_line
        from ict4society.minutes.models import Line
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="minutes.line",
                model=Line,
                label=_("Line of the minutes"),
                visible_to=policies.lines_visible_to,
                title=search.line_title,
                url=lambda line: reverse("minutes:line", args=[line.pk]),
                author_id=lambda line: line.speaker_id,
                document=search.line_document,
                citable=citable.line_passage,
                hide=lambda line, actor, reason: hide_line(actor=actor, line=line, reason=reason),
                restore=lambda line, actor, reason: restore_line(actor=actor, line=line, reason=reason),
                made_from=("meetings.meeting",),
                uses_of=citable.lines_of_meetings,
                related=("meeting",),
            )
        )
        register_panel("minutes", 25, panels.topic_panel)
        register_panel_of("meetings.meeting", "minutes", 10, panels.meeting_panel)
        navigation.register(
            navigation.Entry(
                "account", _("My actions"), "minutes:my_actions", 35, "check", visible=navigation.signed_in
            )
        )
