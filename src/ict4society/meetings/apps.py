from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "ict4society.meetings"
    label = "meetings"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.accounts.export import register_export
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.meetings import export, listeners, mails, panels, policies, search, tasks, trail  # noqa: F401
        from ict4society.meetings.actions import hide
        from ict4society.meetings.actions.items import LINKABLE
        from ict4society.meetings.models import Material, Meeting
        from ict4society.organisations.panel_register import register_panel as register_organisation_panel
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="meetings.meeting",
                model=Meeting,
                label=_("Meeting"),
                visible_to=policies.meetings_visible_to,
                title=lambda meeting: meeting.title,
                url=lambda meeting: reverse("meetings:meeting", args=[meeting.pk]),
                document=search.meeting_document,
                hide=lambda meeting, actor, reason: hide.hide_meeting(actor=actor, meeting=meeting, reason=reason),
                restore=lambda meeting, actor, reason: hide.restore_meeting(
                    actor=actor, meeting=meeting, reason=reason
                ),
                made_from=LINKABLE,
                uses_of=trail.meetings_about,
                followable=True,
            )
        )
        register(
            SubjectType(
                kind="meetings.material",
                model=Material,
                label=_("Slides or paper"),
                visible_to=policies.materials_visible_to,
                title=lambda material: material.title,
                url=lambda material: reverse("meetings:meeting", args=[material.meeting_id], fragment="materials"),
                document=search.material_document,
                hide=lambda material, actor, reason: hide.hide_material(actor=actor, material=material, reason=reason),
                restore=lambda material, actor, reason: hide.restore_material(
                    actor=actor, material=material, reason=reason
                ),
                related=("meeting",),
            )
        )
        register_panel("meetings", 20, panels.topic_panel)
        register_organisation_panel("meetings", 20, panels.organisation_panel)
        register_export("meeting_registrations", export.registrations_of_person)
        navigation.register(navigation.Entry("main", _("Meetings"), "meetings:index", order=25))
