"""People, tokens and drafts."""

from __future__ import annotations

from ict4society.accounts.actions.draft import save_draft
from ict4society.accounts.actions.token import create_token
from tests.promises.world import Private, Samples, World

ANSWERS = """
accounts:root                      GET  302
accounts:root                      POST 302
accounts:sign_in                   GET  302 visitor 200 suspended 200
accounts:sign_in                   POST 302 visitor 422 suspended 422
accounts:sign_up                   GET  302 visitor 200 suspended 200
accounts:sign_up                   POST 302
accounts:connections               POST 422
accounts:profile                   POST 302
accounts:people                    POST 302
accounts:dismiss                   GET  405
accounts:dismiss                   POST 302
accounts:suspend                   POST 302
accounts:reinstate                 GET  405
accounts:reinstate                 POST 302
accounts:add_token                 GET  302
accounts:add_token                 POST 302
accounts:revoke_token              GET  405
accounts:revoke_token              POST 404 author 302
accounts:draft                     POST 302
accounts:resume_draft              GET  405
accounts:resume_draft              POST 404 author 302
accounts:discard_draft             GET  405
accounts:discard_draft             POST 302
accounts:export                    GET  302
accounts:close                     GET  302
accounts:close                     POST 302
account_logout                     GET  200 visitor 302 suspended 302
account_logout                     POST 302
account_reauthenticate             GET  200 visitor in suspended in
account_reauthenticate             POST 200 visitor in suspended in
account_email                      GET  200 visitor in suspended in
account_email                      POST 302 visitor in suspended in
account_change_password            GET  200 visitor in suspended in
account_change_password            POST 200 visitor in suspended in
account_set_password               GET  302 visitor in suspended in
account_set_password               POST 302 visitor in suspended in
account_reset_password             POST 302
account_confirm_login_code         GET  302 visitor in suspended in
account_confirm_login_code         POST 302 visitor in suspended in
account_confirm_email              POST 404
account_reset_password_from_key    POST 200
mfa_index                          GET  200 visitor in suspended in
mfa_index                          POST 405 visitor in suspended in
mfa_authenticate                   GET  302 visitor in suspended in
mfa_authenticate                   POST 302 visitor in suspended in
mfa_reauthenticate                 GET  302 visitor in suspended in
mfa_reauthenticate                 POST 302 visitor in suspended in
mfa_activate_totp                  GET  302 visitor in suspended in
mfa_activate_totp                  POST 302 visitor in suspended in
mfa_deactivate_totp                GET  404 visitor in suspended in
mfa_deactivate_totp                POST 404 visitor in suspended in
mfa_view_recovery_codes            GET  404 visitor in suspended in
mfa_view_recovery_codes            POST 405 visitor in suspended in
mfa_generate_recovery_codes        GET  302 visitor in suspended in
mfa_generate_recovery_codes        POST 302 visitor in suspended in
mfa_download_recovery_codes        GET  404 visitor in suspended in
mfa_download_recovery_codes        POST 404 visitor in suspended in
mfa_list_webauthn                  GET  200 visitor in suspended in
mfa_list_webauthn                  POST 405 visitor in suspended in
mfa_add_webauthn                   GET  302 visitor in suspended in
mfa_add_webauthn                   POST 302 visitor in suspended in
mfa_reauthenticate_webauthn        GET  302 visitor in suspended in
mfa_reauthenticate_webauthn        POST 302 visitor in suspended in
mfa_remove_webauthn                GET  302 visitor in suspended in
mfa_remove_webauthn                POST 302 visitor in suspended in
mfa_edit_webauthn                  GET  302 visitor in suspended in
mfa_edit_webauthn                  POST 302 visitor in suspended in
mfa_login_webauthn                 GET  302 visitor in suspended in
mfa_login_webauthn                 POST 302 visitor in suspended in
socialaccount_login_error          GET  401
socialaccount_signup               GET  in
socialaccount_signup               POST in
accounts:begin_elsewhere           GET  404
accounts:begin_elsewhere           POST 404
accounts:come_back                 GET  404
accounts:come_back                 POST 404
accounts:sessions                  GET  200 visitor in suspended in
accounts:sessions                  POST 302 visitor in suspended in
"""
HOLDERS = {"accounts.manage_people": "operator"}


def make(world: World) -> Samples:
    """The author's own things; the member is whom an operator suspends."""
    author = world.people["author"]
    token, _raw = create_token(actor=world.actor("author"), label="Xtoken", scopes=["read"], expires_at=None)
    save_draft(actor=world.actor("author"), place="agenda.propose", fields={"title": "Xunsaid"}, address="/")
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={
            "person_id": world.people["member"].pk,
            "role": "moderator",
            "token_id": token.pk,
            "place": "agenda.propose",
            "key": "nokey",
            "uidb36": "1",
            "pk": 1,
            "provider_id": "oidc",
        },
        bodies={"accounts:people": {"email": world.people["member"].email, "role": "moderator"}},
        private=[
            Private(
                "a token",
                "Xtoken",
                ("author",),
                "accounts/tokens/<int:token_id>/",
                {"token_id": token.pk},
                {"token_id": 987654321},
            ),
            Private("a draft", "Xunsaid", ("author",), "nothing", {"place": author.pk}, {"place": "x"}),
        ],
    )
