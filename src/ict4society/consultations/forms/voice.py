"""Forms of contributors: the frame of a contribution, comments, what staff enters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.countries import countries
from ict4society.consultations.forms.choices import named
from ict4society.consultations.models import Comment, Consultation
from ict4society.consultations.states import Channel, CommentKind, Visibility
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField
from ict4society.organisations.acting import INTEREST_LENGTH, ActingForm
from ict4society.organisations.models import Organisation
from ict4society.organisations.states import SizeClass, StakeholderGroup

COMMENT_LENGTH = 5_000
PASSAGE_LENGTH = 5_000


class FrameForm(Form):
    """What a contribution has besides its answers."""

    visibility = forms.ChoiceField(
        label=_("Who may see it"),
        choices=named(Visibility),
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("The secretariat sees every contribution with its name; all are counted in the report."),
    )
    language = forms.ChoiceField(label=_("Language of your answers"), choices=list(CONTENT_LANGUAGES.items()))
    interest = TextField(
        label=_("Declaration of interest"),
        max_length=INTEREST_LENGTH,
        required=False,
        help_text=_("What ties you to the matter, for example: my employer sells the product discussed here."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), initial=0, min_value=0, max_value=2**31 - 1)


class CommentForm(ActingForm):
    """Comment on a paragraph, or on some of its words."""

    kind = forms.ChoiceField(
        label=_("What you want to say"),
        choices=named(CommentKind),
        initial=CommentKind.COMMENT,
        widget=forms.RadioSelect,
    )
    exact = TextField(
        label=_("About these words"),
        max_length=PASSAGE_LENGTH,
        multiline=True,
        rows=2,
        required=False,
        help_text=_("Copy them from the paragraph. Empty: about the whole paragraph."),
    )
    start = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0, max_value=10_000_000)
    replacement = TextField(
        label=_("What should stand there instead"),
        max_length=PASSAGE_LENGTH,
        multiline=True,
        rows=3,
        required=False,
        help_text=_("For a suggested change only. Empty: these words should go."),
    )
    text = MarkdownField(
        label=_("Comment, or the reason for the change"), max_length=COMMENT_LENGTH, rows=4, required=False
    )
    visibility = forms.ChoiceField(label=_("Who may see it"), choices=named(Visibility), initial=Visibility.PUBLIC)


class CommentEditForm(Form):
    """A new wording."""

    text = MarkdownField(
        label=_("Comment, or the reason for the change"), max_length=COMMENT_LENGTH, rows=4, required=False
    )
    replacement = TextField(
        label=_("What should stand there instead"), max_length=PASSAGE_LENGTH, multiline=True, rows=3, required=False
    )
    visibility = forms.ChoiceField(label=_("Who may see it"), choices=named(Visibility))
    revision = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if comment.kind != CommentKind.SUGGESTION:
            del self.fields["replacement"]

    @classmethod
    def of(cls, comment: Comment) -> CommentEditForm:
        """The form as it opens."""
        names = ("text", "replacement", "visibility", "revision")
        return cls(comment=comment, initial={name: getattr(comment, name) for name in names})


class SupportForm(ActingForm):
    """Support, personally or on behalf of an organisation."""


class LateDecisionForm(Form):
    """Whether a late contribution is taken."""

    decision = forms.ChoiceField(choices=[("take", _("Take it")), ("refuse", _("Do not take it"))])
    reason = TextField(label=_("Reason"), max_length=1000, required=False, help_text=_("Its author reads it."))


class EnteredForm(Form):
    """Who sent a contribution on paper or late, as the secretariat enters it."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=named([Channel.PAPER, Channel.LATE]),
    )
    organisation = forms.ModelChoiceField(
        label=_("On behalf of an organisation known here"), queryset=Organisation.objects.none(), required=False
    )
    name = TextField(label=_("or the contributor's name"), max_length=200, required=False)
    group = forms.ChoiceField(
        label=_("Stakeholder group"), choices=[("", _("Not declared")), *StakeholderGroup.choices], required=False
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    size_class = forms.ChoiceField(
        label=_("Size class"), choices=[("", _("Not declared")), *SizeClass.choices], required=False
    )
    language = forms.ChoiceField(label=_("Language of the answers"), choices=list(CONTENT_LANGUAGES.items()))
    visibility = forms.ChoiceField(label=_("Who may see it"), choices=named(Visibility))

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"language": consultation.language})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        country: Any = self.fields["country"]
        country.choices = [("", _("Not declared")), *countries()]
        field.queryset = Organisation.objects.filter(hidden_at=None).order_by("name")

    def clean(self) -> dict[str, Any]:
        """Somebody said it."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("organisation") and not cleaned.get("name"):
            self.add_error("name", _("Name the contributor, or choose the organisation."))
        return cleaned
