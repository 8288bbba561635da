from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    name = "ict4society.open_data"
    label = "open_data"

    def ready(self) -> None:
        from ict4society.foundation.ui import navigation

        navigation.register(navigation.Entry("footer", _("Open data"), "open_data:index", 50))
