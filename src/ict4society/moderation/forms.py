"""Forms of moderation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.ui.forms import Form, TextField
from ict4society.moderation.states import DecisionAction, FlagReason


class FlagForm(Form):
    """Why it is reported."""

    reason = forms.ChoiceField(label=_("Why do you report this?"), choices=FlagReason.choices, widget=forms.RadioSelect)
    text = TextField(
        label=_("What should the moderators know?"),
        max_length=2000,
        multiline=True,
        required=False,
        help_text=_("Only moderators read this. The author is not told who reported."),
    )

    def clean_reason(self) -> FlagReason:
        return FlagReason(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reason") == FlagReason.OTHER and not cleaned.get("text"):
            self.add_error("text", _("Say in a sentence what is wrong."))
        return cleaned


class AppealForm(Form):
    """Why the author wants another look."""

    text = TextField(label=_("Why should this be shown again?"), max_length=2000, multiline=True)


class DecisionForm(Form):
    """What is decided, and why."""

    action = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            (DecisionAction.HIDE.value, _("Hide it")),
            (DecisionAction.KEEP.value, _("Keep it as it is")),
            (DecisionAction.RESTORE.value, _("Show it again")),
        ],
    )
    reason = TextField(
        label=_("Reason"),
        max_length=2000,
        multiline=True,
        help_text=_("The author and those who reported it read this. Name the rule and the words, not the person."),
    )

    def clean_action(self) -> DecisionAction:
        return DecisionAction(self.cleaned_data["action"])
