from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolutionsConfig(AppConfig):
    name = "ict4society.solutions"
    label = "solutions"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.organisations.panel_register import register_panel as register_organisation_panel
        from ict4society.solutions import citable, listeners, mails, panels, policies, search  # noqa: F401
        from ict4society.solutions.actions.hide import hide_part, restore_part
        from ict4society.solutions.models import Solution, SolutionUse
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="solutions.solution",
                model=Solution,
                label=_("Solution"),
                visible_to=policies.solutions_visible_to,
                title=lambda solution: solution.name,
                url=lambda solution: solution.get_absolute_url(),
                document=search.solution_document,
                citable=citable.solution_passage,
                hide=lambda solution, actor, reason: hide_part(actor=actor, part=solution, reason=reason),
                restore=lambda solution, actor, reason: restore_part(actor=actor, part=solution, reason=reason),
                followable=True,
            )
        )
        register(
            SubjectType(
                kind="solutions.use",
                model=SolutionUse,
                label=_("Use of a solution"),
                visible_to=policies.uses_visible_to,
                title=lambda use: use.solution.name,
                url=lambda use: reverse("solutions:solution", args=[use.solution_id], fragment=f"use-{use.pk}"),
                hide=lambda use, actor, reason: hide_part(actor=actor, part=use, reason=reason),
                restore=lambda use, actor, reason: restore_part(actor=actor, part=use, reason=reason),
                related=("solution",),
            )
        )
        register_panel("solutions", 60, panels.topic_panel)
        register_organisation_panel("solutions", 60, panels.organisation_panel)
        navigation.register(navigation.Entry("enterprises", _("Solutions"), "solutions:index", order=60))
