from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "ict4society.reporting"
    label = "reporting"

    def ready(self) -> None:
        from ict4society.foundation.ui import navigation
        from ict4society.organisations.panel_register import register_panel
        from ict4society.reporting import listeners, mails, panels, policies  # noqa: F401
        from ict4society.reporting.subject_types import register_subjects
        from ict4society.topics.panels import register_panel as register_topic_panel

        register_subjects()
        register_panel("reporting", 10, panels.organisation_panel)
        register_topic_panel("reporting", 60, panels.topic_panel)
        navigation.register(navigation.Entry("enterprises", _("Approach and results"), "reporting:index", order=10))
