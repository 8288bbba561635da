"""Routes of the mailer."""

from __future__ import annotations

from django.urls import path

from ict4society.foundation.mailer.views.mailbox import mailbox, one_mail

app_name = "mailer"
urlpatterns = [
    path("", mailbox, name="mailbox"),
    path("<slug:name>/", one_mail, name="mail"),
]
