from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "ict4society.practices"
    label = "practices"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.organisations.panel_register import register_panel as register_organisation_panel
        from ict4society.practices import citable, listeners, mails, panels, policies, search  # noqa: F401
        from ict4society.practices.actions.hide import hide_part, restore_part
        from ict4society.practices.models import Adoption, Practice, Review
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="practices.practice",
                model=Practice,
                label=_("Practice"),
                visible_to=policies.practices_visible_to,
                title=lambda practice: practice.title,
                url=lambda practice: practice.get_absolute_url(),
                document=search.practice_document,
                citable=citable.practice_passage,
                hide=lambda practice, actor, reason: hide_part(actor=actor, part=practice, reason=reason),
                restore=lambda practice, actor, reason: restore_part(actor=actor, part=practice, reason=reason),
                made_from=("reporting.value",),
                uses_of=citable.practices_made_of,
                followable=True,
            )
        )
        for kind, model, label, visible_to in (
            ("review", Review, _("Review of a practice"), policies.reviews_visible_to),
            ("adoption", Adoption, _("Adoption of a practice"), policies.adoptions_visible_to),
        ):
            register(
                SubjectType(
                    kind=f"practices.{kind}",
                    model=model,
                    label=label,
                    visible_to=visible_to,
                    title=lambda part: part.practice.title,
                    url=lambda part, kind=kind: reverse(  # type: ignore[misc]
                        "practices:practice", args=[part.practice_id], fragment=f"{kind}-{part.pk}"
                    ),
                    hide=lambda part, actor, reason: hide_part(actor=actor, part=part, reason=reason),
                    restore=lambda part, actor, reason: restore_part(actor=actor, part=part, reason=reason),
                    related=("practice",),
                )
            )
        register_panel("practices", 40, panels.topic_panel)
        register_organisation_panel("practices", 40, panels.organisation_panel)
        navigation.register(navigation.Entry("enterprises", _("Practices"), "practices:index", order=40))
