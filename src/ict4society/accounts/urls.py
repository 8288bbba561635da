"""Routes of accounts; those of allauth follow below the same prefix (config/urls.py)."""

from __future__ import annotations

from django.urls import path, register_converter

from ict4society.accounts.states import Role
from ict4society.accounts.views import (
    closing,
    draft,
    elsewhere,
    export,
    people,
    person,
    profile,
    sessions,
    settings,
    sign_in,
    token,
    welcome,
)


class RoleConverter:
    """One of the roles."""

    regex = "|".join(Role.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RoleConverter, "role")

app_name = "accounts"
urlpatterns = [
    path("", sign_in.root, name="root"),
    path("login/", sign_in.sign_in, name="sign_in"),
    path("signup/", sign_in.sign_up, name="sign_up"),
    path("3rdparty/", sign_in.connections, name="connections"),
    path("oidc/<str:provider_id>/login/", elsewhere.begin, name="begin_elsewhere"),
    path("oidc/<str:provider_id>/login/callback/", elsewhere.come_back, name="come_back"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("settings/", settings.account_settings, name="settings"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("profile/", profile.profile, name="profile"),
    path("people/", people.people, name="people"),
    path("people/<int:person_id>/", person.show_person, name="person"),
    path("people/<int:person_id>/dismissal/<role:role>/", people.dismiss, name="dismiss"),
    path("people/<int:person_id>/suspension/", people.suspend, name="suspend"),
    path("people/<int:person_id>/reinstatement/", people.reinstate, name="reinstate"),
    path("tokens/", token.list_tokens, name="tokens"),
    path("tokens/new/", token.add_token, name="add_token"),
    path("tokens/<int:token_id>/revocation/", token.revoke, name="revoke_token"),
    path("drafts/", draft.list_drafts, name="drafts"),
    path("drafts/<str:place>/", draft.draft, name="draft"),
    path("drafts/<str:place>/resume/", draft.resume, name="resume_draft"),
    path("drafts/<str:place>/discard/", draft.discard, name="discard_draft"),
    path("export/", export.export, name="export"),
    path("close/", closing.close, name="close"),
]
