"""Forms of the agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.agenda.models import Proposal
from ict4society.agenda.states import ProposalState
from ict4society.discussions.forms import LANGUAGES, TopicChoice
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField
from ict4society.organisations.acting import ActingForm
from ict4society.topics.queries import topic_tree

TITLE_HELP = _("What should be discussed, in one sentence.")


class ProposalForm(ActingForm):
    """Propose a thread."""

    title = TextField(label=_("Title"), max_length=160, help_text=TITLE_HELP)
    topic = TopicChoice()
    text = MarkdownField(
        label=_("What should be discussed, and why"),
        max_length=10_000,
        help_text=_(
            "What the question is, whom it concerns, what is known. This becomes the introduction of the thread."
        ),
    )
    language = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["topic"]
        field.fill(topic_tree())


class ProposalEditForm(Form):
    """Change a proposal: on which revision, into what."""

    title = TextField(label=_("Title"), max_length=160, help_text=TITLE_HELP)
    topic = TopicChoice()
    text = MarkdownField(label=_("What should be discussed, and why"), max_length=10_000)
    language = forms.ChoiceField(label=_("Language of your text"), choices=list(CONTENT_LANGUAGES.items()))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.fill(topic_tree())

    @classmethod
    def of(cls, proposal: Proposal) -> ProposalEditForm:
        """The form as it opens."""
        names = ("title", "text", "language", "revision")
        return cls(initial={"topic": proposal.topic_id, **{name: getattr(proposal, name) for name in names}})


class SupportForm(ActingForm):
    """Support a proposal, personally or on behalf of an organisation."""


class ReasonForm(Form):
    """The reason for a decision."""

    reason = TextField(
        label=_("Reason"), max_length=2000, multiline=True, required=False, help_text=_("Everybody can read it.")
    )


class MergeForm(Form):
    """Into which proposal."""

    into = forms.TypedChoiceField(label=_("Merge into"), required=False, coerce=int, empty_value=None)
    number = forms.IntegerField(
        label=_("or the number of another proposal"),
        required=False,
        min_value=1,
        max_value=2**53,
        help_text=_("The number stands in the address of its page."),
    )
    reason = TextField(
        label=_("Reason"), max_length=2000, multiline=True, required=False, help_text=_("Everybody can read it.")
    )

    def __init__(self, *args: Any, candidates: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        named = [(str(each.pk), f"#{each.pk} · {each.title} ({each.get_state_display()})") for each in candidates]
        field.choices = [("", _("Choose a proposal")), *named]

    def clean(self) -> dict[str, Any]:
        """One of the two says where to."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("number") or cleaned.get("into")):
            self.add_error("into", _("Choose the proposal into which this one goes."))
        return cleaned

    @property
    def goal(self) -> int:
        """The id of the chosen proposal; the typed number counts where there is one."""
        return int(self.cleaned_data["number"] or self.cleaned_data["into"])


class AgendaFilter(forms.Form):
    """The filters of the list; what is wrong in an address is ignored."""

    topic = forms.SlugField(required=False)
    state = forms.ChoiceField(
        required=False, choices=[choice for choice in ProposalState.choices if choice[0] != ProposalState.DRAFT]
    )
    sort = forms.ChoiceField(required=False, choices=[("score", ""), ("recent", "")])
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
