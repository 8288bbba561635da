from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchPagesConfig(AppConfig):
    name = "ict4society.search_pages"
    label = "search_pages"

    def ready(self) -> None:
        from ict4society.foundation.ui import navigation

        navigation.register(navigation.Entry("search", _("Search"), "search_pages:search"))
