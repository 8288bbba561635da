"""Forms for campaigns and the outcome report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models import Consultation
from ict4society.consultations.states import OPEN_KINDS
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
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=2**31 - 1, required=False)
    """Of the theme that is changed; a new one has none."""

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


class RulesForm(Form):
    """How campaigns are found, and which open answers need a response."""

    threshold = forms.FloatField(
        label=_("How alike texts must be"),
        min_value=0.1,
        max_value=1,
        help_text=_("Jaccard index of their runs of three words, from 0.1 to 1. Usual: 0.5"),
    )
    least_words = forms.IntegerField(
        label=_("Shortest text that is compared, in words"), min_value=1, max_value=1000, help_text=_("Usual: 12")
    )
    least_texts = forms.IntegerField(
        label=_("Fewest contributors that make a campaign"), min_value=2, max_value=1000, help_text=_("Usual: 3")
    )
    respond_to = forms.MultipleChoiceField(
        label=_("Open questions whose answers get a response each, as comments do"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=2**31 - 1, initial=0)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["respond_to"]
        rows = consultation.questions.filter(kind__in=OPEN_KINDS).order_by("position")
        field.choices = [(key, label[:160]) for key, label in rows.values_list("key", "label")]
