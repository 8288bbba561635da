"""Forms about a commitment: its progress, what others think, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.forms.frame import FRACTION, NUMBER, WHOLE_YEAR
from ict4society.commitments.models import Commitment
from ict4society.commitments.states import Kind, Standing, Verdict
from ict4society.foundation.files.fields import FileField
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField, URLField
from ict4society.organisations.acting import ActingForm


class UpdateForm(Form):
    """Report progress."""

    year = forms.IntegerField(label=_("Year"), help_text=_("The year that this is about."), **WHOLE_YEAR)
    value = forms.DecimalField(label=_("Value"), required=False, **NUMBER)
    text = MarkdownField(label=_("What was done, and what comes next"), max_length=5000, rows=5)
    evidence_url = URLField(label=_("Evidence: address"), required=False)
    evidence_title = TextField(label=_("Evidence: title of the document"), max_length=200, required=False)
    evidence_page = TextField(label=_("Evidence: page"), max_length=40, required=False)
    file = FileField(label=_("Evidence: upload"), required=False)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment = commitment
        unit = "%" if commitment.is_share else commitment.shown_unit
        self.fields["value"].label = _("Value (%(unit)s)") % {"unit": unit} if unit else _("Value")
        if commitment.kind == Kind.INDICATOR:
            self.fields["value"].help_text = _(
                "Where your published report has the value of this year, that one counts instead."
            )

    def clean(self) -> dict[str, Any]:
        """Percentages are typed as 10 and kept as 0.10."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") is not None and self.commitment.is_share:
            cleaned["value"] = cleaned["value"] / FRACTION
        return cleaned


class EvidenceForm(Form):
    """One more document for an update."""

    file = FileField(label=_("Evidence: upload"))


class AssessmentForm(ActingForm):
    """Assess a commitment."""

    verdict = forms.ChoiceField(label=_("This commitment is"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = TextField(
        label=_("Why"), max_length=2000, multiline=True, help_text=_("Everybody can read it, with your group.")
    )
    evidence_url = URLField(label=_("Evidence: address"), required=False)


class ReasonForm(Form):
    """Why a commitment is withdrawn."""

    reason = TextField(label=_("Reason"), max_length=2000, multiline=True, help_text=_("Everybody can read it."))


class LedgerForm(forms.Form):
    """The filters of the ledger; what is wrong in an address is ignored."""

    topic = forms.SlugField(required=False)
    standing = forms.ChoiceField(required=False, choices=Standing.choices)
    q = TextField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
