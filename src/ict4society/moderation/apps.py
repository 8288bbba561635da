from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "ict4society.moderation"
    label = "moderation"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.accounts.export import register_export
        from ict4society.accounts.policies import is_moderator
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.moderation import export, mails, policies  # noqa: F401
        from ict4society.moderation.models import Decision, Flag
        from ict4society.moderation.queries import OPEN_CASES

        register_export("moderation", export.moderation_of)
        register(
            SubjectType(
                kind="moderation.flag",
                model=Flag,
                label=_("Report"),
                visible_to=policies.flags_visible_to,
                title=lambda flag: flag.get_reason_display(),
                url=lambda flag: reverse("moderation:flag_case", args=[flag.pk]),
                author_id=lambda flag: flag.reporter_id,
            )
        )
        register(
            SubjectType(
                kind="moderation.decision",
                model=Decision,
                label=_("Decision of the moderators"),
                visible_to=policies.decisions_visible_to,
                title=lambda decision: decision.get_action_display(),
                url=lambda decision: reverse("moderation:decision", args=[decision.pk]),
            )
        )
        navigation.register(
            navigation.Entry(
                "account",
                _("Moderation"),
                "moderation:queue",
                70,
                "shield",
                lambda request: navigation.signed_in(request) and bool(is_moderator(request.user)),  # type: ignore[union-attr]
                OPEN_CASES,
            ),
            navigation.Entry("footer", _("Decisions of the moderators"), "moderation:decisions", 60),
        )
