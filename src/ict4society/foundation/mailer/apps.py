from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailerConfig(AppConfig):
    name = "ict4society.foundation.mailer"
    label = "mailer"

    def ready(self) -> None:
        from ict4society.foundation.mailer.mailbox import mailbox_is_open
        from ict4society.foundation.ui import navigation

        navigation.register(
            navigation.Entry(
                "footer", _("Mailbox of this machine"), "mailer:mailbox", 95, visible=lambda _r: mailbox_is_open()
            )
        )
