from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "ict4society.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.organisations.panel_register import register_panel as register_organisation_panel
        from ict4society.partnerships import citable, listeners, mails, panels, policies, search  # noqa: F401
        from ict4society.partnerships.actions.hide import hide_call, restore_call
        from ict4society.partnerships.models import Agreement, Call
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="partnerships.call",
                model=Call,
                label=_("Partnership"),
                visible_to=policies.calls_visible_to,
                title=lambda call: call.title,
                url=lambda call: call.get_absolute_url(),
                document=search.call_document,
                citable=citable.call_passage,
                hide=lambda call, actor, reason: hide_call(actor=actor, call=call, reason=reason),
                restore=lambda call, actor, reason: restore_call(actor=actor, call=call, reason=reason),
                followable=True,
            )
        )
        register(
            SubjectType(
                kind="partnerships.agreement",
                model=Agreement,
                label=_("Agreement of partners"),
                visible_to=policies.agreements_visible_to,
                title=lambda agreement: agreement.title,
                url=lambda agreement: reverse("partnerships:call", args=[agreement.call_id], fragment="agreements"),
            )
        )
        register_panel("partnerships", 50, panels.topic_panel)
        register_organisation_panel("partnerships", 50, panels.organisation_panel)
        navigation.register(navigation.Entry("enterprises", _("Partnerships"), "partnerships:index", order=50))
