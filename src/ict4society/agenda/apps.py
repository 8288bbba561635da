from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "ict4society.agenda"
    label = "agenda"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.agenda import citable, listeners, mails, panels, policies, search  # noqa: F401
        from ict4society.agenda.actions.hide import hide_proposal, restore_proposal
        from ict4society.agenda.models import Proposal
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="agenda.proposal",
                model=Proposal,
                label=_("Proposal"),
                visible_to=policies.proposals_visible_to,
                title=lambda proposal: proposal.title,
                url=lambda proposal: reverse("agenda:proposal", args=[proposal.pk]),
                document=search.proposal_document,
                citable=citable.proposal_passage,
                hide=lambda proposal, actor, reason: hide_proposal(actor=actor, proposal=proposal, reason=reason),
                restore=lambda proposal, actor, reason: restore_proposal(actor=actor, proposal=proposal, reason=reason),
                made_from=("agenda.proposal",),
                uses_of=citable.made_of_proposals,
                followable=True,
            )
        )
        register_panel("agenda", 10, panels.proposals_panel)
        navigation.register(navigation.Entry("main", _("Agenda"), "agenda:index", order=10))
