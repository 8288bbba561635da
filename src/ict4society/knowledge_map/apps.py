from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeMapConfig(AppConfig):
    name = "ict4society.knowledge_map"
    label = "knowledge_map"

    def ready(self) -> None:
        """Register what the other features need to know of elements."""
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.knowledge_map import listeners, mails  # noqa: F401 — importing registers them
        from ict4society.knowledge_map.actions.hide import hide_element, restore_element
        from ict4society.knowledge_map.models import Element
        from ict4society.knowledge_map.panels import elements_panel
        from ict4society.knowledge_map.policies import elements_visible_to
        from ict4society.knowledge_map.queries import element_uses
        from ict4society.knowledge_map.search import element_document, element_url
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="knowledge_map.element",
                model=Element,
                label=_("Element"),
                visible_to=elements_visible_to,
                title=lambda element: element.title,
                url=element_url,
                document=element_document,
                hide=hide_element,
                restore=restore_element,
                made_from=(
                    *("discussions.post", "deliberation.statement", "agenda.proposal"),
                    *("consultations.comment", "consultations.answer"),
                ),
                uses_of=element_uses,
                followable=True,
            )
        )
        navigation.register(navigation.Entry("main", _("Map"), "knowledge_map:index", order=40))
        register_panel("knowledge_map", 40, elements_panel)
