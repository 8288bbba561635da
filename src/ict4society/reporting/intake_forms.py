"""The form for a file of values."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.files.fields import FileField
from ict4society.foundation.ui.forms import Form

KINDS = [("vsme", _("EFRAG's digital template (XLSX, 1.3.0)")), ("table", _("a table with our columns (CSV or XLSX)"))]


class IntakeForm(Form):
    """What kind of file, and the file."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect, initial="vsme")
    file = FileField(label=_("File"))
