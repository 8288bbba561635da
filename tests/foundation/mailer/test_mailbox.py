"""The development mailbox: whole files, shown only where nobody else could read them."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage, send_mail
from django.test import Client

from ict4society.foundation.mailer.mailbox import BACKEND, mailbox_folder, mails

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _box(settings, tmp_path):
    settings.EMAIL_BACKEND = BACKEND
    settings.DATA_FOLDER = tmp_path
    settings.SITE_URL = "http://127.0.0.1:8000"


def test_mails_are_shown_newest_first_with_links_that_lead(client):
    send_mail("First", "hello", None, ["a@example.org"])
    send_mail(
        "Second", "Confirm: http://127.0.0.1:8000/accounts/confirm/abc/ <script>x</script>", None, ["b@example.org"]
    )
    text = client.get("/mailbox/").content.decode()
    assert text.index("Second") < text.index("First")
    assert "b@example.org" in text
    one = client.get(f"/mailbox/{mails()[0].name}/").content.decode()
    assert '<a href="http://127.0.0.1:8000/accounts/confirm/abc/"' in one
    assert "<script>x" not in one


def test_files_are_whole_and_private():
    send_mail("Grüße", "ä" * 5000, None, ["a@example.org"])
    (path,) = mailbox_folder().iterdir()
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o077 == 0
    assert mails()[0].subject == "Grüße"
    assert mails()[0].text.strip() == "ä" * 5000


def test_an_html_mail_alone_is_shown_as_text(client):
    message = EmailMessage("Only", "<p>hi <b>you</b></p>", None, ["a@example.org"])
    message.content_subtype = "html"
    message.send()
    assert "<b>you" not in client.get(f"/mailbox/{mails()[0].name}/").content.decode()


@pytest.mark.parametrize("name", ["..%2Fsecret_key", "x", "1" * 19 + "-00000000"])
def test_only_mails_can_be_opened(client, name, tmp_path):
    (tmp_path / "secret_key.eml").write_text("s")
    assert client.get(f"/mailbox/{name}/").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"},
        {"SITE_URL": "https://community.example.eu"},
    ],
)
def test_the_mailbox_is_shut_where_others_could_read_it(settings, change):
    send_mail("Secret", "x", None, ["a@example.org"]) if "SITE_URL" in change else None
    for name, value in change.items():
        setattr(settings, name, value)
    visitor = Client()
    assert visitor.get("/mailbox/").status_code == 404
    for mail in mails():
        assert visitor.get(f"/mailbox/{mail.name}/").status_code == 404
    assert "/mailbox/" not in visitor.get("/api/v1/docs").content.decode()


def test_a_proxy_shuts_it_too(settings, client):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"trusted_proxy": True})
    assert client.get("/mailbox/").status_code == 404


def test_a_subject_cannot_add_headers():
    from ict4society.foundation.mailer.send import compose

    class Subject:
        language = "en"

    context = {
        "text": "One\r\nBcc: x@example.org",
        "body": "",
        "subject": Subject(),
        "address": "/",
        "unsubscribe": "",
        "preferences": "",
    }
    message = compose("a@example.org", "notifications/mail/notice", context, "en")
    assert message.subject == "One Bcc: x@example.org"
    assert message.message()["Bcc"] is None
