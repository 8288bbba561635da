"""Forms of notifications."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.ui.forms import Form, RefField, TextField
from ict4society.notifications.models.subscription import Attention


class MailForm(Form):
    """Whether to send mail."""

    by_mail = forms.BooleanField(
        label=_("Send me what concerns me by mail"),
        required=False,
        help_text=_("Your list of notifications on this site is kept either way."),
    )


class AttentionForm(Form):
    """Follow, mute, or neither."""

    ref = RefField()
    attention = forms.ChoiceField(choices=[("", ""), *Attention.choices], required=False)
    next = TextField(max_length=2000, required=False)

    def clean_next(self) -> str:
        """Where to go afterwards: only on this site."""
        address = str(self.cleaned_data["next"])
        return (
            address if address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
        )

    def clean_attention(self) -> Any:
        return Attention(self.cleaned_data["attention"]) if self.cleaned_data["attention"] else None
