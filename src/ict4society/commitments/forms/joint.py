"""Forms of joint commitments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.models import JointCommitment
from ict4society.discussions.forms import LANGUAGES, TopicChoice
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField
from ict4society.organisations.acting import ActingForm
from ict4society.topics.queries import topic_tree


class JointFields(forms.Form):
    """What a sector wants together."""

    title = TextField(label=_("Title"), max_length=160, help_text=_("What is wanted together, in one sentence."))
    topic = TopicChoice()
    text = MarkdownField(
        label=_("What is wanted together"),
        max_length=10_000,
        help_text=_("The common aim, who can join, and what a commitment must have to count as part of it."),
    )
    language = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES, required=False)


class JointForm(JointFields, ActingForm):
    """Open a joint commitment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.fill(topic_tree())


class JointEditForm(JointFields, Form):
    """Change a joint commitment: on which version, into what."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.fill(topic_tree())

    @staticmethod
    def initial_of(joint: JointCommitment) -> dict[str, Any]:
        """What the form opens with."""
        names = ("title", "text", "language", "version")
        return {"topic": joint.topic_id, **{name: getattr(joint, name) for name in names}}
