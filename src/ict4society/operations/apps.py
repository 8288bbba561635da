from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "ict4society.operations"
    label = "operations"

    def ready(self) -> None:
        from ict4society.accounts.policies import shown_to_operators
        from ict4society.foundation.ui import navigation
        from ict4society.operations import policies  # noqa: F401

        navigation.register(
            navigation.Entry("account", _("Operations"), "operations:console", 75, "settings", shown_to_operators)
        )
