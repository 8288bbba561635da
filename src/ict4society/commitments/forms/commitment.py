"""Forms of a commitment itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.actions.frame import FrameRefused
from ict4society.commitments.course import plain_number
from ict4society.commitments.forms.frame import FRACTION, FrameFields
from ict4society.commitments.models import Commitment
from ict4society.commitments.policies import joints_visible_to
from ict4society.discussions.forms import LANGUAGES, TopicChoice
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField, URLField
from ict4society.organisations.acting import ActingForm
from ict4society.topics.queries import topic_tree


class CommitmentFields(FrameFields):
    """The words and the frame of a commitment."""

    title = TextField(label=_("Commitment"), max_length=160, help_text=_("What you commit to, in one sentence."))
    topic = TopicChoice()
    scope = MarkdownField(
        label=_("Scope and how"),
        max_length=5000,
        rows=5,
        required=False,
        help_text=_("Which sites, products or people it covers, what it leaves out, and how you will get there."),
    )
    source_url = URLField(label=_("Where it was announced"), required=False)
    joint = forms.ChoiceField(label=_("Part of a joint commitment"), required=False)
    language = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES, required=False)

    def fill(self, user: Any) -> None:
        """Offer topics, indicators and joint commitments."""
        named: Any = self.fields
        named["topic"].fill(topic_tree())
        named["indicator"].fill()
        self.joints = {str(each.pk): each for each in joints_visible_to(user)}
        named["joint"].choices = [("", _now("None")), *((pk, each.title) for pk, each in self.joints.items())]

    def judged(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The frame, checked; what is wrong with it stands at its field."""
        if not self.errors:
            try:
                cleaned["frame"] = self.frame(cleaned)
                cleaned["frame"].check()
            except FrameRefused as refused:
                self.add_error(refused.field if refused.field in self.fields else None, str(refused))
        cleaned["joint"] = self.joints.get(cleaned.get("joint") or "")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of the actions."""
        names = ("title", "topic", "frame", "scope", "source_url", "joint", "language")
        return {name: self.cleaned_data[name] for name in names}


class CommitmentForm(CommitmentFields, ActingForm):
    """Commit an organisation."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fill(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "acting_as" in cleaned and not cleaned["acting_as"]:
            self.add_error("acting_as", _now("Only an organisation commits itself: choose on whose behalf you act."))
        return self.judged(cleaned)


class CommitmentEditForm(CommitmentFields, Form):
    """Change a commitment: on which revision, into what, and why."""

    reason = TextField(
        label=_("Reason for the change"),
        max_length=500,
        required=False,
        multiline=True,
        rows=2,
        help_text=_("Needed when baseline, targets or deadline of a public commitment change. Everybody can read it."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill(user)

    def clean(self) -> dict[str, Any]:
        return self.judged(super().clean() or self.cleaned_data)

    @staticmethod
    def initial_of(commitment: Commitment) -> dict[str, Any]:
        """What the form opens with."""
        names = ("title", "scope", "source_url", "language", "kind", "measure", "unit", "baseline_year", "revision")
        factor = FRACTION if commitment.is_share else Decimal(1)
        interim = "\n".join(
            f"{each.year}: {plain_number(each.value * factor)}" for each in commitment.interim_targets.all()
        )
        level = commitment.baseline_value == commitment.target_value
        return {
            **{name: getattr(commitment, name) for name in names},
            "topic": commitment.topic_id,
            "indicator": commitment.indicator_id or "",
            "joint": commitment.joint_id or "",
            "baseline_value": plain_number(commitment.baseline_value * factor),
            "target_value": plain_number(commitment.target_value * factor),
            "deadline": commitment.deadline,
            "direction": commitment.direction if level else "",
            "interim": interim,
        }
