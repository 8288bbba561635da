"""What consultations register."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "ict4society.consultations"
    label = "consultations"
    verbose_name = "Consultations"

    def ready(self) -> None:
        """Subjects, the menu's entry, panels, policies and notices."""
        from ict4society.accounts.export import register_export
        from ict4society.consultations import (  # noqa: F401
            listeners,
            mails,
            outcome_listeners,
            outcome_mails,
            outcome_policies,
            outcome_subjects,
            own_words,
            panels,
            policies,
            subjects,
        )
        from ict4society.foundation.subjects import register
        from ict4society.foundation.ui import navigation
        from ict4society.organisations import panel_register as organisation_panels
        from ict4society.topics import panels as topic_panels

        register_export("consultations", own_words.consultations_of)
        register(subjects.CONSULTATION)
        register(subjects.QUESTION)
        register(subjects.CONTRIBUTION)
        register(subjects.COMMENT)
        register(subjects.ANSWER)
        register(outcome_subjects.RESPONSE)
        register(outcome_subjects.REPORT)
        navigation.register(navigation.Entry("main", _("Consultations"), "consultations:index", order=27))
        topic_panels.register_panel("consultations", 27, panels.topic_panel)
        organisation_panels.register_panel("consultations", 27, panels.organisation_panel)
