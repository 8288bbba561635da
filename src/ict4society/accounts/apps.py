from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ict4society.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
        from django.utils.translation import gettext_lazy as _

        from ict4society.accounts import listeners, mails, policies, queries  # noqa: F401
        from ict4society.accounts.models import User
        from ict4society.accounts.openid import CheckedAdapter
        from ict4society.accounts.tokens import user_for_token
        from ict4society.foundation.api.tokens import set_token_authenticator
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation

        set_token_authenticator(user_for_token)
        OpenIDConnectProvider.oauth2_adapter_class = CheckedAdapter
        register(
            SubjectType(
                kind="accounts.person",
                model=User,
                label=_("Person"),
                visible_to=queries.people_visible_to,
                title=str,
                url=User.get_absolute_url,
                author_id=lambda person: person.pk,
                language=lambda person: "",
            )
        )
        navigation.register(
            navigation.Entry("account", _("Settings"), "accounts:settings", 10, "settings", navigation.signed_in),
            navigation.Entry("account", _("Drafts"), "accounts:drafts", 20, "edit", navigation.signed_in),
            navigation.Entry("account", _("People"), "accounts:people", 80, "person", policies.shown_to_operators),
            navigation.Entry("account", _("Sign out"), "account_logout", 99, "lock", navigation.signed_in),
            navigation.Entry("guest", _("Sign in"), "account_login", 10),
            navigation.Entry("guest", _("Join"), "account_signup", 20),
        )
