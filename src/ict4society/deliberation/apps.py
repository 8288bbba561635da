"""What deliberation registers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    name = "ict4society.deliberation"
    label = "deliberation"
    verbose_name = "Deliberation"

    def ready(self) -> None:
        """Subjects, the menu's entry, the topics' panel, policies and notices."""
        from ict4society.deliberation import listeners, mails, policies, subjects  # noqa: F401 — importing registers
        from ict4society.deliberation.panels import rounds_panel, thread_rounds_panel
        from ict4society.foundation import panels
        from ict4society.foundation.subjects import register
        from ict4society.foundation.ui import navigation
        from ict4society.topics.panels import register_panel

        register(subjects.ROUND)
        register(subjects.STATEMENT)
        navigation.register(navigation.Entry("main", _("Rounds"), "deliberation:index", order=30))
        register_panel("rounds", 30, rounds_panel)
        panels.register_panel("discussions.thread", "rounds", 10, thread_rounds_panel)
