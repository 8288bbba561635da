"""Forms for campaigns and the outcome report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.ui.forms import Form, MarkdownField, TextField


class CampaignReasonForm(Form):
    """Why campaigns are merged or a campaign is split."""

    reason = TextField(
        label=_("Reason"), max_length=2000, multiline=True, rows=2, help_text=_("Everybody can read it.")
    )


class SectionForm(Form):
    """A section of the report."""

    title = TextField(label=_("Heading"), max_length=300)
    text = MarkdownField(label=_("Text"), max_length=20_000, rows=10, required=False)
    shown = forms.BooleanField(label=_("Part of the published report"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=2**31 - 1, initial=0)


class PublishForm(Form):
    """Publish the report as it stands."""

    note = TextField(label=_("What is new in this version"), max_length=500, required=False)


class ThemeForm(Form):
    """A theme of open answers."""

    name = TextField(label=_("Theme"), max_length=120)
    keywords = TextField(
        label=_("Keywords"),
        max_length=1000,
        required=False,
        help_text=_("With commas between them. They only suggest answers: you decide which are about the theme."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=2**31 - 1, initial=0)

    def clean_keywords(self) -> list[str]:
        """The words one by one."""
        return [word.strip() for word in self.cleaned_data["keywords"].split(",") if word.strip()]


class QuoteForm(Form):
    """Words of an answer to be quoted."""

    exact = TextField(
        label=_("Words to quote"),
        max_length=2000,
        multiline=True,
        rows=3,
        help_text=_("Copy them exactly from the answer."),
    )
