"""The forms of dossiers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.dossiers.models import Dossier
from ict4society.dossiers.states import Met, Principle, UptakeState
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField, URLField
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.states import ElementState

PRINCIPLE_HELP = {
    Principle.PARTICIPANTS: _(
        "Were as many of those concerned as possible represented, and were their interests heard?"
    ),
    Principle.OPENNESS: _("Was it open to all who are concerned, and could others follow it?"),
    Principle.GOOD_FAITH: _(
        "Did those who took part do so in good faith, with what they know, also what speaks against them?"
    ),
    Principle.OBJECTIVES: _("Were the aims set out clearly, with a starting point and targets?"),
    Principle.LEGAL_COMPLIANCE: _("Does it respect the law, and the rights of those concerned?"),
    Principle.ITERATIVE_IMPROVEMENTS: _("Can results be improved step by step, and were they?"),
    Principle.MONITORING: _("Is what follows watched openly?"),
    Principle.EVALUATION: _("Is it judged regularly whether the aims were met?"),
    Principle.RESOLVING_DISPUTES: _("How were disagreements dealt with, and are they shown?"),
    Principle.FINANCING: _("Who paid for what?"),
}


class DossierForm(Form):
    """What a dossier is called, says of itself, and for whom it is."""

    title = TextField(label=_("Title"), max_length=160)
    summary = MarkdownField(
        label=_("Summary"), max_length=10_000, help_text=_("What it is about, how it came about, and what it asks for.")
    )
    recipient = TextField(
        label=_("Recipient"),
        max_length=200,
        required=False,
        help_text=_("The community or body that shall take it up."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[], required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [("", _("The language that the text is in")), *CONTENT_LANGUAGES.items()]


class AddElementsForm(Form):
    """Published elements to add."""

    elements = forms.ModelMultipleChoiceField(
        label=_("Elements"),
        queryset=Element.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one element.")},
    )

    def __init__(self, *args: Any, offered: list[Element] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elements: Any = self.fields["elements"]
        elements.queryset = Element.objects.filter(state=ElementState.PUBLISHED, hidden_at=None)
        if offered is not None:
            elements.choices = [(e.pk, f"{e.get_kind_display()}: {e.title}") for e in offered]


class RemarkForm(Form):
    """What the composer says about an element."""

    remark = TextField(label=_("Remark"), max_length=500, required=False, multiline=True, rows=2)


class PrinciplesForm(Form):
    """The ten Principles: how far each was met, and why one thinks so."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        known = {check.principle: check for check in dossier.principles.all()}
        initial: dict[str, Any] = {"revision": dossier.revision}
        for principle, check in known.items():
            initial |= {f"{principle}_met": check.met, f"{principle}_text": check.text}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        for one in Principle:
            self.fields[f"{one.value}_met"] = forms.ChoiceField(
                label=one.label, choices=Met.choices, initial=Met.OPEN, help_text=PRINCIPLE_HELP[one]
            )
            self.fields[f"{one.value}_text"] = TextField(
                label=_("%(principle)s: why?") % {"principle": one.label},
                max_length=2000,
                required=False,
                multiline=True,
                rows=3,
            )

    def assessments(self) -> dict[str, tuple[str, str]]:
        """``(met, text)`` by principle, after ``is_valid``."""
        return {
            one.value: (self.cleaned_data[f"{one.value}_met"], self.cleaned_data[f"{one.value}_text"])
            for one in Principle
        }


class PublishForm(Form):
    """What is new in this version."""

    note = TextField(
        label=_("What is new"),
        max_length=500,
        required=False,
        multiline=True,
        rows=3,
        help_text=_("Readers see it in the list of versions. For the first version it may stay empty."),
    )


class UptakeForm(Form):
    """What a recipient did with a version."""

    recipient = TextField(label=_("Recipient"), max_length=200)
    state = forms.ChoiceField(label=_("What they did"), choices=UptakeState.choices, widget=forms.RadioSelect)
    text = TextField(label=_("In their words"), max_length=5000, required=False, multiline=True, rows=5)
    link = URLField(label=_("Where it can be seen"), max_length=400, required=False)
