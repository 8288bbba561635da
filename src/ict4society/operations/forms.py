"""Forms of the operator's console."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.queries import member_with_address
from ict4society.foundation.ui.forms import EmailField, Form, RefField
from ict4society.operations.queries import LogFilters, event_names


class LogForm(Form):
    """Which lines of the audit log to show."""

    name = forms.ChoiceField(label=_("What happened"), required=False, choices=lambda: _choices())
    actor = EmailField(label=_("Who (e-mail address)"), required=False)
    ref = RefField(label=_("To what (kind:id)"), required=False, widget=forms.TextInput())
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_actor(self) -> Any:
        """The person with that address."""
        address = self.cleaned_data["actor"]
        person = member_with_address(address) if address else None
        if address and person is None:
            raise ValidationError(_("Nobody has this address."))
        return person

    def filters(self) -> LogFilters:
        """What was asked for; of a form with errors, what could be read."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return LogFilters(**asked)


def _choices() -> list[tuple[str, str]]:
    return [("", _("Everything")), *((name, name) for name in event_names())]  # type: ignore[list-item]
