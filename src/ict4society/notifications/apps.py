from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "ict4society.notifications"
    label = "notifications"

    def ready(self) -> None:
        from ict4society.accounts.export import register_export
        from ict4society.foundation.ui import navigation
        from ict4society.notifications import export, listeners, policies  # noqa: F401
        from ict4society.notifications.queries import UNREAD

        register_export("notifications", export.notifications_of)
        navigation.register(
            navigation.Entry(
                "account", _("Notifications"), "notifications:index", 5, "bell", navigation.signed_in, UNREAD
            ),
            navigation.Entry(
                "bell", _("Notifications"), "notifications:index", visible=navigation.signed_in, count=UNREAD
            ),
        )
