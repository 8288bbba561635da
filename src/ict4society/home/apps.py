from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "ict4society.home"
    label = "home"

    def ready(self) -> None:
        from ict4society.foundation.ui import navigation

        navigation.register(
            navigation.Entry("main", _("Enterprises"), "home:enterprises", 60),
            navigation.Entry("footer", _("About"), "home:about", 10),
            navigation.Entry("footer", _("Accessibility"), "home:accessibility", 20),
            navigation.Entry("footer", _("Privacy"), "home:privacy", 30),
            navigation.Entry("footer", _("Licence"), "home:licence", 40),
        )
