from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    name = "ict4society.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Register what the other features need to know of dossiers and of their uptake."""
        from ict4society.dossiers import listeners, mails  # noqa: F401 — importing registers them
        from ict4society.dossiers.models import Dossier, Uptake
        from ict4society.dossiers.panels import dossiers_panel
        from ict4society.dossiers.policies import dossiers_visible_to, uptakes_visible_to
        from ict4society.dossiers.queries import dossier_uses, uptake_label, uptake_uses
        from ict4society.dossiers.search import dossier_document, dossier_url, uptake_url
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="dossiers.dossier",
                model=Dossier,
                label=_("Dossier"),
                visible_to=dossiers_visible_to,
                title=lambda dossier: dossier.title,
                url=dossier_url,
                document=dossier_document,
                made_from=("knowledge_map.element",),
                uses_of=dossier_uses,
                followable=True,
            )
        )
        register(
            SubjectType(
                kind="dossiers.uptake",
                model=Uptake,
                label=_("Uptake"),
                visible_to=uptakes_visible_to,
                title=lambda uptake: f"{uptake.recipient}: {uptake_label(uptake.state)}",
                url=uptake_url,
                language=lambda uptake: "",
                author_id=lambda uptake: uptake.reported_by_id,
                made_from=("dossiers.dossier",),
                uses_of=uptake_uses,
                related=("version__dossier",),
            )
        )
        navigation.register(navigation.Entry("main", _("Dossiers"), "dossiers:index", order=50))
        register_panel("dossiers", 50, dossiers_panel)
